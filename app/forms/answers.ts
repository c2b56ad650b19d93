import { allowedAnswers, takesSeveral, type Answers, type Question } from '../../domain/question';
import { cleanText } from './clean';
import { hasField, valuesOf, type Typed } from './typed';

/** The name of a question's field: `q.kost`. */
export const questionField = (id: string): `q.${string}` => `q.${id}`;

/**
 * Answers to an event's own questions, unchecked: domain/question.ts says what is wrong with them. What is asked of
 * nobody is not read.
 */
export function readAnswers(questions: readonly Question[], typed: Typed): Answers {
  return answersOf(
    questions.map(
      (question) => [question.id, readAnswer(question, typed)] satisfies [string, string | string[] | null],
    ),
  );
}

/** The same when a signup is changed: a question left out keeps its answer, an empty one has none. CONTRACT §3.15. */
export function readChangedAnswers(questions: readonly Question[], typed: Typed, before: Answers): Answers {
  const given = questions.filter((question) => hasField(typed, questionField(question.id)));
  const kept = Object.entries(before).filter(([id]) => !given.some((question) => question.id === id));
  return answersOf([...kept, ...Object.entries(readAnswers(given, typed))]);
}

/** Built so that a question with the id `__proto__` is a question like any other. */
function answersOf(entries: readonly [string, string | string[] | null][]): Answers {
  return Object.fromEntries(entries.filter((entry): entry is [string, string | string[]] => entry[1] !== null));
}

function readAnswer(question: Question, typed: Typed): string | string[] | null {
  const given = [...new Set(valuesOf(typed, questionField(question.id)).map(cleanText))].filter(Boolean);
  if (!given.length) return null;
  // of what has one answer, several are passed on where they are wrong, and are the first of them where it is text
  if (takesSeveral(question.type)) return given;
  const [first = ''] = given;
  return given.length > 1 && allowedAnswers(question) ? given : first;
}
