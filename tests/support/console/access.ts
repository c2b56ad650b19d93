import { startAccess } from './access-start';

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

/**
 * Every address of the console, with fields that change nothing (wrong, or about what does not exist), so that the
 * order does not matter. A route that is missing here fails the test.
 */
export const access: Access[] = [...startAccess];
