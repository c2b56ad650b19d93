import { redirect } from '@remix-run/node';
import { wishOf } from '../../db/changes';
import { changeOnBehalf } from '../../db/participants/acts';
import { participantPath } from '../../domain/paths';
import { readChange } from '../forms/signup-form';
import type { Typed } from '../forms/typed';
import type { Samling } from './context';
import { refuse, sendBack } from './form-answer.server';
import type { requireChangeable } from './participants.server';

/**
 * Changes a signup as an organiser has typed it, and answers their form: with the participant's page, which says what
 * was done or why it could not be, or with the form again.
 * @param as.kind which deed it is
 * @param as.done what the page then says has been done
 */
export async function answerChange(
  samling: Samling,
  { terms, head, signup, at }: Awaited<ReturnType<typeof requireChangeable>>,
  typed: Typed,
  as: { kind: Parameters<typeof changeOnBehalf>[2]; done: 'andrad' | 'flyttad' },
) {
  const now = samling.now();
  const before = await wishOf(samling.store.read, signup, terms);
  // what an organiser does is not done in the person's language
  const by = { pathLanguage: before.language, isCaptain: false, now };
  const { change, problems } = readChange(typed, terms, before, by);
  if (problems.length) return sendBack(samling, { typed, problems, refusal: null }, 400);
  const outcome = await changeOnBehalf(samling.store, at, as.kind, change, now);
  const page = participantPath(head.type, head.slug, at.signupId);
  switch (outcome.kind) {
    case 'changed':
      return redirect(`${page}?klart=${as.done}`, 303);
    case 'same':
      return redirect(`${page}?klart=inget`, 303);
    case 'invalid':
      return sendBack(samling, { typed, problems: outcome.problems, refusal: null }, 400);
    case 'full':
      return refuse(samling, typed, outcome);
    case 'unknown':
      throw new Response(null, { status: 404 });
    default:
      return redirect(`${page}?nej=${outcome.kind}`, 303);
  }
}
