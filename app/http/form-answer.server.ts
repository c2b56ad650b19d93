import { data, redirect } from '@remix-run/node';
import type { SignupOutcome } from '../../db/signups';
import type { TeamOutcome } from '../../db/team-registration';
import type { Language } from '../../domain/language/speech';
import type { SignupWindow } from '../../domain/offer';
import { receiptPath } from '../../domain/paths';
import type { FormAnswer, Refusal } from '../forms/answer';
import type { FormProblem } from '../forms/problem';
import type { Typed } from '../forms/typed';
import type { Samling } from './context';

/**
 * What a form is answered by when it comes back. An action leaves it here, by the request's own `samling`, and the
 * page's loader, which runs after it, takes it up: so the page's title, which Remix makes of loaders' data alone, can
 * begin with "Fel:".
 */
const answers = new WeakMap<Samling, FormAnswer>();

/** Answers a form with itself: everything that was typed, and what is wrong with it. */
export function sendBack(samling: Samling, answer: FormAnswer, status: 400 | 409) {
  answers.set(samling, answer);
  return data(null, { status });
}

/** Answers a form that nothing is wrong with, and that is refused all the same: with itself, and why. */
export function refuse(samling: Samling, typed: Typed, refusal: Refusal) {
  return sendBack(samling, { typed, problems: [], refusal }, 409);
}

/** Answers a form that has problems. Where signup is closed, with that alone: putting it right would be in vain. */
export function answerProblems(
  samling: Samling,
  sent: { typed: Typed; problems: readonly FormProblem[]; window: SignupWindow },
) {
  const { typed, problems, window } = sent;
  return window.state === 'open'
    ? sendBack(samling, { typed, problems, refusal: null }, 400)
    : refuse(samling, typed, { kind: 'closed', window });
}

/** In a loader: what the form that was just sent is answered by; null when none was. */
export function formAnswer(samling: Samling): FormAnswer | null {
  return answers.get(samling) ?? null;
}

/**
 * What became of a form that signs somebody up, as an answer: the receipt, or the form again. CONTRACT §1, §2.
 * @param as whether the form registers a team, so that a receipt of another name leads back to the right form
 */
export function answerSignup(
  samling: Samling,
  outcome: SignupOutcome | TeamOutcome,
  sent: { typed: Typed; language: Language; as?: 'team' },
) {
  const { typed, language } = sent;
  samling.observeSignup(outcome.kind);
  switch (outcome.kind) {
    case 'confirmed':
    case 'waitlisted':
      return redirect(receiptPath(language, outcome.code), 303);
    case 'already': {
      const query = outcome.otherName ? `?annan=${sent.as === 'team' ? 'lag' : '1'}` : '';
      return redirect(receiptPath(language, outcome.code) + query, 303);
    }
    case 'invalid':
      return sendBack(samling, { typed, problems: outcome.problems, refusal: null }, 400);
    case 'full':
      return refuse(samling, typed, { kind: 'full' });
    case 'closed':
      return refuse(samling, typed, outcome);
    case 'unknown':
      throw data(null, { status: 404 });
  }
}
