import { sql } from 'kysely';
import type { Instant, SignupMode } from '../../domain/event';
import { withoutSignup } from '../../domain/offer';
import type { Asker, Trx } from '../store';
import { batched } from './stored';

/** Who stays where they are when the way in changes, told to the organiser beforehand: nobody is lost by it. */
export interface Staying {
  /** Those with a place, those in line, and those who wait for a yes or a no. */
  who: 'in' | 'line' | 'unanswered';
  /**
   * No signup any more, or on another page; signup here again; no line for others to stand in; new signups need no yes.
   * Decision 0112.
   */
  why: 'none' | 'external' | 'open' | 'no-line' | 'no-approval';
  people: number;
}

/** How one gets in to some offers, by their ids. */
type Ways = Map<
  string,
  { way: 'none' | 'external' | 'open'; waitlist: boolean; approval: boolean; over: Instant | null }
>;

/** How one gets in to events and series, as it is now. Drafts, and what is off, let nobody in. */
export async function waysIn(asker: Asker, offers: readonly string[]): Promise<Ways> {
  const columns = ['id', 'signup', 'external_signup', 'waitlist', 'approval'] as const;
  const events = await batched(offers, (some) =>
    asker
      .selectFrom('event')
      .select([...columns, 'over_at'])
      .where('id', 'in', some)
      .where('status', '=', sql.lit('published' as const))
      .execute(),
  );
  const series = await batched(offers, (some) =>
    asker
      .selectFrom('series')
      .select(columns)
      .where('id', 'in', some)
      .where('status', '=', sql.lit('published' as const))
      .execute(),
  );
  return new Map(
    [...events, ...series.map((row) => ({ ...row, over_at: null }))].map((row) => [
      row.id,
      { way: wayOf(row), waitlist: row.waitlist === 1, approval: row.approval === 1, over: row.over_at },
    ]),
  );
}

const wayOf = (row: { signup: SignupMode; external_signup: string | null }): 'none' | 'external' | 'open' =>
  withoutSignup({ signup: row.signup, externalSignup: row.external_signup, wholeSeries: null })?.state ?? 'open';

/**
 * Who stays where they are although the way in has changed.
 * @param before `waysIn` before the change, which this transaction has made
 * @returns in the order in which they are told of: those with a place first
 */
export async function whoStays(trx: Trx, before: Ways, now: Instant): Promise<Staying[]> {
  const after = await waysIn(trx, [...before.keys()]);
  const whys = new Map<string, Staying['why'][]>();
  for (const [id, is] of after) {
    const was = before.get(id)!;
    if (is.over !== null && is.over <= now) continue;
    const why: Staying['why'][] =
      was.way !== is.way
        ? [is.way]
        : is.way !== 'open'
          ? []
          : [
              ...(was.waitlist && !is.waitlist ? (['no-line'] as const) : []),
              ...(was.approval && !is.approval ? (['no-approval'] as const) : []),
            ];
    if (why.length) whys.set(id, why);
  }
  const rows = await batched([...whys.keys()], (some) =>
    trx
      .selectFrom('signup')
      .select(['offer_id', 'state', 'to_approve', 'party_size'])
      .where('offer_id', 'in', some)
      .where('state', '<>', sql.lit('cancelled' as const))
      .where((eb) => eb.or([eb('state', '=', sql.lit('confirmed' as const)), eb('no_place_at', 'is', null)]))
      .execute(),
  );
  const staying = new Map<string, Staying>();
  for (const row of rows) {
    const who = row.state === 'confirmed' ? 'in' : row.to_approve ? 'unanswered' : 'line';
    for (const why of whys.get(row.offer_id)!) {
      if (!concerns[why].includes(who)) continue;
      const group = staying.get(`${who} ${why}`) ?? { who, why, people: 0 };
      staying.set(`${who} ${why}`, { ...group, people: group.people + row.party_size });
    }
  }
  return (['in', 'line', 'unanswered'] as const).flatMap((who) =>
    [...staying.values()].filter((one) => one.who === who),
  );
}

/** Whom a change of the way in concerns, so that it is to be said what becomes of them. */
const concerns: Record<Staying['why'], readonly Staying['who'][]> = {
  none: ['in', 'line', 'unanswered'],
  external: ['in', 'line', 'unanswered'],
  open: ['line', 'unanswered'],
  'no-line': ['line'],
  'no-approval': ['unanswered'],
};
