import type { ActionFunctionArgs } from '@remix-run/node';
import { undoLast } from '../../../../db/team-board/undo';
import { valueOf } from '../../../forms/typed';
import { actOnBoard, boardLoader } from '../../../http/team-board.server';
import { boardMeta } from '../../../ui/team-board/page';

/** Undoes the last deed on the board. */
export async function action(args: ActionFunctionArgs) {
  return actOnBoard(args, {
    form: 'undo',
    do: (store, at, typed, now) => undoLast(store, at, valueOf(typed, 'undo'), now),
  });
}

export const loader = boardLoader;
export const meta = boardMeta;
export { TeamBoardPage as default } from '../../../ui/team-board/page';
