import type { ActionFunctionArgs } from '@remix-run/node';
import { changeCaptain } from '../../../../db/team-board/deeds';
import { valueOf } from '../../../forms/typed';
import { actOnBoard, boardLoader } from '../../../http/team-board.server';
import { boardMeta } from '../../../ui/team-board/page';

/** Makes another player of a team its captain. */
export async function action(args: ActionFunctionArgs) {
  return actOnBoard(args, {
    form: 'captain',
    about: 'team',
    do: (store, at, typed, now) =>
      changeCaptain(store, at, { team: valueOf(typed, 'team'), player: valueOf(typed, 'player') }, now),
  });
}

export const loader = boardLoader;
export const meta = boardMeta;
export { TeamBoardPage as default } from '../../../ui/team-board/page';
