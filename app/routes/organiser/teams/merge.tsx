import type { ActionFunctionArgs } from '@remix-run/node';
import { mergeTeams } from '../../../../db/team-board/deeds';
import { valueOf } from '../../../forms/typed';
import { actOnBoard, boardLoader } from '../../../http/team-board.server';
import { boardMeta } from '../../../ui/team-board/page';

/** Makes two teams one. */
export async function action(args: ActionFunctionArgs) {
  return actOnBoard(args, {
    form: 'merge',
    about: 'team',
    do: (store, at, typed, now) =>
      mergeTeams(store, at, { team: valueOf(typed, 'team'), into: valueOf(typed, 'into') }, now),
  });
}

export const loader = boardLoader;
export const meta = boardMeta;
export { TeamBoardPage as default } from '../../../ui/team-board/page';
