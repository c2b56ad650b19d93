import type { ShownProposal } from '../../../db/team-board/proposal';
import type { Speech } from '../../../domain/language/speech';
import { valueOf, valuesOf } from '../../forms/typed';
import type { BoardAnswer } from '../../http/team-board.server';
import { fieldId } from '../field';
import { Mark } from '../notice';
import { NameField } from './team';

/** What a proposal would do, team by team, with a tick for each player. */
export function ProposedTeams(props: {
  t: Speech;
  proposal: ShownProposal;
  answer: BoardAnswer | null;
  error?: string;
}) {
  const { t, proposal, answer, error } = props;
  // an old proposal's ticks are about other teams
  const kept = answer && answer.why.kind !== 'outdated' ? answer.typed : null;
  const ticked = kept && valuesOf(kept, 'player');
  const numberFrom = proposal.teams.filter(({ name }) => name !== null).length + 1;
  return (
    <div className="board-teams" id={fieldId('proposal')} tabIndex={-1}>
      {proposal.teams.map((team, index) => {
        const field = `name.${team.id}`;
        const written = kept && valueOf(kept, field);
        const ownName = written ?? t.board_propose_default({ number: Math.max(1, index + 2 - numberFrom) });
        const nameError = answer?.why.kind === 'name-missing' && written === '' ? error : undefined;
        const { name, before, after } = team;
        return (
          <fieldset key={team.id} className="board-team">
            <legend>
              {name === null ? t.board_propose_new({ after }) : t.board_propose_team({ team: name, before, after })}
            </legend>
            {team.whole ? (
              <Mark tone="good">{t.board_whole()}</Mark>
            ) : (
              <Mark tone="stop">{t.board_short({ count: proposal.min - after })}</Mark>
            )}
            {name === null && (
              <NameField
                t={t}
                field={field}
                name={field}
                label={t.board_propose_name()}
                value={ownName}
                error={nameError}
              />
            )}
            {team.placed.map((player) => (
              <div key={player.id} className="tick">
                <input
                  type="checkbox"
                  id={fieldId(player.id)}
                  name="player"
                  value={player.id}
                  defaultChecked={ticked ? ticked.includes(player.id) : true}
                />
                <label htmlFor={fieldId(player.id)}>
                  {player.partySize > 1 ? t.board_party({ name: player.name, count: player.partySize }) : player.name}{' '}
                  {player.friend && <span className="quiet">{t.board_propose_friend()}</span>}
                </label>
              </div>
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}
