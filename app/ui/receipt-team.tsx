import type { ReceiptTeam, TeamMember } from '../../db/receipts';
import type { Speech } from '../../domain/language/speech';
import { changePath, findTeamPath, teamPath, teamWithdrawalPath } from '../../domain/paths';
import { inviteFor } from '../../domain/team';
import { ButtonLink } from './button';

/**
 * A team as its members see it: how many they are, how others join, and who is in it, which nobody else is shown.
 * @param code of the signup whose receipt this is
 */
export function TeamOnReceipt(props: { t: Speech; team: ReceiptTeam; code: string; baseUrl: string; alive: boolean }) {
  const { t, team, code, baseUrl, alive } = props;
  return (
    <section>
      <h2>{t.team_heading({ team: team.name })}</h2>
      <p>
        <strong>{teamSize(t, team)}</strong> {team.captain && t.team_you_captain()}
      </p>
      {alive && team.state !== 'cancelled' && (
        <>
          <h3>{inviteHeading(t, inviteFor(team))}</h3>
          <TeamInvite t={t} team={team} baseUrl={baseUrl} />
        </>
      )}
      <h3>{t.team_roster()}</h3>
      <ul>
        {team.members.map((member) => (
          <li key={member.id}>{memberWords(t, member, team)}</li>
        ))}
      </ul>
      <p className="quiet">{t.team_roster_private()}</p>
      {alive && team.captain && (
        <p className="no-print">
          <ButtonLink href={changePath(t.language, code)} look="other">
            {t.team_change()}
          </ButtonLink>
          <ButtonLink href={teamWithdrawalPath(t.language, code)} look="other">
            {t.team_withdraw()}
          </ButtonLink>
        </p>
      )}
    </section>
  );
}

/** Whom a team's link and words are for; they are there also for a team that needs them for nobody. CONTRACT §1 */
export function inviteHeading(t: Speech, invite: ReturnType<typeof inviteFor>): string {
  if (invite === null) return t.team_invite_none();
  return invite === 'more' ? t.team_invite() : t.team_invite_full();
}

/** How others join a team: its link, and the three words that one can say. */
export function TeamInvite(props: { t: Speech; team: Pick<ReceiptTeam, 'code' | 'words'>; baseUrl: string }) {
  const { t, team, baseUrl } = props;
  const link = baseUrl + teamPath(t.language, team.code);
  return (
    <>
      <p>
        {t.team_invite_link()} <br />
        <a href={link} dir="ltr">
          {link}
        </a>
      </p>
      {team.words && (
        <>
          <p>
            {t.team_invite_words()} <br />
            <strong className="spoken" lang="sv" translate="no">
              {team.words.split('-').join(' ')}
            </strong>
          </p>
          <p className="quiet">{t.team_invite_words_where({ place: placeOf(baseUrl + findTeamPath(t.language)) })}</p>
        </>
      )}
    </>
  );
}

/** "Ni är 6, två till behövs." */
export function teamSize(t: Speech, { players, min, max }: Pick<ReceiptTeam, 'players' | 'min' | 'max'>): string {
  const words = t.team_you_are({ count: players });
  if (players < min) {
    return t.team_you_are_missing({ players: words, missing: t.team_missing({ count: min - players }) });
  }
  return players >= max ? t.team_you_are_full({ players: words }) : t.team_you_are_enough({ players: words });
}

function memberWords(t: Speech, member: TeamMember, team: ReceiptTeam): string {
  const marks = [
    member.captain && t.team_member_captain(),
    member.self && t.team_member_self(),
    member.named && t.team_member_named(),
    member.state === 'waitlisted' && team.state === 'confirmed' && t.team_member_waits(),
  ].filter(Boolean);
  const name = t.team_member_party({ name: member.name, count: member.partySize });
  return marks.length ? `${name} (${marks.join(', ')})` : name;
}

/** An address as one says it. */
export function placeOf(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
