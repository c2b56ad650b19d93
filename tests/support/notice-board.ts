import type { Store } from '../../db/store';
import { insertCourse, insertEvent, insertSignup, insertSite, sampleNow } from './sample';

/**
 * A board with an event in every state that a visitor can meet, at `sampleNow` (1 April 2017).
 * @returns the addresses of its pages, by what they show
 */
export async function layOutBoard(store: Store): Promise<Record<string, string>> {
  await insertSite(store);
  await insertHealthDay(store);
  await insertFull(store);
  const few = await insertEvent(store, {
    slug: 'filmkvall',
    title: 'Filmkväll: Tillsammans',
    kind: 'film',
    host: 'fontanhuset',
    start: '2017-05-17T18:00',
    end: '2017-05-17T21:00',
    capacity: 20,
    venue: null,
  });
  await insertSignup(store, few, { partySize: 9 });
  await insertSignup(store, few, { partySize: 9 });
  await insertEvent(store, {
    slug: 'verkstad',
    title: 'Verkstad: invånare som medskapare',
    kind: 'workshop',
    host: 'g7',
    start: '2017-04-20T13:00',
    end: '2017-04-20T16:00',
    status: 'cancelled',
  });
  await insertEvent(store, {
    slug: 'mashup',
    title: 'CurioCity Mashup',
    kind: 'exhibition',
    host: 'ifs',
    start: '2017-03-31T10:00',
    end: '2017-04-02T16:00',
    venue: 'Arenan',
    signup: 'none',
    capacity: null,
  });
  await insertEvent(store, {
    slug: 'ocn',
    title: 'OCN-utbildning för handledare',
    kind: 'course',
    host: 'arbetsmarknadsforvaltningen',
    start: null,
    capacity: 12,
    venue: null,
  });
  await insertEvent(store, {
    slug: 'amf-ruset',
    title: 'AMF-ruset',
    kind: 'other',
    host: 'fritidsbanken',
    start: '2017-09-07',
    externalSignup: 'https://example.org/ruset',
    venue: 'Stadsparken',
  });
  await insertEvent(store, {
    slug: 'nasta-ar',
    title: 'Möte om nästa år',
    kind: 'meeting',
    host: 'maskrosbarn',
    start: '2018-01-10T10:00',
    end: '2018-01-10T11:00',
    signupOpens: '2017-12-01T09:00',
  });
  await insertEvent(store, {
    slug: 'ledningsgrupp',
    title: 'Ledningsgrupp för utveckling',
    kind: 'meeting',
    start: '2017-04-06T10:00',
    end: '2017-04-06T12:00',
    signupCloses: '2017-03-30T12:00',
  });
  await insertEvent(store, {
    slug: 'varfest',
    title: 'Vårfest på torget',
    start: '2017-03-06T10:00',
    end: '2017-03-06T12:00',
  });
  await insertEvent(store, {
    slug: 'brannbollsyra',
    title: 'Brännbollsyra',
    kind: 'tournament',
    host: 'din-halsa-helsingborg',
    start: '2017-09-21T13:30',
    end: '2017-09-21T16:00',
    venue: 'Heden',
    capacity: null,
    teams: { capacity: 16, minPlayers: 6, maxPlayers: 10 },
    summary: 'Alla spelar med alla. Brukare och personal i samma lag.',
  });
  const moved = await insertMovedCourse(store);
  await insertEvent(store, { slug: 'utkast', title: 'Utkast som ingen ser', status: 'draft' });
  return {
    list: '/',
    'list-found': '/?q=halso&typ=health-day',
    'list-empty': '/?q=xyz',
    'list-earlier': '/?fran=2017-03-01',
    event: '/evenemang/halsodag',
    waitlist: '/evenemang/frukost',
    full: '/evenemang/studiebesok',
    few: '/evenemang/filmkvall',
    cancelled: '/evenemang/verkstad',
    'drop-in': '/evenemang/mashup',
    'date-open': '/evenemang/ocn',
    external: '/evenemang/amf-ruset',
    'not-yet-open': '/evenemang/nasta-ar',
    closed: '/evenemang/ledningsgrupp',
    past: '/evenemang/varfest',
    teams: '/evenemang/brannbollsyra',
    moved: `/evenemang/${moved}`,
    series: '/serier/overskuldsattning',
    organisation: '/arrangorer/socialforvaltningen',
    accessibility: '/tillganglighet',
    privacy: '/integritet',
    'not-found': '/finns-inte',
  };
}

async function insertHealthDay(store: Store): Promise<void> {
  const event = await insertEvent(store, {
    slug: 'halsodag',
    summary: 'En dag ute i solen med yoga, brännboll och något gott från grillen.',
    description:
      'Kom och prova på. Du behöver inte kunna något och inte ha några särskilda kläder.\n\n' +
      'Vi börjar med att alla samlas vid scenen. Sedan väljer du själv.',
    address: 'Strandvägen, Helsingborg',
    audiences: ['brukare', 'staff', 'volunteer', 'public'],
    access: { stepFree: true, toilets: true, directions: 'Buss 8 till Gröningen. Gå mot vattnet.' },
    signupCloses: '2017-05-16T12:00',
    kept: [{ audience: 'brukare', places: 10, until: '2017-05-10T00:00' }],
    activities: [
      { slug: 'utegym', title: 'Prova utegymmet', start: '2017-05-17T10:30', end: '2017-05-17T11:30', capacity: 15 },
      { slug: 'brannboll', title: 'Brännboll', start: '2017-05-17T12:30', end: '2017-05-17T13:45', capacity: 30 },
      { slug: 'yoga', title: 'Yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00', capacity: 5 },
    ],
    shifts: [{ slug: 'grill', title: 'Grilla', start: '2017-05-17T11:00', end: '2017-05-17T13:00', capacity: 4 }],
  });
  await insertSignup(store, event, { name: 'Sällskapet', partySize: 6, activities: ['utegym'] });
  for (const name of ['Anna', 'Bo', 'Cia']) await insertSignup(store, event, { name, activities: ['yoga'] });
  await store.transact(async (trx) => {
    await trx
      .updateTable('event')
      .set({
        cost: 'Gratis',
        food: 'Korv och vegetariskt från grillen',
        arvode: '200 kr för dig som håller i en station',
        working_time: 1,
      })
      .where('id', '=', event.id)
      .execute();
    await trx
      .updateTable('organisation')
      .set({
        name: 'Socialförvaltningen',
        about: 'Vi ger stöd till dig som har det svårt.\n\nVi ordnar träffar ihop med föreningar i staden.',
        first_time: 'Kom tio minuter innan. Fråga efter Maria, hon möter dig i dörren.',
        phone: '042-10 50 00',
        email: 'social@helsingborg.example',
        url: 'https://helsingborg.example',
      })
      .where('slug', '=', 'socialforvaltningen')
      .execute();
  });
}

/** Full with a line, and full without. */
async function insertFull(store: Store): Promise<void> {
  const withLine = await insertEvent(store, {
    slug: 'frukost',
    title: 'Frukostdialog om validering',
    kind: 'breakfast-dialogue',
    host: 'rsmh',
    start: '2017-05-31T08:00',
    end: '2017-05-31T09:30',
    capacity: 3,
    venue: 'Bredgatan 17',
  });
  await insertSignup(store, withLine, { partySize: 3 });
  await insertSignup(store, withLine, { name: 'Bo', partySize: 2 });
  const without = await insertEvent(store, {
    slug: 'studiebesok',
    title: 'Studiebesök från Linköpings kommun',
    kind: 'visit',
    host: 'bryggan',
    start: '2017-05-17T13:00',
    end: '2017-05-17T15:00',
    capacity: 3,
    waitlist: false,
    shifts: [
      { slug: 'visa-runt', title: 'Visa runt', start: '2017-05-17T13:00', end: '2017-05-17T14:00', capacity: 2 },
    ],
  });
  await insertSignup(store, without, { partySize: 3 });
}

/** @returns the slug of the evening that was moved */
async function insertMovedCourse(store: Store): Promise<string> {
  const course = await insertCourse(store, {
    slug: 'overskuldsattning',
    kind: 'course',
    host: 'hela-manniskan',
    venue: 'Södergatan 12',
    summary: 'Tre kvällar om skulder och vad man kan göra åt dem.',
    dates: ['2017-04-04', '2017-04-11', '2017-04-18'].map((day) => ({ start: `${day}T18:00`, end: `${day}T20:00` })),
  });
  const evening = course.dates[1]!;
  await store.transact((trx) =>
    trx.updateTable('event').set({ moved: 1, series_date: '2017-04-10' }).where('id', '=', evening.id).execute(),
  );
  return evening.slug;
}

export { sampleNow as boardNow };
