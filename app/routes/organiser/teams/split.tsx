import type { ActionFunctionArgs } from '@remix-run/node';
import { splitTeam } from '../../../../db/team-board/deeds';
import { readTeamName } from '../../../forms/board-form';
import { valueOf, valuesOf } from '../../../forms/typed';
import { actOnBoard, boardLoader } from '../../../http/team-board.server';
import { boardMeta } from '../../../ui/team-board/page';

/** Makes two teams of one. */
export async function action(args: ActionFunctionArgs) {
  return actOnBoard(args, {
    form: 'split',
    about: 'team',
    do: (store, at, typed, now) => {
      const players = [...new Set(valuesOf(typed, 'player'))];
      return splitTeam(store, at, { team: valueOf(typed, 'team'), players, name: readTeamName(typed) }, now);
    },
  });
}

export const loader = boardLoader;
export const meta = boardMeta;
export { TeamBoardPage as default } from '../../../ui/team-board/page';
