import { valueOf, valuesOf } from '../../forms/typed';
import type { BoardAnswer, BoardForm } from '../../http/team-board.server';

/** A form that came back, in the words that are shown. */
export interface Refused {
  form: BoardForm;
  about: string;
  message: string;
  value(field: string): string;
  values(field: string): string[];
}

/** The answer that a form was given, as the forms of the board take it up. */
export const refusedBy = (answer: BoardAnswer | null, message: string): Refused | null =>
  answer && {
    form: answer.form,
    about: answer.about,
    message,
    value: (field) => valueOf(answer.typed, field),
    values: (field) => valuesOf(answer.typed, field),
  };

/** What was refused of one form, and of no other. */
export const ofForm = (refused: Refused | null, form: BoardForm, about: string): Refused | null =>
  refused?.form === form && refused.about === about ? refused : null;

/** The name of a form's (first) field, unique on the page: what the error summary leads to. */
export const fieldOf = (form: BoardForm, about: string) => `${form}-${about}`;
