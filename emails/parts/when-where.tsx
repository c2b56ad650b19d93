import type { Receipt } from '../../db/receipts';
import { placeLine } from '../../domain/calendar/entry';
import type { Speech } from '../../domain/language/speech';
import type { View } from '../message';
import { written } from '../text';
import { sayDayBefore, sayHours, sayWhen } from '../when';
import { Labelled } from './text';

/**
 * What, when, where, what one chose, and for whom. Of a discreet event neither title nor activities: CONTRACT §4.5.
 */
export function WhenWhere({ letter, t, title }: View) {
  const { receipt, dates } = letter;
  const { offer, discreet } = receipt;
  const coming = dates.filter((date) => date.status === 'published');
  const chosen = discreet ? [] : receipt.parts.filter((part) => part.claim !== 'gone');
  // what was called off soon after it was moved is looked for on the day that one knows
  const dayBefore = letter.kind === 'event-cancelled' ? sayDayBefore(letter.firstDay, t) : null;
  return (
    <>
      <Labelled label={t.mail_what()} lines={[title]} />
      {offer.type === 'event' ? (
        <Labelled label={t.mail_when()} lines={[whenWords({ letter, t }), dayBefore]} />
      ) : (
        <Labelled
          label={t.mail_dates()}
          lines={coming.map((date) =>
            [sayWhen(date, offer.timeZone, t), differentPlace(date, receipt, t)].filter(Boolean).join(', '),
          )}
        />
      )}
      <Labelled label={t.mail_where()} lines={[whereWords({ letter, t })]} />
      {!discreet && <Labelled label={t.mail_directions()} lines={[receipt.access.directions ?? null]} />}
      <Labelled
        label={t.mail_chosen()}
        lines={chosen.map((part) => [part.title, sayHours(part, offer, t)].filter(Boolean).join(', '))}
      />
      <Labelled
        label={t.mail_who()}
        lines={[t.mail_party({ name: written(receipt.name), count: receipt.partySize })]}
      />
    </>
  );
}

/** When an event is, in words; null of a series, which has many dates. */
export function whenWords({ letter, t }: Pick<View, 'letter' | 't'>): string | null {
  const { offer } = letter.receipt;
  return offer.type === 'event' ? sayWhen(offer, offer.timeZone, t) : null;
}

/** Where it is, in words. */
export function whereWords({ letter, t }: Pick<View, 'letter' | 't'>): string {
  return placeWords(letter.receipt, t);
}

/** Where something is, as a line of its own, also while that is open. */
export const placeWords = ({ venue, address }: Place, t: Speech): string =>
  placeLine(venue, address) ?? t.mail_place_later();

type Place = Pick<Receipt, 'venue' | 'address'>;

/** Where a date is, if not where the series is: its place may be open while that of the others is known. */
function differentPlace(date: Place, usual: Place, t: Speech): string | null {
  const place = placeLine(date.venue, date.address);
  if (place === placeLine(usual.venue, usual.address)) return null;
  return place ?? t.mail_date_place_later();
}
