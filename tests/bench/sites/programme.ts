import type { Instant } from '../../../domain/event';
import { defaultTimeZone, instantToLocal } from '../../../domain/time';

/**
 * What is measured is in every database alike, whatever else it holds: a programme file with events that are the
 * soonest of all, so that a list begins with the same ones everywhere; some that one crowd wants; some that are small;
 * and an organisation with a calendar of a thousand.
 */
export const spread = slugs('matning', 200);
export const popular = slugs('matning-popular', 60);
export const scarce = slugs('matning-liten', 120);
export const scarceCapacity = 20;
export const calendarOf = { path: '/arrangorer/matkalendern/kalender.ics', events: 1_000 };

const minute = 60_000;
const day = 24 * 60 * minute;

/** @param now when the measuring begins */
export function measuredProgramme(now: Instant): object {
  const event = (slug: string, startsAt: Instant, fields: object) => ({
    slug,
    status: 'published',
    host: 'matforeningen',
    kind: 'health-day',
    start: instantToLocal(startsAt, defaultTimeZone),
    end: instantToLocal(startsAt + 8 * 60 * minute, defaultTimeZone),
    venue: 'Gröningen',
    address: 'Strandvägen 1, Helsingborg',
    summary: 'En dag ute vid vattnet med rörelse, mat och prat.',
    description: [
      'Vi träffas på gräset vid vattnet. Du kan prova utegymmet, spela brännboll eller bara sitta i solen.',
      'Du behöver inte kunna något, och inga särskilda kläder behövs. Vi lånar ut skor och bollar.',
      'Säg vad du heter, så får du en plats. Är du på väg förbi, stanna till!',
    ].join('\n'),
    capacity: 1_000_000,
    audiences: ['brukare', 'public'],
    contact: { name: 'Maria Holm', phone: '042-10 50 00', email: 'maria.holm@example.org' },
    cost: 'Gratis.',
    food: 'Vi bjuder på kaffe och frukt.',
    ...fields,
  });
  return {
    organisations: [
      { slug: 'matforeningen', name: 'Mätföreningen' },
      { slug: 'matkalendern', name: 'Mätkalendern' },
    ],
    events: [
      ...spread.map((slug, n) => event(slug, now + (60 + n) * minute, { title: `Hälsodag ${wordOf(n)}` })),
      ...popular.map((slug, n) =>
        event(slug, now + 40 * day, { title: `Kurs som många vill gå ${n}`, kind: 'course' }),
      ),
      ...scarce.map((slug, n) =>
        event(slug, now + 41 * day, { title: `Litet möte ${n}`, capacity: scarceCapacity, waitlist: n % 2 === 0 }),
      ),
      ...slugs('matning-kalender', calendarOf.events).map((slug, n) =>
        event(slug, now + 42 * day + n * 8 * 60 * minute, { title: `Öppet hus ${n}`, host: 'matkalendern' }),
      ),
    ],
  };
}

function slugs(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${name}-${n + 1}`);
}

const syllables = ['zax', 'qew', 'wiz', 'xoq', 'quz', 'waq', 'zuw', 'xiz', 'qox', 'wex'];

/** A word that no other event has, and whose parts hardly any text has. */
function wordOf(n: number): string {
  return [n % 10, Math.floor(n / 10) % 10, Math.floor(n / 100), (n * 7) % 10].map((at) => syllables[at]).join('');
}

const rareParts = spread.flatMap((_, n) => {
  const word = wordOf(n);
  return [0, 1, 2, 3, 4, 5, 6, 7].flatMap((from) =>
    [5, 6, 7, 8].filter((length) => from + length <= word.length).map((length) => word.slice(from, from + length)),
  );
});

/**
 * Parts of those words, of five letters or more, each with its first letters large and small in every way: found alike,
 * and so many texts that hardly any is asked for twice.
 */
export const rareWords = Array.from({ length: 32 }, (_, large) =>
  [...new Set(rareParts)].map((part) => inCase(part, large)),
).flat();

function inCase(part: string, large: number): string {
  return [...part].map((letter, place) => ((large >> place) & 1 ? letter.toUpperCase() : letter)).join('');
}
