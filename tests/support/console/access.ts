import { accountAccess } from './access-account';
import { editorAccess } from './access-editor';
import { messagesAccess } from './access-messages';
import { participantsAccess } from './access-participants';
import { coHostAccess, seriesAccess } from './access-series';
import { startAccess } from './access-start';
import { teamsAccess } from './access-teams';

/** Those who come to every address of the console, in this order. */
export const visitors = [
  /** without a session */
  'nobody',
  /** with a session's token that was never given out */
  'forged',
  /** with each role, in the organisation that hosts */
  'administrator',
  'organiser',
  'door',
  /** an organiser in an organisation that co-hosts */
  'coHost',
  /** an administrator of another organisation */
  'other',
] as const;
export type Visitor = (typeof visitors)[number];

/** What there is, for addresses to be about. */
export interface World {
  /** The organisation that hosts. */
  organisation: string;
  /** A published event with two activities, teams and signups; and a draft. */
  event: string;
  draft: string;
  /** A published series with dates. */
  series: string;
  /** A date of it. */
  date: string;
  /** Signups' ids, of the event. */
  signups: string[];
  /** Organisers' ids. */
  organisers: Record<Exclude<Visitor, 'nobody' | 'forged'>, string>;
}

/** One address, and what each visitor is answered: a status, in the order of `visitors`. */
export interface Access {
  /** As in app/routes.ts. */
  route: string;
  method: 'get' | 'post';
  path: (world: World) => string;
  fields?: (world: World) => Record<string, string | string[]>;
  /** Statuses of nobody, forged, administrator, organiser, door, coHost, other. */
  expected: number[];
}

/** A page leads whoever is not logged in to the login (303); a form is answered by it (401), with what was typed kept. */
const asksToLogIn = (row: Access): Access =>
  row.method === 'get' || row.route === 'arrangor/logga-ut'
    ? row
    : { ...row, expected: row.expected.map((status, at) => (at < 2 && status === 303 ? 401 : status)) };

/**
 * Every address of the console, with fields that change nothing (wrong, or about what does not exist), so that the
 * order does not matter. A route that is missing here fails the test. The row that ends the session is the last.
 */
export const access: Access[] = [
  ...accountAccess,
  ...coHostAccess,
  ...editorAccess,
  ...messagesAccess,
  ...participantsAccess,
  ...seriesAccess,
  ...teamsAccess,
  ...startAccess,
].map(asksToLogIn);
