import type { ActionFunctionArgs } from '@remix-run/node';
import { movePlayer } from '../../../../db/team-board/deeds';
import { readMove } from '../../../forms/board-form';
import { actOnBoard, boardLoader } from '../../../http/team-board.server';
import { boardMeta } from '../../../ui/team-board/page';

/** Puts a player in a team, in another, or in none. */
export async function action(args: ActionFunctionArgs) {
  return actOnBoard(args, {
    form: 'move',
    about: 'player',
    do: (store, at, typed, now) => movePlayer(store, at, readMove(typed), now),
  });
}

export const loader = boardLoader;
export const meta = boardMeta;
export { TeamBoardPage as default } from '../../../ui/team-board/page';
