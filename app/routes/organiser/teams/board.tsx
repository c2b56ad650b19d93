import { boardLoader } from '../../../http/team-board.server';
import { boardMeta } from '../../../ui/team-board/page';

/** The teams of an event and those without a team, where an organiser puts players in teams. */
export const loader = boardLoader;
export const meta = boardMeta;
export { TeamBoardPage as default } from '../../../ui/team-board/page';
