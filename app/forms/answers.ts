import {
  allowedAnswers,
  changeAnswers,
  takesSeveral,
  type Answers,
  type ChangedAnswers,
  type Question,
} from '../../domain/question';
import { cleanText } from './clean';
import { hasField, valuesOf, type Typed } from './typed';

/** The name of a question's field: `q.kost`. */
export const questionField = (id: string): `q.${string}` => `q.${id}`;

/**
 * Answers to an event's own questions, unchecked: domain/question.ts says what is wrong with them. What is asked of
 * nobody is not read.
 */
export function readAnswers(questions: readonly Question[], typed: Typed): Answers {
  return changeAnswers({}, answersTo(questions, typed));
}

/** The same when a signup is changed: a question left out is not there, an empty one is null. CONTRACT §3.15. */
export function readChangedAnswers(questions: readonly Question[], typed: Typed): ChangedAnswers {
  const given = questions.filter((question) => hasField(typed, questionField(question.id)));
  return answersTo(given, typed);
}

const answersTo = (questions: readonly Question[], typed: Typed): ChangedAnswers =>
  Object.fromEntries(questions.map((question) => [question.id, readAnswer(question, typed)]));

function readAnswer(question: Question, typed: Typed): string | string[] | null {
  const given = [...new Set(valuesOf(typed, questionField(question.id)).map(cleanText))].filter(Boolean);
  if (!given.length) return null;
  // of what has one answer, several are passed on where they are wrong, and are the first of them where it is text
  if (takesSeveral(question.type)) return given;
  const [first = ''] = given;
  return given.length > 1 && allowedAnswers(question) ? given : first;
}
