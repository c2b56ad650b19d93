import type { LetterDate } from '../../db/letter-kinds';
import type { View } from '../message';
import { sayDayBefore, sayHours, sayWhen } from '../when';
import { newPlaceOfAll } from './new-place';
import { Labelled } from './text';
import { placeWords } from './when-where';

/** What has changed since the last mail, whoever changed it; nothing when nothing has. */
export function News(view: View) {
  return <Labelled label={view.t.mail_new()} lines={newsLines(view)} />;
}

/** The same, a line for each. */
export function newsLines({ letter, t }: View): string[] {
  const place = newPlaceOfAll({ letter, t });
  const { receipt, facts, moved, gone, dates, firstDay } = letter;
  const { offer, discreet } = receipt;
  const activities = discreet
    ? [moved.length ? t.mail_news_moved_discreet() : null, gone.length ? t.mail_news_gone_discreet() : null]
    : [
        ...moved.map((part) =>
          t.mail_news_moved({ activity: part.title, when: sayHours(part, offer, t) ?? t.mail_time_later() }),
        ),
        ...gone.map((part) => t.mail_news_gone({ activity: part.title })),
      ];
  const sayDate = (date: LetterDate) => {
    const when = sayWhen(date, offer.timeZone, t);
    const before = sayDayBefore(date.firstDay, t);
    if (date.status === 'cancelled') {
      return [t.mail_news_date_cancelled({ date: when }), before, ...linesOf(date.words)];
    }
    return [t.mail_news_date_moved({ date: `${when}, ${placeWords(date, t)}` }), before];
  };
  const lines = [
    facts.changed?.includes('time') ? sayDayBefore(firstDay, t) : null,
    ...activities,
    place === null ? null : t.mail_news_place({ place }),
    ...dates
      .filter(({ id }) => facts.events?.includes(id) || (place === null && facts.places?.includes(id)))
      .flatMap(sayDate),
    facts.tooLarge && receipt.state === 'waitlisted' ? t.mail_news_too_large() : null,
  ];
  return lines.filter((line) => line !== null);
}

const linesOf = (words: string | null) => words?.split('\n') ?? [];
