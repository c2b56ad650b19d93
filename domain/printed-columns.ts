import type { Question } from './question';

/** What a list on paper has beside names and numbers. */
export interface PrintedColumns {
  phones: boolean;
  /** What people wrote that we should know. */
  notes: boolean;
  /** Ids of the event's own questions, in its order. */
  questions: string[];
}

/** The words for a column in addresses and forms, and in what is written down of a list. */
export const printedColumn = { phones: 'telefon', notes: 'ord', question: (id: string) => `q.${id}` } as const;

/** Whether a column's word is that of one of the event's own questions. */
export const isQuestionColumn = (word: string): boolean => word.startsWith(printedColumn.question(''));

/** Reads which columns are asked for. What is not known is as good as not said. */
export function readPrintedColumns(words: readonly string[], questions: readonly Pick<Question, 'id'>[]) {
  return {
    phones: words.includes(printedColumn.phones),
    notes: words.includes(printedColumn.notes),
    questions: questions.map(({ id }) => id).filter((id) => words.includes(printedColumn.question(id))),
  } satisfies PrintedColumns;
}

/** The same columns as words, in the order in which a list has them. */
export function writePrintedColumns({ phones, notes, questions }: PrintedColumns): string[] {
  return [
    ...(phones ? [printedColumn.phones] : []),
    ...questions.map(printedColumn.question),
    ...(notes ? [printedColumn.notes] : []),
  ];
}
