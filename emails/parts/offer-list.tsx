import type { LetterOffer } from '../../db/letter-kinds';
import { formatDay } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { Labelled } from './text';

/** More are counted and not named: a mail is no list to work from. */
const named = 10;

/** Which events and series a mail is about, with their days; nothing where it is one, which the mail has named. */
export function OfferList({ t, offers }: { t: Speech; offers: readonly LetterOffer[] }) {
  if (offers.length < 2) return null;
  const lines = offers
    .slice(0, named)
    .map(({ title, day }) => (day === null ? title : `${title}, ${formatDay(day, t)}`));
  const more = offers.length - lines.length;
  return (
    <Labelled
      label={t.mail_offers_label()}
      lines={[...lines, more > 0 ? t.mail_offers_more({ count: String(more) }) : null]}
    />
  );
}
