/** A few small events of every kind, which everybody wants. Dates are far ahead: time changes nothing in the race. */
const day = '2099-05-17';
const part = (slug: string, hours: [from: string, to: string], capacity: number) => ({
  slug,
  title: `Del ${slug}`,
  start: `${day}T${hours[0]}`,
  end: `${day}T${hours[1]}`,
  capacity,
});
const event = (slug: string, fields: object) => ({
  slug,
  title: `Evenemang ${slug}`,
  host: 'kommunen',
  status: 'published',
  start: `${day}T10:00`,
  end: `${day}T15:00`,
  ...fields,
});

/** Activities and shifts by event; none of one event overlap. Shifts' slugs begin with `pass`. */
export const partsOf: Record<string, string[]> = { delar: ['yoga', 'gym', 'pass-bord', 'pass-kiosk'] };

/** The event whose limit is raised and lowered all the while. */
export const elastic = 'elastisk';

export function programme(elasticCapacity: number): object {
  return {
    organisations: [{ slug: 'kommunen', name: 'Kommunen' }],
    events: [
      event('liten', { capacity: 6 }),
      event('delar', {
        capacity: 9,
        activities: [part('yoga', ['11:00', '12:00'], 3), part('gym', ['12:00', '13:00'], 2)],
        shifts: [part('pass-bord', ['09:00', '11:00'], 2), part('pass-kiosk', ['13:00', '14:00'], 2)],
      }),
      event('kvar', {
        capacity: 9,
        audiences: ['brukare', 'staff'],
        kept: [
          { audience: 'brukare', places: 4 },
          { audience: 'staff', places: 2 },
        ],
      }),
      event('kort-rad', { capacity: 4, waitlist: 6 }),
      event('utan-rad', { capacity: 4, waitlist: false }),
      event('lag', { capacity: 9, kind: 'tournament', teams: { capacity: 3, minPlayers: 2, maxPlayers: 4 } }),
      event(elastic, { capacity: elasticCapacity }),
    ],
    series: [
      {
        ...event('kurs', { capacity: 4, signup: 'whole' }),
        rrule: 'FREQ=WEEKLY;COUNT=3',
      },
    ],
  };
}

/** Slugs of what one can sign up to, with the path of its form. */
export const forms: Record<string, string> = {
  liten: '/evenemang/liten/anmalan',
  delar: '/evenemang/delar/anmalan',
  kvar: '/evenemang/kvar/anmalan',
  'kort-rad': '/evenemang/kort-rad/anmalan',
  'utan-rad': '/evenemang/utan-rad/anmalan',
  lag: '/evenemang/lag/anmalan',
  [elastic]: `/evenemang/${elastic}/anmalan`,
  kurs: '/serier/kurs/anmalan',
};
