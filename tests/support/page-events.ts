import type { Entry } from './programme';

/** Events in the states that the real programme is not in, for the pages that tell of them. */
const ordinary = {
  host: 'rsmh',
  status: 'published',
  kind: 'workshop',
  start: '2017-05-20T10:00',
  end: '2017-05-20T12:00',
  venue: 'Fontänhuset',
  summary: 'Vi ses och gör något ihop.',
  contact: { name: 'Maria Holm', phone: '040-628 04 20', email: 'maria.holm@example.org' },
};
const event = (slug: string, title: string, fields: Record<string, unknown> = {}): Entry => ({
  slug,
  title,
  ...ordinary,
  ...fields,
});
const morning = { start: '2017-05-20T10:00', end: '2017-05-20T11:00' };

/** As they are when people sign up. */
export const rareEvents = {
  organisations: [{ slug: 'ny-forening', name: 'En ny förening' }],
  events: [
    event('nastan-fullt', 'Nästan fullt', { capacity: 10 }),
    event('tva-kvar', 'Två kvar och ingen kö', { capacity: 5, waitlist: false }),
    event('reservlista', 'Fullt med reservlista', {
      capacity: 3,
      activities: [{ slug: 'sang', title: 'Sång', ...morning, capacity: 1 }],
    }),
    event('fullt', 'Fullt utan reservlista', { capacity: 1, waitlist: false }),
    event('bara-pass', 'Fullt men hjälp behövs', {
      capacity: 1,
      waitlist: false,
      activities: [{ slug: 'prova', title: 'Prova på', ...morning, capacity: 1 }],
      shifts: [
        { slug: 'koka', title: 'Koka kaffe', ...morning, capacity: 2 },
        { slug: 'diska', title: 'Diska', ...morning, capacity: 1 },
      ],
    }),
    event('sparade', 'Sparade platser', {
      capacity: 4,
      kept: [{ audience: 'brukare', places: 2, until: '2017-05-10T08:00' }],
    }),
    event('oppnar-sen', 'Anmälan öppnar sen', { signupOpens: '2017-05-01T08:00' }),
    event('stangt', 'Anmälan är stängd', { signupCloses: '2017-04-08T12:00', capacity: 10 }),
    event('installt', 'Blev inte av'),
    event('delar', 'En del blev inte av', {
      activities: [
        { slug: 'dans', title: 'Dans', ...morning, capacity: 5 },
        { slug: 'sang', title: 'Sång', start: '2017-05-20T11:00', end: '2017-05-20T12:00', capacity: 5 },
      ],
    }),
    event('pagar', 'Pågår just nu', {
      start: '2017-04-10T08:00',
      end: '2017-04-10T15:00',
      capacity: 2,
      activities: [{ slug: 'frukost', title: 'Frukost', start: '2017-04-10T08:00', end: '2017-04-10T09:30' }],
      shifts: [{ slug: 'stada', title: 'Städa', start: '2017-04-10T14:00', end: '2017-04-10T15:00' }],
    }),
    event('fragor', 'Alla slags frågor', {
      questions: [
        { id: 'kort', label: 'Något kort?', type: 'text', required: true },
        { id: 'lang', label: 'Något längre?', type: 'long-text' },
        { id: 'antal', label: 'Hur många koppar?', type: 'number', required: true },
        { id: 'ja', label: 'Har du varit med förut?', type: 'yes-no' },
        { id: 'mat', label: 'Vilken mat?', type: 'choice', options: ['Allt går bra', 'Utan kött'], required: true },
        { id: 'dag', label: 'Vilka dagar?', type: 'choices', options: ['Måndag', 'Tisdag'] },
        { id: 'bild', label: 'Får vi ta bilder?', type: 'consent', required: true },
      ],
    }),
    { slug: 'bara-en-rubrik', title: 'Bara en rubrik', host: 'ny-forening', status: 'published' },
    event('langa-ord', 'Människorättsorganisationssamarbetsdiskussionskväll', {
      venue: 'Arbetsmarknadsförvaltningens-sammanträdeslokal-på-markplan',
      description: `Läs mer: https://www.example.org/${'en-mycket-lang-adress/'.repeat(4)}\n${'Å'.repeat(80)}`,
      activities: [{ slug: 'a', title: 'Erfarenhetsutbytesworkshopsintroduktion', ...morning, capacity: 3 }],
      questions: [{ id: 'q', label: 'Specialkostönskemålssammanställningsuppgift?', type: 'text' }],
    }),
    event('lagspel', 'Lagspel', { kind: 'tournament', teams: { minPlayers: 2, maxPlayers: 4 } }),
    event('fulla-lag', 'Alla lag är tagna', { teams: { capacity: 1, minPlayers: 2, maxPlayers: 4 } }),
    event('inga-fler-lag', 'Inga fler lag', { teams: { capacity: 1, minPlayers: 2, maxPlayers: 4 }, waitlist: false }),
  ],
  series: [
    {
      ...ordinary,
      slug: 'varkurs',
      title: 'Kursen som har varit',
      kind: 'course',
      rrule: 'FREQ=WEEKLY;COUNT=2',
      start: '2017-03-22T17:00',
      end: '2017-03-22T19:00',
    },
  ],
};

/** What is decided about some of them when people have signed up. */
export const laterEvents = {
  events: rareEvents.events
    .filter(({ slug }) => slug === 'installt' || slug === 'delar')
    .map((one) =>
      one.slug === 'installt'
        ? { ...one, status: 'cancelled' }
        : { ...one, activities: [one.activities].flat().slice(1) },
    ),
};
