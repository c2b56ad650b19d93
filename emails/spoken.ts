import type { SignupLetter } from '../db/letter-kinds';
import { formatWhen } from '../domain/language/dates';
import { speak } from '../domain/language/speech';
import { oneLine } from '../domain/text';
import { viewOf, type View } from './message';
import { alsoSaid, messages } from './messages';
import { nextTimeWords } from './messages/event-cancelled';
import { newsLines } from './parts/news';
import { standingWords } from './parts/standing';
import { placeWords, whenWords, whereWords } from './parts/when-where';
import { sayDayBefore } from './when';

/**
 * What a mail says, for somebody who reads it out over the phone: its first lines, as things stand now, and always which
 * day it is about. In Swedish, as the console is, whatever the letter's language.
 */
export function spokenOf(letter: SignupLetter): string[] {
  const view = viewOf(letter, speak('sv'), '');
  return (letter.message ? messageLines(view) : noticeLines(view)).map((line) => oneLine(line ?? '')).filter(Boolean);
}

function noticeLines(view: View): (string | null)[] {
  const { letter } = view;
  const { state, offer } = letter.receipt;
  const first = [messages[letter.kind].said(view), ...alsoSaid(view)];
  const goesOn = state !== 'cancelled' && offer.status === 'published' && letter.kind !== 'no-place';
  // what had changed before is no matter where nothing comes of it
  if (!goesOn)
    return [
      ...[...first, aboutWords(view), sayDayBefore(letter.firstDay, view.t)],
      ...(letter.words?.split('\n') ?? []),
      nextTimeWords(view),
    ];
  const saysPlace = [letter.kind, ...letter.also].includes('promoted');
  return [...first, saysPlace ? null : standingWords(view), ...newsLines(view), ...whenAndWhere(view)];
}

/** An organiser's own words say seldom which of their events they are about. */
function messageLines(view: View): string[] {
  const { subject, words } = view.letter.message!;
  const { startAt } = view.letter.receipt.offer;
  const when = startAt === null ? null : dayWords(view);
  return [
    subject,
    ...words.split(/\n+/u),
    view.t.messages_calls_about({ what: [view.named, when].filter(Boolean).join(', ') }),
  ];
}

/** Which day it is that nothing comes of, or the whole series. */
function aboutWords(view: View): string | null {
  const { t, letter } = view;
  const { type, startAt } = letter.receipt.offer;
  if (type === 'series') return t.messages_calls_about({ what: t.messages_calls_whole_series() });
  return startAt === null ? null : t.messages_calls_about({ what: dayWords(view)! });
}

/** When an event is, within a sentence; null of a series. */
function dayWords({ t, letter }: View): string | null {
  const { offer } = letter.receipt;
  return offer.type === 'event' ? formatWhen(offer, t) : null;
}

/** Of a whole series: its next date, and where that is, which need not be where the others are. */
function whenAndWhere(view: View): (string | null)[] {
  const { t, letter } = view;
  const next = letter.dates.find((date) => date.status === 'published' && date.startAt !== null);
  const { type, timeZone } = letter.receipt.offer;
  if (type === 'event' || !next) return [whenWords(view), whereWords(view)];
  return [t.messages_calls_next({ when: formatWhen({ ...next, timeZone }, t) }), placeWords(next, t)];
}
