import { inviteFor } from '../../domain/team';
import type { View } from '../message';
import { Labelled, Line, LinkButton } from './text';

/**
 * The team one is on: how many it is, and, for its captain, the link and the three words to pass on. A full team is not
 * asked to be more: as on its receipt, the link is then for those who are known by name alone, where there are any.
 */
export function TeamCard({ letter, t, links, team: name }: View) {
  const { team } = letter.receipt;
  if (!team || team.state === 'cancelled') return null;
  const missing = team.min - team.players;
  const isFull = team.players >= team.max;
  const invite = inviteFor(team);
  return (
    <>
      <Labelled
        label={t.mail_team()}
        lines={[
          name,
          team.captain ? t.mail_standing_captain() : null,
          t.mail_team_size({ count: team.players }),
          missing > 0 ? t.mail_team_missing({ count: missing }) : null,
          isFull ? t.mail_team_full() : null,
        ]}
      />
      {team.captain && links.team && invite !== null && (
        <>
          <Line>{invite === 'names' ? t.mail_team_invite_full() : t.mail_team_invite()}</Line>
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

/** To a lone player: that the organiser finds a team; who waits for a place is told that it comes after that. */
export function TeamLookedFor({ letter, t }: View) {
  const { lone, state, partySize: count } = letter.receipt;
  if (!lone) return null;
  return <Line>{state === 'confirmed' ? t.team_looked_for({ count }) : t.team_looked_for_then({ count })}</Line>;
}
