import { data } from '@remix-run/node';
import type { Consequences } from '../../db/programme/edit';
import type { Fault } from '../forms/editor/section-form';
import type { Typed } from '../forms/typed';
import type { Samling } from './context';

/** What a form of the editor is answered by when it comes back. */
export interface EditorAnswer {
  typed: Typed;
  faults: Fault[];
  /** Somebody else has changed the same meanwhile. */
  conflict?: boolean;
  /** What it would do to whom: to be confirmed. */
  consequences?: Consequences;
}

/** Left by an action and taken up by the page's loader, as in form-answer.server.ts. */
const answers = new WeakMap<Samling, EditorAnswer>();

/** Answers a form with itself. @param status 200 where it was sent for more rows, or to be written in again */
export function answerForm(samling: Samling, answer: EditorAnswer, status: 200 | 400 | 409) {
  answers.set(samling, answer);
  return data(null, { status });
}

/** In a loader: what the form that was just sent is answered by; null when none was. */
export const editorAnswer = (samling: Samling): EditorAnswer | null => answers.get(samling) ?? null;
