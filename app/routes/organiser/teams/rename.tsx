import type { ActionFunctionArgs } from '@remix-run/node';
import { renameTeam } from '../../../../db/team-board/deeds';
import { readTeamName } from '../../../forms/board-form';
import { valueOf } from '../../../forms/typed';
import { actOnBoard, boardLoader } from '../../../http/team-board.server';
import { boardMeta } from '../../../ui/team-board/page';

/** Gives a team another name. */
export async function action(args: ActionFunctionArgs) {
  return actOnBoard(args, {
    form: 'rename',
    about: 'team',
    do: (store, at, typed, now) =>
      renameTeam(store, at, { team: valueOf(typed, 'team'), name: readTeamName(typed) }, now),
  });
}

export const loader = boardLoader;
export const meta = boardMeta;
export { TeamBoardPage as default } from '../../../ui/team-board/page';
