import SQLite from 'better-sqlite3';
import type { Page, Response } from 'playwright-core';
import { serveByClock } from '../../db/clock';
import { pathIn } from '../../domain/language/path';
import type { Language } from '../../domain/language/speech';
import type { Fields, TestApp } from './app';
import { laterEvents, rareEvents } from './page-events';
import type { PageState } from './pages';
import { at, load, spring, startTown } from './programme';

/** A site in which every page state of pages.ts can be opened. */
export interface PageSite {
  /** @returns the answer that the page came with */
  open(page: Page, state: PageState, language: Language): Promise<Response>;
  /** The addresses of its own: all that pages may ask. */
  origins: string[];
  close(): Promise<void>;
}

/** When people signed up: before some of it had been. */
const early = at('2017-03-15T09:00');

export async function startPageSite(): Promise<PageSite> {
  const app = await startTown({ now: early });
  const codes = await layOut(app);
  const troubled = await startTroubledSite();
  return {
    origins: [app.url, troubled.url],
    async open(page, state, language) {
      const path = pathIn(
        language,
        state.path.replace(/\{([\w-]+)\}/gu, (_, name: string) => codeNamed(codes, name)),
      );
      const site = state.troubled ? troubled.url : app.url;
      return state.sends ? sendForm(page, site, path, state) : arrivedAt(await page.goto(site + path), path);
    },
    async close() {
      await troubled.close();
      await app.close();
    },
  };
}

function codeNamed(codes: Record<string, string>, name: string): string {
  const code = codes[name];
  if (!code) throw new Error(`no code is called ${name}`);
  return code;
}

function arrivedAt(response: Response | null, path: string): Response {
  if (!response) throw new Error(`nothing answered at ${path}`);
  return response;
}

/** Sends a form as a browser does; one that no page of ours would have sent as it is here. */
async function sendForm(page: Page, site: string, path: string, { sends = {}, foreign }: PageState): Promise<Response> {
  // a document of the site's own with nothing in it, or one of nobody's
  await page.goto(foreign ? 'about:blank' : `${site}/healthz`);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  const loaded = page.waitForEvent('load');
  const fields = Object.entries(sends).flatMap(([name, values]) =>
    [values ?? []].flat().map((value) => [name, `${value}`]),
  );
  await page.evaluate(
    ([action, values]) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action });
      for (const [name, value] of values) {
        const field = document.createElement('textarea');
        Object.assign(field, { name, value });
        form.append(field);
      }
      document.body.append(form);
      form.submit();
    },
    [site + path, fields as [string, string][]] as const,
  );
  const response = await answered;
  await loaded;
  return response;
}

/** Lets people sign up, leave and wait, so that every state is somebody's. @returns their codes, by the names in pages.ts */
async function layOut(app: TestApp): Promise<Record<string, string>> {
  await load(app, rareEvents, early);
  const codes: Record<string, string> = {};
  const sent = async (path: string, fields: Fields) => {
    const answer = await app.post(path, fields);
    const location = answer.headers.get('location');
    if (answer.status !== 303 || !location)
      throw new Error(`${path} answered ${answer.status} to ${JSON.stringify(fields)}`);
    return new URL(location, app.url).pathname.split('/').at(-1)!;
  };
  const signUp = async (name: string | null, slug: string, fields: Fields = {}) => {
    const code = await sent(`/evenemang/${slug}/anmalan`, { name: 'Anna', ...fields });
    if (name) codes[name] = code;
  };
  const team = async (captain: string, name: string, slug: string, fields: Fields) => {
    codes[captain] = await sent(`/evenemang/${slug}/lag`, { name: 'Kim', ...fields });
    const receipt = await (await app.get(`/anmalan/${codes[captain]}`)).text();
    codes[name] = /\/lag\/([0-9A-Z]{10})/u.exec(receipt)?.[1] ?? '';
  };

  await signUp('plain', 'halsodag');
  await signUp('party', 'halsodag', { partySize: 3, phone: '042-10 50 00', activity: ['brannboll'] });
  await signUp('helper', 'halsodag', { shift: ['vid-grillen'] });
  await signUp('all', 'halsodag', {
    activity: ['yoga', 'grill'],
    email: 'anna@example.org',
    phone: '042-10 50 00',
    audience: 'volunteer',
    note: 'Jag kommer\nlite sent.',
    'q.kost': 'Nötter',
  });
  await signUp('right-to-left', 'halsodag', { name: 'مريم حداد', note: 'أحتاج إلى مساعدة' });
  await signUp('cancelled', 'halsodag');
  await sent(`/anmalan/${codes.cancelled}/aterbud`, {});
  await signUp('over', 'ledningsgrupp-2017-03-23');
  await signUp('discreet', 'samtalskvall-ifs-2017-09-20');
  codes.course = await sent('/serier/rekryteringsutbildning/anmalan', { name: 'Anna' });

  await signUp(null, 'nastan-fullt', { partySize: 9 });
  await signUp('last', 'tva-kvar', { partySize: 2 });
  await signUp(null, 'tva-kvar');
  await signUp(null, 'reservlista', { partySize: 2 });
  await signUp(null, 'reservlista', { activity: ['sang'] });
  await signUp('waiting', 'reservlista', { activity: ['sang'] });
  await signUp(null, 'fullt');
  await signUp(null, 'bara-pass');
  await signUp(null, 'bara-pass', { shift: ['diska'] });
  await signUp(null, 'sparade', { partySize: 2 });
  await signUp('closed', 'stangt', { partySize: 2 });
  await signUp('event-cancelled', 'installt');
  await signUp('part-gone', 'delar', { activity: ['dans', 'sang'] });
  await signUp(null, 'pagar', { partySize: 2 });
  await signUp('no-place', 'pagar');
  await signUp('long', 'langa-ord', {
    name: 'Ö'.repeat(100),
    activity: ['a'],
    email: `${'lang'.repeat(15)}@example.org`,
  });

  await team('captain', 'team', 'lagspel', { team: 'Bollarna', player: ['Ali'] });
  codes.player = await sent(`/lag/${codes.team}`, { name: 'Räven' });
  await team('full-captain', 'full-team', 'lagspel', { team: 'Fulla laget', player: ['Ali', 'Bo', 'Cia'] });
  await team('withdrawn-captain', 'withdrawn-team', 'lagspel', { team: 'Laget som gick' });
  await sent(`/anmalan/${codes['withdrawn-captain']}/lag/aterbud`, {});
  await team('first-captain', 'first-team', 'fulla-lag', { team: 'Först' });
  await team('waiting-captain', 'waiting-team', 'fulla-lag', { team: 'I kön', player: ['Ali', 'Bo'] });
  await team('only-captain', 'only-team', 'inga-fler-lag', { team: 'Ensamma' });

  codes.feed = await sent(`/anmalan/${codes.plain}/kalender`, {});
  codes['ended-feed'] = await sent(`/anmalan/${codes.party}/kalender`, {});
  await app.post(`/min/${codes['ended-feed']}/avsluta`);
  codes['awaiting-feed'] = await sent(`/anmalan/${codes.all}/kalender`, {});
  await signUp('confirming', 'halsodag', { email: 'bo@example.org' });
  codes['confirmed-feed'] = await sent(`/anmalan/${codes.confirming}/kalender`, {});

  app.smtp.behave({ recipients: { 'borta@example.org': 550 } });
  await signUp('failed', 'halsodag', { email: 'borta@example.org' });
  await app.mailsSent();
  codes.confirm = confirmToken(app, 'anna@example.org');
  codes.confirmed = confirmToken(app, 'bo@example.org');
  await app.post(`/min/${codes.confirmed}/bekrafta`);

  app.setNow(spring);
  await load(app, laterEvents);
  await serveByClock(app.store, spring);
  await app.mailsSent();
  return codes;
}

/** What the mail to an address leads to when somebody wants all its signups in one calendar. */
function confirmToken(app: TestApp, email: string): string {
  for (const { envelope, mail } of app.smtp.mails) {
    const token = /\/min\/([\w-]+)\/bekrafta/u.exec(mail.text ?? '')?.[1];
    if (token && envelope.to.includes(email)) return token;
  }
  throw new Error(`no mail to ${email} leads to a calendar`);
}

/** A site where a form is a 503, since another process holds the write lock, and one more guess at a code is a 429. */
async function startTroubledSite(): Promise<{ url: string; close(): Promise<void> }> {
  const app = await startTown({ rateLimits: true, outbox: false, expectFaults: true });
  const { port } = new URL(app.url);
  // a browser and this process may come to localhost from different addresses
  for (const host of ['127.0.0.1', '[::1]']) {
    const guess = () => fetch(`http://${host}:${port}/anmalan/0000000000`).catch(() => null);
    while ((await guess())?.status === 404);
  }
  const other = new SQLite(app.databaseUrl.slice('sqlite:'.length));
  other.exec('begin immediate');
  return {
    url: app.url,
    async close() {
      other.exec('rollback');
      other.close();
      await app.close();
    },
  };
}
