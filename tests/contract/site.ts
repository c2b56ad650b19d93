import { loadProgramme } from '../../db/programme/load';
import type { Dialect } from '../../db/store';
import { localToInstant } from '../../domain/time';
import { clockJobs } from '../../emails/clock-jobs';
import { openTransport } from '../../emails/open-transport';
import { startWorker } from '../../emails/worker';
import { startApp, type AppOptions, type Fields, type TestApp } from '../support/app';
import type { ReceivedMail } from '../support/smtp';

/** An entry of the programme file, as an organiser writes it. */
export type Entry = Record<string, unknown>;

export interface Pool {
  of: 'event' | 'activity' | 'shift' | 'teams' | 'team' | 'kept' | 'series';
  slug: string | null;
  capacity: number | null;
  taken: number;
  waitlisted: number;
}
export interface ApiEvent {
  slug: string;
  title: string;
  kind: string;
  status: string;
  start: string | null;
  end: string | null;
  timeZone: string;
  venue: string | null;
  host: string;
  coHosts: string[];
  url: string;
  pools: Pool[];
}
export interface ApiSignup {
  state: 'confirmed' | 'waitlisted' | 'cancelled';
  position: number | null;
  partySize: number;
  event: string | null;
  activities: string[];
}

/** An answer with its body read. */
export interface Answer {
  status: number;
  headers: Headers;
  body: string;
}

/** The instant of a local time in Sweden: `2027-05-17T10:00`. */
export const at = (local: string) => localToInstant(local, 'Europe/Stockholm');

/** When every test begins, unless it says otherwise. */
export const today = '2027-04-01T09:00';

export const site = {
  name: 'Samling Helsingborg',
  operator: 'Helsingborgs stad',
  email: 'samling@example.se',
  phone: '042-10 50 00',
};
export const organisations = [
  { slug: 'kommunen', name: 'Helsingborgs stad' },
  { slug: 'rsmh', name: 'RSMH', about: 'För den som har mått dåligt.', firstTime: 'Kom och fika.' },
];

/** The app on a programme of its own, used from outside only: over HTTP, by mail, and by the programme file. */
export interface Site {
  app: TestApp;
  /** The app's clock says this local time. */
  clock(local: string): void;
  /** Loads a file. @returns what is wrong with it, a line for each fault; empty when it was loaded */
  load(file: object): Promise<string[]>;
  /** Loads an ordinary published event with these fields. @returns its slug */
  publish(fields?: Entry): Promise<string>;
  /** Loads an event again, with these fields written differently; `undefined` leaves one out. */
  amend(slug: string, changes: Entry): Promise<void>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, fields?: Fields, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a form that is answered with a receipt. @returns its code @throws Error at any other answer */
  receipt(path: string, fields: Fields): Promise<string>;
  /** Signs up to an event. @returns the receipt's code */
  signUp(slug: string, fields?: Fields): Promise<string>;
  change(code: string, fields: Fields): Promise<Answer>;
  cancel(code: string): Promise<Answer>;
  signup(code: string): Promise<ApiSignup>;
  /** `confirmed`, `waitlisted 2`, `cancelled`: state and place in line. */
  state(code: string): Promise<string>;
  event(slug: string): Promise<ApiEvent>;
  /** @throws Error when the event has no such pool */
  pool(slug: string, of?: Pool['of'], poolSlug?: string): Promise<Pool>;
  /** How many places are taken in a pool. */
  taken(slug: string, of?: Pool['of'], poolSlug?: string): Promise<number>;
  /** Captain's receipt and team page: registers a team. */
  registerTeam(slug: string, fields?: Fields): Promise<{ captain: string; team: string }>;
  join(team: string, fields: Fields): Promise<string>;
  /** Does what the clock asks for and sends what is to be told. @returns the mails that arrived */
  tell(): Promise<ReceivedMail[]>;
  close(): Promise<void>;
}

let made = 0;

export async function openSite(dialect: Dialect = 'sqlite', options: AppOptions = {}): Promise<Site> {
  const app = await startApp({ dialect, now: at(today), outbox: false, ...options });
  let now = at(today);
  const written = new Map<string, Entry>();

  const read = async (response: Response): Promise<Answer> => ({
    status: response.status,
    headers: response.headers,
    body: await response.text(),
  });

  const self: Site = {
    app,
    clock(local) {
      now = at(local);
      app.setNow(now);
    },
    async load(file) {
      const outcome = await loadProgramme(app.store, JSON.parse(JSON.stringify(file)), { now });
      return outcome.ok ? [] : outcome.problems.map(({ path, message }) => `${path}: ${message}`);
    },
    async publish(fields = {}) {
      const slug = typeof fields.slug === 'string' ? fields.slug : `sak-${++made}`;
      written.set(slug, {
        slug,
        title: `Sak ${slug}`,
        host: 'kommunen',
        status: 'published',
        start: '2027-05-17T10:00',
        end: '2027-05-17T15:00',
      });
      await self.amend(slug, fields);
      return slug;
    },
    async amend(slug, changes) {
      const entry = { ...written.get(slug), ...changes };
      written.set(slug, entry);
      const problems = await self.load({ events: [entry] });
      if (problems.length) throw new Error(`the file was refused: ${problems.join('\n')}`);
    },
    get: async (path, headers) => read(await app.get(path, headers)),
    post: async (path, fields, headers) => read(await app.post(path, fields, headers)),
    async receipt(path, fields) {
      const answer = await self.post(path, fields);
      const code = /\/anmalan\/([^/?#]+)/u.exec(pathOf(answer))?.[1];
      if (answer.status !== 303 || !code) throw new Error(`${path} answered ${answer.status}: ${short(answer.body)}`);
      return code;
    },
    signUp: (slug, fields = {}) => self.receipt(`/evenemang/${slug}/anmalan`, { name: 'Anna', ...fields }),
    change: (code, fields) => self.post(`/anmalan/${code}/andring`, fields),
    cancel: (code) => self.post(`/anmalan/${code}/aterbud`),
    async signup(code) {
      const answer = await self.get(`/api/v1/signups/${code}`);
      if (answer.status !== 200) throw new Error(`no signup ${code}: ${answer.status}`);
      return JSON.parse(answer.body) as ApiSignup;
    },
    async state(code) {
      const { state, position } = await self.signup(code);
      return position === null ? state : `${state} ${position}`;
    },
    async event(slug) {
      const answer = await self.get(`/api/v1/events/${slug}`);
      if (answer.status !== 200) throw new Error(`no event ${slug}: ${answer.status}`);
      return JSON.parse(answer.body) as ApiEvent;
    },
    async pool(slug, of = 'event', poolSlug) {
      const { pools } = await self.event(slug);
      const found = pools.find((pool) => pool.of === of && (poolSlug === undefined || pool.slug === poolSlug));
      if (!found) throw new Error(`no pool of ${of} ${poolSlug ?? ''} in ${JSON.stringify(pools)}`);
      return found;
    },
    taken: async (...which) => (await self.pool(...which)).taken,
    async registerTeam(slug, fields = {}) {
      const captain = await self.receipt(`/evenemang/${slug}/lag`, { team: 'Sork', name: 'Kim', ...fields });
      const page = await self.get(`/anmalan/${captain}`);
      const team = /\/lag\/([0-9A-Za-z-]{10,14})(?=["'?#\s<])/u.exec(page.body)?.[1];
      if (!team) throw new Error(`the captain's receipt shows no link to the team: ${short(page.body)}`);
      return { captain, team };
    },
    join: (team, fields) => self.receipt(`/lag/${team}`, fields),
    async tell() {
      const before = app.smtp.mails.length;
      const quiet = { info() {}, warn() {}, error: (facts: object, said: string) => faults.push({ said, ...facts }) };
      const faults: object[] = [];
      const worker = startWorker({
        store: app.store,
        transport: openTransport({ smtpUrl: app.smtp.url, mailDir: '' }),
        baseUrl: app.url,
        mailFrom: 'Samling <samling@example.se>',
        now: () => now,
        log: quiet,
        jobs: clockJobs(app.store),
        intervalMs: 3_600_000,
      });
      await worker.runOnce();
      await worker.stop();
      if (faults.length) throw new Error(`the worker had a fault: ${JSON.stringify(faults)}`);
      return app.smtp.mails.slice(before);
    },
    close: () => app.close(),
  };
  const problems = await self.load({ site, organisations });
  if (problems.length) throw new Error(`the site was refused: ${problems.join('\n')}`);
  return self;
}

/** Where an answer sends one, without the host. */
export function pathOf(answer: Answer): string {
  const location = answer.headers.get('location');
  if (location === null) return '';
  const url = new URL(location, 'http://here.example');
  return url.pathname + url.search;
}

const short = (html: string) =>
  html
    .replace(/<head[\s\S]*?<\/head>|<[^>]*>/gu, ' ')
    .replace(/\s+/gu, ' ')
    .slice(0, 600);

/** The code that a redirect to a receipt leads to. */
export const codeIn = (answer: Answer) => /\/anmalan\/([^/?#]+)/u.exec(pathOf(answer))?.[1] ?? '';
