import type { Speech } from '../../../domain/language/speech';
import { takesYesOrNo, type Answers, type Question } from '../../../domain/question';

/** The answers to an event's own questions, each with its question; those that were not answered left out. */
export function answersGiven(
  t: Speech,
  questions: readonly Question[],
  answers: Answers,
): { label: string; value: string }[] {
  return questions.flatMap(({ id, label, type }) => {
    const given = [answers[id] ?? []].flat();
    if (!given.length) return [];
    const words = takesYesOrNo(type)
      ? given.map((answer) => (answer === 'yes' ? t.signup_yes() : t.signup_no()))
      : given;
    return [{ label, value: words.join(', ') }];
  });
}
