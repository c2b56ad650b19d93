import type { BoardMember, BoardTeam } from '../../../db/team-board/view';
import type { Speech } from '../../../domain/language/speech';
import { Button } from '../button';
import { describedBy, Field, fieldId } from '../field';
import { Mark } from '../notice';
import { fieldOf, ofForm, type Refused } from './forms';
import { teamLabel } from './team-label';

/** What every part of the board is given. */
export interface BoardProps {
  t: Speech;
  teams: readonly BoardTeam[];
  max: number;
  open: boolean;
  /** The event's. */
  slug: string;
  paths: Record<'move' | 'merge' | 'split' | 'rename' | 'captain', string>;
  refused: Refused | null;
}

/** A player: name, what there is to know, and the form that moves. */
export function Player({ member, team, ...board }: BoardProps & { member: BoardMember; team: BoardTeam | null }) {
  const { t, open } = board;
  const name = member.partySize > 1 ? t.board_party({ name: member.name, count: member.partySize }) : member.name;
  return (
    <li className="board-player" data-player={member.id} data-name={member.name} data-from={team?.id ?? ''}>
      <p className="board-name">
        <bdi>{name}</bdi> {member.captain && <Mark tone="good">{t.board_captain()}</Mark>}
        {member.named && <span className="quiet">({t.board_named()})</span>}
        {member.waits && (
          <Mark tone="mind">
            {member.position === null ? t.board_waits() : t.board_position({ position: member.position })}
          </Mark>
        )}
      </p>
      {member.wishes.map((wish) => (
        <p key={wish.name} className="board-wish quiet">
          {wishWords(t, wish)}
        </p>
      ))}
      {open && <MoveForm {...board} member={member} team={team} />}
    </li>
  );
}

function MoveForm({
  t,
  teams,
  max,
  paths,
  refused,
  member,
  team,
}: BoardProps & { member: BoardMember; team: BoardTeam | null }) {
  const own = ofForm(refused, 'move', member.id);
  const field = fieldOf('move', member.id);
  const goals = goalsOf(member, team, teams);
  return (
    <details className="board-move" open={own !== null}>
      <summary>
        {t.board_move_summary()} <span className="unseen">{member.name}</span>
      </summary>
      {goals.length === 0 && team === null ? (
        <p>{t.board_move_nowhere()}</p>
      ) : (
        <form method="post" action={paths.move}>
          <input type="hidden" name="player" value={member.id} />
          <input type="hidden" name="from" value={team?.id ?? ''} />
          <Field t={t} name={field} label={t.board_move_to({ name: member.name })} error={own?.message}>
            <select
              className="input"
              id={fieldId(field)}
              name="to"
              defaultValue={own?.value('to')}
              {...describedBy({ name: field, error: own?.message })}
            >
              {goals.map((goal) => (
                <option key={goal.id} value={goal.id}>
                  {t.board_room({ team: teamLabel(t, goal), players: goal.players, max })}
                </option>
              ))}
              {team && <option value="">{t.board_move_alone()}</option>}
            </select>
          </Field>
          <Button look="other">{t.board_move_submit()}</Button>
        </form>
      )}
    </details>
  );
}

/** The teams that have room: first that of a friend, then those that are nearest to being enough. */
function goalsOf(member: BoardMember, own: BoardTeam | null, teams: readonly BoardTeam[]): BoardTeam[] {
  const rank = (team: BoardTeam) => (member.friendTeams.includes(team.id) ? -1 : team.short || Infinity);
  return teams
    .filter((team) => team !== own && team.room >= member.partySize && (!team.waits || own?.waits))
    .map((team, index) => ({ team, index }))
    .sort((one, other) => compare(rank(one.team), rank(other.team)) || one.index - other.index)
    .map(({ team }) => team);
}

const compare = (one: number, other: number) => (one === other ? 0 : one < other ? -1 : 1);

function wishWords(t: Speech, { name, where }: BoardMember['wishes'][number]): string {
  if (where === 'here') return t.board_wish_here({ name });
  if (where === 'no-team') return t.board_wish_alone({ name });
  return where === 'unknown' ? t.board_wish_unknown({ name }) : t.board_wish_team({ name, team: where.team });
}
