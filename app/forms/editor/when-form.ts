import { partsMoved } from '../../../domain/moved-entry';
import { addDays, dateOf, moveAlong, type Local } from '../../../domain/time';
import { writtenTime } from '../../../domain/written-time';
import { Reading } from './reading';
import type { SectionForm } from './section-form';

/** Until when a time that is earlier than the beginning is meant to be after midnight. */
const smallHours = '06:00';

/** When it is, and when one may sign up. A day may be open, and so may a time. */
export const whenForm: SectionForm = {
  typedOf: ({ start, end, signupOpens, signupCloses }) => [
    ['startDate', dayIn(start)],
    ['startTime', timeIn(start)],
    ['endTime', timeIn(end)],
    ['endDate', dayIn(end) === dayIn(start) ? '' : dayIn(end)],
    ['opensDate', dayIn(signupOpens)],
    ['opensTime', timeIn(signupOpens)],
    ['closesDate', dayIn(signupCloses)],
    ['closesTime', timeIn(signupCloses)],
  ],
  read(typed, { today, entry }) {
    const form = new Reading(typed, today);
    const span = readSpan(form);
    const last = dayIn(span.end ?? span.start);
    // what is over and left as it was can still be saved
    const isNew = last !== dayIn(entry.end ?? entry.start) || dayIn(span.start) !== dayIn(entry.start);
    if (last && last < today && isNew && !form.faults.length) form.say('startDate', 'day-over');
    const written = {
      signupOpens: form.moment('opensDate', 'opensTime', '00:00'),
      signupCloses: form.moment('closesDate', 'closesTime', '23:59'),
    };
    const { signupOpens, signupCloses } = signupMoved(entry, span.start, written);
    if (signupOpens && signupCloses && signupCloses <= signupOpens) form.say('closesDate', 'closes-before-opens');
    if (last && dayIn(signupCloses) > last && !form.faults.length) form.say('closesDate', 'closes-after-end');
    return {
      change: (before) => ({ ...partsMoved(before, span.start), ...span, signupOpens, signupCloses }),
      faults: form.faults,
      at: { start: 'startDate', end: 'endTime', signupOpens: 'opensDate', signupCloses: 'closesDate' },
    };
  },
};

interface SignupTimes {
  signupOpens?: Local;
  signupCloses?: Local;
}

/**
 * When signup opens and closes, once the event is on another day: what was shown to others and is left as it was goes
 * along, as on a copy. Whoever moves an event thinks of the day, and the last day to sign up would else come after it.
 */
function signupMoved(
  entry: SignupTimes & { start?: Local; status: string },
  start: Local | undefined,
  written: SignupTimes,
): SignupTimes {
  const { start: from, signupOpens, signupCloses, status } = entry;
  const isLeft = written.signupOpens === signupOpens && written.signupCloses === signupCloses;
  if (status === 'draft' || !from || !start || dayIn(from) === dayIn(start) || !isLeft) return written;
  const move = (local: Local | undefined) => moveAlong(local, dateOf(from), dateOf(start));
  return { signupOpens: move(signupOpens), signupCloses: move(signupCloses) };
}

function readSpan(form: Reading): { start?: Local; end?: Local } {
  const [startDate, startTime] = [form.date('startDate'), form.time('startTime')];
  const [endTime, writtenEnd] = [form.time('endTime'), form.date('endDate')];
  if (startDate === undefined) {
    const isNeeded = startTime !== undefined || endTime !== undefined || writtenEnd !== undefined;
    if (isNeeded && !form.isWrong('startDate')) form.say('startDate', 'date-missing');
    return { start: undefined, end: undefined };
  }
  const endDate = writtenEnd ?? startDate;
  if (endDate < startDate) form.say('endDate', 'end-before-start');
  if (startTime === undefined) {
    if (endTime !== undefined && !form.isWrong('startTime')) form.say('startTime', 'start-time-missing');
    return { start: startDate, end: endDate > startDate ? endDate : undefined };
  }
  const start = `${startDate}T${startTime}`;
  if (endTime === undefined) {
    if (endDate > startDate && !form.isWrong('endTime')) form.say('endTime', 'end-time-missing');
    return { start, end: undefined };
  }
  const end = endAfter(start, endDate, endTime, writtenEnd === undefined);
  if (end <= start && !form.isWrong('endDate')) form.say('endTime', 'end-before-start');
  return { start, end };
}

/** An end by its time of day alone: what is before the beginning, in the small hours, is the day after. */
export function endAfter(start: Local, date: string, time: string, mayBeNextDay: boolean): Local {
  const end = `${date}T${time}`;
  return mayBeNextDay && end <= start && time <= smallHours ? `${addDays(date, 1)}T${time}` : end;
}

export const dayIn = (local: Local | undefined): string => (local ? dateOf(local) : '');
export const timeIn = (local: Local | undefined): string => writtenTime(local?.slice(11));
