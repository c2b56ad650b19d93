import { hasOptions, questionTypes, type Question, type QuestionType } from '../../../domain/question';
import { slugFor } from '../../../domain/slug';
import { cleanLine } from '../clean';
import { valueOf } from '../typed';
import { Reading } from './reading';
import { rowsOf } from './rows';
import type { SectionForm } from './section-form';

const most = { questions: 50, label: 500, options: 100, option: 200 };

/** What is asked of those who sign up. */
export const questionsForm: SectionForm = {
  typedOf: (entry) =>
    (entry.questions as Question[]).flatMap(({ id, label, type, required, options }, row) => {
      const field = (name: string) => `question.${row}.${name}`;
      return [
        [field('id'), id],
        [field('label'), label],
        [field('type'), type],
        ...(required ? [[field('required'), 'yes'] as const] : []),
        [field('options'), options.join('\n')],
      ] as const;
    }),
  read(typed, { today, entry }) {
    const form = new Reading(typed, today);
    const rows = rowsOf(typed, 'question').filter((row) => !form.isTicked(`question.${row}.remove`));
    if (rows.length > most.questions) form.say('question.0.label', 'too-many-rows', most.questions);
    const known = new Set((entry.questions as Question[]).map(({ id }) => id));
    const taken = new Set(rows.map((row) => valueOf(typed, `question.${row}.id`)));
    const questions = rows.map((row) => readQuestion(form, `question.${row}`, known, taken));
    const at = Object.fromEntries(rows.map((row, index) => [`questions[${index}]`, `question.${row}.label`]));
    return { change: (before) => ({ ...before, questions }), faults: form.faults, at };
  },
};

function readQuestion(form: Reading, row: string, known: ReadonlySet<string>, taken: Set<string>): Question {
  const label = form.line(`${row}.label`, most.label);
  if (!label) form.say(`${row}.label`, 'missing-question');
  const written = valueOf(form.typed, `${row}.id`);
  // answers are kept by it in an object, where some names are already something else
  const id = known.has(written) ? written : slugFor(label ?? '', (one) => taken.has(one) || one in {});
  taken.add(id);
  const chosen = valueOf(form.typed, `${row}.type`);
  const type = isType(chosen) ? chosen : 'text';
  return {
    id,
    label: label ?? '',
    type,
    required: form.isTicked(`${row}.required`),
    options: optionsIn(form, row, type),
  };
}

/** An answer on each line. A question that takes no options keeps none. */
function optionsIn(form: Reading, row: string, type: QuestionType): string[] {
  if (!hasOptions(type)) return [];
  const name = `${row}.options`;
  const lines = valueOf(form.typed, name)
    .split(/[\r\n]+/u)
    .map(cleanLine)
    .filter(Boolean);
  const options = [...new Set(lines)];
  if (!options.length) form.say(name, 'missing-options');
  if (options.length > most.options) form.say(name, 'too-many-rows', most.options);
  if (options.some((option) => option.length > most.option)) form.say(name, 'too-long', most.option);
  return options;
}

const isType = (word: string): word is QuestionType => (questionTypes as readonly string[]).includes(word);
