import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { nudgeCaptains } from '../../../../db/nudges';
import { teamBoardPath } from '../../../../domain/paths';
import { boardLoader, requireBoard, sendBoardBack } from '../../../http/team-board.server';
import { boardMeta } from '../../../ui/team-board/page';

/** Reminds the captains of teams that are too few. */
export async function action(args: ActionFunctionArgs) {
  const { samling } = args.context;
  const { offer, signed, organisation } = await requireBoard(args);
  const at = { slug: offer.slug, by: signed.organiser.id, organisationId: organisation.id };
  const outcome = await nudgeCaptains(samling.store, at, samling.now());
  if (outcome.kind === 'nudged') return redirect(`${teamBoardPath(offer.slug)}?klart=paminda`, 303);
  return sendBoardBack(samling, { form: 'nudge', about: '', typed: [], why: outcome });
}

export const loader = boardLoader;
export const meta = boardMeta;
export { TeamBoardPage as default } from '../../../ui/team-board/page';
