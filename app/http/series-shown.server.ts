import { createHash } from 'node:crypto';
import type { PlannedTimes } from '../../domain/series/plan';
import { cleanLine } from '../forms/clean';
import { rhythmChoices, rhythmFieldNames } from '../forms/series-form';
import { hasField, valueOf, valuesOf, type Typed } from '../forms/typed';

/**
 * What dates were shown, and what they were made from, as a form carries it in `shown`: a mark for its sentence, one for
 * its fields and one for the dates. By them it is known what has been changed since.
 * @param typed as it stands in the form under which they are shown
 */
export const shownMark = (typed: Typed, times: PlannedTimes): string =>
  [saidIn(typed), fieldsIn(typed), datesIn(times)].map(markOf).join('.');

/** Whether these are the dates that were last shown; also where the form was shown none. */
export function isAsShown(typed: Typed, times: PlannedTimes): boolean {
  const shown = shownIn(typed);
  return shown === null || shown.dates === markOf(datesIn(times));
}

/**
 * What says when it is, the sentence or the fields: of those two what has been changed since the dates were shown, for
 * somebody who has written there means that. Else what the button that was pressed says.
 * @returns the same with that as its `way`
 */
export function inItsWay(typed: Typed): Typed {
  const asked = valueOf(typed, 'way') === 'fields' ? 'fields' : 'said';
  const shown = shownIn(typed);
  const isSaidNew = shown !== null && shown.said !== markOf(saidIn(typed));
  const areFieldsNew =
    shown !== null &&
    rhythmFieldNames.some((name) => hasField(typed, name)) &&
    shown.fields !== markOf(fieldsIn(typed));
  const way = isSaidNew === areFieldsNew ? asked : isSaidNew ? 'said' : 'fields';
  return [...typed.filter(([name]) => name !== 'way'), ['way', way]];
}

function shownIn(typed: Typed): { said: string; fields: string; dates: string } | null {
  const [said, fields, dates] = valueOf(typed, 'shown').split('.');
  return said && fields && dates ? { said, fields, dates } : null;
}

const saidIn = (typed: Typed) => cleanLine(valueOf(typed, 'said'));
/** As a browser sends them back: a list has nothing but its choices. */
const fieldsIn = (typed: Typed) =>
  JSON.stringify(
    rhythmFieldNames.map((name) =>
      valuesOf(typed, name).filter((one) => name !== 'every' || (rhythmChoices as readonly string[]).includes(one)),
    ),
  );
const datesIn = (times: PlannedTimes) => JSON.stringify(times);

const markOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);
