import type { View } from '../message';
import { Labelled, Line, LinkButton } from './text';

/** The team one is on: how many it is, and, for its captain, the link and the three words to pass on. */
export function TeamCard({ letter, t, links, team: name }: View) {
  const { team } = letter.receipt;
  if (!team || team.state === 'cancelled') return null;
  const missing = team.min - team.players;
  return (
    <>
      <Labelled
        label={t.mail_team()}
        lines={[
          name,
          team.captain ? t.mail_standing_captain() : null,
          t.mail_team_size({ count: team.players }),
          missing > 0 ? t.mail_team_missing({ count: missing }) : null,
        ]}
      />
      {team.captain && links.team && (
        <>
          <Line>{t.mail_team_invite()}</Line>
          {team.words && (
            <Line>
              <strong>{team.words.replaceAll('-', ' ')}</strong>
            </Line>
          )}
          {team.words && <Line>{t.mail_team_words_where({ url: links.teamWords })}</Line>}
          <LinkButton href={links.team}>{t.mail_team_link()}</LinkButton>
        </>
      )}
    </>
  );
}
