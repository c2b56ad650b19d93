/** What an organiser may ask: the types of an event's own questions, as in the programme file. CONTRACT §5.1. */
export const questionTypes = ['text', 'long-text', 'number', 'yes-no', 'choice', 'choices', 'consent'] as const;
export type QuestionType = (typeof questionTypes)[number];

/** One of an event's own questions. `options` are the answers of `choice` and `choices`. */
export interface Question {
  id: string;
  label: string;
  type: QuestionType;
  required: boolean;
  options: string[];
}

/** Answers by question id; `choices` has several. */
export type Answers = Record<string, string | string[]>;

/** New answers to some of the questions; null takes an answer away. */
export type ChangedAnswers = Record<string, string | string[] | null>;

/** Answers after a change: a question that it does not name keeps its answer. CONTRACT §3.15. */
export function changeAnswers(before: Answers, changed: ChangedAnswers): Answers {
  // built so that a question with the id `__proto__` is a question like any other
  const all = Object.fromEntries([...Object.entries(before), ...Object.entries(changed)]);
  return Object.fromEntries(Object.entries(all).filter(([, answer]) => answer !== null)) as Answers;
}

/** The answers that are words of ours, which a page says in its own language. */
type OwnWord = 'yes' | 'no';

interface AnswerRule {
  /** Whether one may give several answers. */
  several: boolean;
  /** What may be answered: any text, a number, the organiser's options, or these words alone. */
  takes: 'text' | 'number' | 'options' | readonly OwnWord[];
}

/** All that sets one type of question apart from another. How each is asked is in app/ui/question-field.tsx. */
const answerRules: Record<QuestionType, AnswerRule> = {
  text: { several: false, takes: 'text' },
  'long-text': { several: false, takes: 'text' },
  number: { several: false, takes: 'number' },
  'yes-no': { several: false, takes: ['yes', 'no'] },
  choice: { several: false, takes: 'options' },
  choices: { several: true, takes: 'options' },
  consent: { several: false, takes: ['yes'] },
};

/** Whether a question of this type may be given several answers. */
export function takesSeveral(type: QuestionType): boolean {
  return answerRules[type].several;
}

/** Whether the answers of this type are options that the organiser writes. */
export function hasOptions(type: QuestionType): boolean {
  return answerRules[type].takes === 'options';
}

/** Whether the answers of this type are `yes` and `no`, which a page says in its own language. */
export function takesYesOrNo(type: QuestionType): boolean {
  return Array.isArray(answerRules[type].takes);
}

/** The answers that a question allows; null when anything may be written. */
export function allowedAnswers({ type, options }: Pick<Question, 'type' | 'options'>): readonly string[] | null {
  const { takes } = answerRules[type];
  if (takes === 'options') return options;
  return takes === 'text' || takes === 'number' ? null : takes;
}

/** The longest answer, in UTF-16 units. */
export const longestAnswer = 2_000;

/** What can be wrong with an answer. */
export type AnswerProblem = 'required' | 'not-a-number' | 'not-an-option' | 'too-long';

/** What is wrong with the answer to a question; null when nothing is. */
export function answerProblem(question: Question, answer: string | string[] | undefined): AnswerProblem | null {
  const given = [answer ?? []].flat().filter((text) => text.trim() !== '');
  if (!given.length) return question.required ? 'required' : null;
  if (given.some((text) => text.length > longestAnswer)) return 'too-long';
  const allowed = allowedAnswers(question);
  if (allowed && given.some((text) => !allowed.includes(text))) return 'not-an-option';
  if (given.length > 1 && !takesSeveral(question.type)) return 'not-an-option';
  if (answerRules[question.type].takes === 'number' && !given.every(isNumber)) return 'not-a-number';
  return null;
}

/** A number as people write it: "3", "-2", "1,5", "1 000". */
function isNumber(text: string): boolean {
  return /^[-+]?\d{1,12}([.,]\d{1,6})?$/.test(text.replace(/[\s\u00a0]/g, ''));
}
