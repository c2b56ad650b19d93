import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import type { BoardRefusal } from '../../db/team-board/board';
import type { AtBoard, BoardOutcome } from '../../db/team-board/change-board';
import { readTeamBoard } from '../../db/team-board/view';
import type { Store } from '../../db/store';
import type { Instant } from '../../domain/event';
import { teamBoardPath } from '../../domain/paths';
import { readTyped, type Typed } from '../forms/typed';
import { requireOffer } from './console-offer.server';
import type { Samling } from './context';

/** Which form of the board was sent. */
export type BoardForm = 'move' | 'merge' | 'split' | 'rename' | 'captain' | 'undo' | 'nudge' | 'proposal';

/** Why the board's captains were not reminded. */
export type NudgeRefusal = { kind: 'too-soon'; lastAt: Instant } | { kind: 'nobody' };

/** A form of the board that comes back, with everything that was typed in it. */
export interface BoardAnswer {
  form: BoardForm;
  /** The id of the player or the team whose form it was; '' of the whole board's. */
  about: string;
  typed: Typed;
  why: BoardRefusal | NudgeRefusal;
}

/** As `formAnswer` (form-answer.server.ts): left by the action, taken up by the loader that runs after it. */
const answers = new WeakMap<Samling, BoardAnswer>();
export const boardAnswer = (samling: Samling): BoardAnswer | null => answers.get(samling) ?? null;

/** What was wrong with the form itself, and not with how the board is. */
const wrongInForm: readonly string[] = ['nobody-chosen', 'all-chosen', 'name-missing', 'no-captain'];

/** Gives a form back, with why. */
export function sendBoardBack(samling: Samling, answer: BoardAnswer) {
  answers.set(samling, answer);
  return data(null, { status: wrongInForm.includes(answer.why.kind) ? 400 : 409 });
}

/** An event with teams, for whoever may see who has signed up. @throws as `requireOffer`; 404 without teams */
export async function requireBoard({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = await requireOffer(request, samling, { type: 'event', slug: params.slug }, 'participants');
  if (!at.offer.hasTeams) throw new Response(null, { status: 404 });
  return at;
}

/** The board's loader, also behind the addresses of its deeds, where a form that is refused comes back. */
export async function boardLoader(args: LoaderFunctionArgs) {
  const { samling } = args.context;
  const { offer, role } = await requireBoard(args);
  const now = samling.now();
  const board = await readTeamBoard(samling.store.read, offer.id, now);
  if (!board) throw new Response(null, { status: 404 });
  const told = new URL(args.request.url).searchParams.get('klart');
  return { now, offer, role, board, told, answer: boardAnswer(samling) };
}

/**
 * Does one deed on the board, and answers with the board.
 * @param about the field that says whose form it is
 */
export async function actOnBoard(
  args: ActionFunctionArgs,
  deed: {
    form: BoardForm;
    about?: string;
    do(store: Store, at: AtBoard, typed: Typed, now: Instant): Promise<BoardOutcome>;
  },
) {
  const { samling } = args.context;
  const { offer, signed, organisation } = await requireBoard(args);
  const typed = readTyped(samling.form);
  const at = { slug: offer.slug, by: signed.organiser.id, organisationId: organisation.id };
  const outcome = await deed.do(samling.store, at, typed, samling.now());
  if (outcome.kind === 'done') {
    return redirect(`${teamBoardPath(offer.slug)}?klart=${deed.form === 'undo' ? 'angrat' : 'gjort'}`, 303);
  }
  const about = typed.find(([name]) => name === deed.about)?.[1] ?? '';
  return sendBoardBack(samling, { form: deed.form, about, typed, why: outcome.why });
}
