import type { FaultLine } from './fault-lines';

/**
 * The dates of a form that are written by half, each with what to say (app/ui/date-input.tsx). A browser sends such a
 * field as empty, so that nobody else would ever know.
 */
export function halfDates(form: HTMLFormElement): FaultLine[] {
  const dates = [...form.querySelectorAll<HTMLInputElement>('input[data-half]')];
  return dates
    .filter(({ validity }) => validity.badInput)
    .map(({ name, dataset }) => ({ name, message: dataset.half ?? '' }));
}
