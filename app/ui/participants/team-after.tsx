import type { TeamAfter, TeamMate } from '../../../db/teams';
import type { Speech } from '../../../domain/language/speech';
import { Notice } from '../notice';
import { teamId } from '../team-board/team';

/** How many others on the team lose their place when it ends. */
export const peopleLost = ({ names }: { names: readonly TeamMate[] }): number =>
  names.reduce((sum, { people }) => sum + people, 0);

/**
 * What cancelling a captain does to the team, before it is done, and what one can do instead. CONTRACT §3.13
 * @param props.board the address of the team's board; null where nothing can be done there
 */
export function WhatBecomesOfTeam(props: { t: Speech; team: TeamAfter; board: string | null }) {
  const { t, team, board } = props;
  const onBoard = board !== null && `${board}#${teamId(team)}`;
  const namesOf = (mates: readonly TeamMate[]) =>
    new Intl.ListFormat(t.language).format(
      mates.map(({ name, people }) => t.team_member_party({ name, count: people })),
    );
  if (team.kind === 'led-by') {
    return (
      <Notice tone="mind" heading={t.participants_cancel_led({ captain: team.captain.name, team: team.name })}>
        <p>{t.participants_cancel_led_text()}</p>
        {onBoard && (
          <p>
            <a href={onBoard}>{t.participants_cancel_led_choose()}</a>
          </p>
        )}
      </Notice>
    );
  }
  const { names, inLine } = team;
  return (
    <Notice tone="stop" heading={t.participants_cancel_ends({ team: team.name })}>
      {names.length + inLine.length === 0 && <p>{t.participants_cancel_ends_alone()}</p>}
      {names.length > 0 && (
        <>
          <p>{t.participants_cancel_ends_why()}</p>
          <p>{t.participants_cancel_ends_names({ count: peopleLost(team), names: namesOf(names) })}</p>
          <p>{t.participants_cancel_ends_untold()}</p>
        </>
      )}
      {inLine.length > 0 && (
        <p>
          {t.participants_cancel_ends_line({
            count: inLine.reduce((sum, { people }) => sum + people, 0),
            names: namesOf(inLine),
          })}
        </p>
      )}
      {onBoard && (
        <p>
          {t.participants_cancel_ends_instead()} <a href={onBoard}>{t.participants_cancel_ends_board()}</a>
        </p>
      )}
    </Notice>
  );
}

/** What became of the team, once it is done. @param props.captain who leads it now */
export function WhatBecameOfTeam(props: {
  t: Speech;
  team: { name: string; captain: string | null };
  ended: boolean;
  count: number;
}) {
  const { t, team, ended, count } = props;
  if (!ended) {
    return team.captain === null ? null : <p>{t.board_done_captain({ player: team.captain, team: team.name })}</p>;
  }
  return (
    <p>
      {t.participants_done_team_ended({ team: team.name })} {count > 0 && t.participants_done_team_lost({ count })}
    </p>
  );
}
