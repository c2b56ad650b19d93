import type { LetterDate } from '../../db/letter';
import { placeLine } from '../../domain/calendar/entry';
import type { View } from '../message';
import { sayHours, sayWhen } from '../when';
import { Labelled } from './text';

/** What has changed since the last mail, whoever changed it; nothing when nothing has. */
export function News(view: View) {
  return <Labelled label={view.t.mail_new()} lines={newsLines(view)} />;
}

/** The same, a line for each. */
export function newsLines({ letter, t }: View): string[] {
  const { receipt, facts, moved, gone, dates } = letter;
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
    if (date.status === 'cancelled') return [t.mail_news_date_cancelled({ date: when }), ...linesOf(date.words)];
    return [
      t.mail_news_date_moved({ date: `${when}, ${placeLine(date.venue, date.address) ?? t.mail_place_later()}` }),
    ];
  };
  const lines = [
    ...activities,
    ...dates.filter((date) => facts.events?.includes(date.id)).flatMap(sayDate),
    facts.tooLarge && receipt.state === 'waitlisted' ? t.mail_news_too_large() : null,
  ];
  return lines.filter((line) => line !== null);
}

const linesOf = (words: string | null) => words?.split('\n') ?? [];
