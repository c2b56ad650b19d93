import { addOrganiser } from '../../../db/organisers';
import { offerById } from '../../../db/offers';
import { listParticipants } from '../../../db/participants/list';
import { loadProgramme } from '../../../db/programme/load';
import { addSession } from '../../../db/sessions';
import { signUp } from '../../../db/signups';
import { openStore, type Store } from '../../../db/store';
import {
  callListPath,
  coHostsPath,
  consoleOfferPath,
  consolePath,
  deedsPath,
  editPath,
  messagesPath,
  newEventPath,
  newMessagePath,
  newSeriesPath,
  participantsPath,
  passkeysPath,
  picturePath,
  previewPath,
  printedListPath,
  publishingPath,
  remindingPath,
  responsiblePath,
  sectionPath,
  seriesDatesPath,
  sessionsPath,
  teamBoardPath,
} from '../../../domain/paths';
import { sections } from '../../../domain/sections';
import { wish } from '../../support/sample';
import { missingDialect, type Bench, type Group } from '../context';
import { failed, plain, row, type Row } from '../report/rows';
import type { Databases } from '../sites/databases';
import { OurSite, secret } from '../sites/our-site';
import { ask, phoneHeaders } from '../sites/wire';
import { firstViewOf } from './first-view';

const people = 5_000;
const email = 'anna@example.se';
/** One that many have signed up to. */
const crowded = 'matning-deltagare';

/**
 * What an organiser's phone loads, script included; and what the list of an event with many people costs beside what
 * the database takes for it.
 */
export const consolePages: Group = {
  name: 'console',
  title: `The console: first load of its pages, and the list of ${people.toLocaleString('en')} people`,
  databases: 'both',
  async measure(bench) {
    const rows: Row[] = [];
    for (const databases of bench.databases) {
      const measured = onDatabase(bench, databases);
      rows.push(...(await measured.catch((error: unknown) => [failed('console', databases.dialect, error)])));
    }
    if (bench.missing) rows.push(failed('console', 'PostgreSQL', missingDialect('PostgreSQL', bench.missing)));
    return rows;
  },
};

async function onDatabase(bench: Bench, databases: Databases): Promise<Row[]> {
  const databaseUrl = await databases.copyOf(await bench.ordinary(databases));
  const store = await openStore(databaseUrl, [secret]);
  const site = bench.keep(await OurSite.start({ databaseUrl, folder: bench.folder }));
  try {
    bench.say(`console: ${databases.dialect}, ${people} people sign up`);
    const headers = { ...phoneHeaders, Cookie: `samling=${await signedInOn(store)}` };
    await crowd(store);
    const list = await listRow(store, site.origin, headers, databases.dialect);
    return databases.dialect === 'SQLite' ? [...(await loadRows(store, site.origin, headers)), list] : [list];
  } finally {
    await store.close();
    await site.stop();
  }
}

/** @returns a session's token of somebody who administers every organisation */
async function signedInOn(store: Store): Promise<string> {
  const now = Date.now();
  const organisations = await store.read.selectFrom('organisation').select('slug').execute();
  for (const { slug } of organisations) {
    await addOrganiser(store, { email, name: 'Anna', organisation: slug, role: 'administrator' }, now);
  }
  const { id } = await store.read
    .selectFrom('organiser')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return store.transact((trx) => addSession(trx, { organiserId: id, device: null }, now));
}

async function crowd(store: Store): Promise<void> {
  const now = Date.now();
  const { slug: host } = await store.read.selectFrom('organisation').select('slug').executeTakeFirstOrThrow();
  const event = { slug: crowded, title: 'Många kommer', host, status: 'published', capacity: people - 500 };
  const loaded = await loadProgramme(store, { events: [event] }, { now });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('; '));
  const together = 50;
  for (let from = 0; from < people; from += together) {
    await Promise.all(
      Array.from({ length: together }, (_, index) => {
        const number = from + index;
        const given = { name: `Deltagare ${number}`, phone: `+4670${String(number).padStart(7, '0')}` };
        const asked = { wish: wish(given), key: null };
        return signUp(store, { type: 'event', slug: crowded }, () => asked, now + number);
      }),
    );
  }
}

const median = (times: number[]) => times.sort((one, other) => one - other)[Math.floor(times.length / 2)]!;

/** Microseconds that something takes, the median of some rounds after the first few. */
async function timeOf(what: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 25; round++) {
    const begun = performance.now();
    await what();
    if (round >= 5) times.push((performance.now() - begun) * 1_000);
  }
  return median(times);
}

async function listRow(store: Store, origin: string, headers: Record<string, string>, dialect: string): Promise<Row> {
  const { id } = await store.read
    .selectFrom('event')
    .select('id')
    .where('slug', '=', crowded)
    .executeTakeFirstOrThrow();
  const offer = await offerById(store.read, 'event', id);
  const everybody = { view: 'med' as const, part: null, team: null, words: '' };
  const query = await timeOf(() => listParticipants(store, offer, everybody, null, Date.now()));
  const page = await timeOf(async () => {
    const answer = await ask(origin + participantsPath('event', crowded), { headers });
    if (answer.status !== 200) throw new Error(`the list answered ${answer.status}`);
  });
  return row('console', `${dialect}: list of ${people.toLocaleString('en')}, beside its query`, {
    ours: plain(Math.max(0, page - query), 'µs'),
    beside: plain(query, 'µs'),
    budget: { of: 'ours', is: 'at most', than: 200_000 },
    note: `the page ${Math.round(page / 1_000)} ms, of which its query ${Math.round(query / 1_000)} ms`,
  });
}

async function loadRows(store: Store, origin: string, headers: Record<string, string>): Promise<Row[]> {
  const one = (teams: boolean) =>
    store.read
      .selectFrom('event')
      .select('slug')
      .where('series_id', 'is', null)
      .where('team_max', teams ? 'is not' : 'is', null)
      .where('slug', 'not like', 'matning%')
      .executeTakeFirstOrThrow();
  const [{ slug }, { slug: games }] = [await one(false), await one(true)];
  const series = await store.read.selectFrom('series').select('slug').executeTakeFirstOrThrow();
  const pages = [
    consolePath,
    sessionsPath,
    passkeysPath,
    newEventPath,
    newSeriesPath,
    consoleOfferPath('event', slug),
    editPath('event', slug),
    ...sections.map((section) => sectionPath('event', slug, section)),
    publishingPath('event', slug),
    previewPath('event', slug),
    picturePath('event', slug),
    coHostsPath('event', slug),
    responsiblePath('event', slug),
    seriesDatesPath(series.slug),
    participantsPath('event', crowded),
    printedListPath('event', crowded),
    teamBoardPath(games),
    messagesPath('event', slug),
    newMessagePath('event', slug),
    remindingPath('event', slug),
    callListPath('event', crowded),
    deedsPath('event', slug),
  ];
  const loaded: { path: string; bytes: number; note: string }[] = [];
  for (const path of pages) {
    const parts = await firstViewOf(origin + path, headers);
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    loaded.push({
      path,
      bytes,
      note: parts.map((part) => `${part.what} ${part.bytes.toLocaleString('en')}`).join(', '),
    });
  }
  const [largest] = loaded.sort((first, second) => second.bytes - first.bytes);
  return [
    row('console', `first load, the largest of ${pages.length} pages`, {
      ours: plain(largest!.bytes, 'bytes'),
      budget: { of: 'ours', is: 'at most', than: 130_000 },
      note: `${largest!.path}: ${largest!.note}`,
    }),
  ];
}
