import type { CompiledQuery } from 'kysely';
import type { Asker, Dialect, Trx } from '../store';
import type { Plan } from './plan';
import { inBatches, storedAgain, type StoredOffer } from './stored';
import { run, upserts } from './upsert';

/** Somebody changed what a plan was made from: it is to be made again. */
export class ChangedMeanwhile extends Error {
  override name = 'ChangedMeanwhile';
}

/** What writes a plan's rows, in an order in which every row that is pointed at is there. */
export function statementsOf(builder: Asker, plan: Plan): CompiledQuery[] {
  const { changes } = plan;
  const rows = (type: 'event' | 'series') =>
    changes.filter((one) => one.type === type && (one.rowChanged || !one.before)).map((one) => one.row);
  const coHosts = changes.flatMap((one) =>
    (one.coHostIds ?? []).map((organisation_id, position) => ({ offer_id: one.row.id, organisation_id, position })),
  );
  return [
    ...upserts(builder, 'site', plan.site ? [plan.site] : []),
    ...upserts(builder, 'organisation', plan.organisations),
    ...upserts(builder, 'series', rows('series')),
    ...upserts(builder, 'event', rows('event')),
    ...removeCoHosts(builder, plan),
    ...upserts(builder, 'co_host', coHosts),
    ...upserts(
      builder,
      'activity',
      changes.flatMap((one) => one.parts),
    ),
    ...upserts(
      builder,
      'pool',
      changes.flatMap((one) => one.pools),
    ),
  ];
}

function removeCoHosts(builder: Asker, plan: Plan): CompiledQuery[] {
  const ids = plan.changes.filter((one) => one.before?.coHostIds.length && one.coHostIds).map((one) => one.row.id);
  return inBatches(ids).map((some) => builder.deleteFrom('co_host').where('offer_id', 'in', some).compile());
}

/** Writes a plan's rows. What becomes of people and lines is done after it, in the same transaction. */
export async function writePlan(trx: Trx, plan: Plan, statements: readonly CompiledQuery[]): Promise<void> {
  await run(trx, statements);
  for (const some of inBatches(plan.changes.flatMap((one) => one.gonePoolIds))) {
    await trx.deleteFrom('pool').where('id', 'in', some).execute();
  }
  for (const { before, row } of plan.changes) {
    if (!before || !('team_max' in row) || !('team_max' in before.row)) continue;
    if (row.team_max === null || row.team_max === before.row.team_max) continue;
    await trx
      .updateTable('pool')
      .set({ capacity: row.team_max })
      .where('offer_id', '=', row.id)
      .where('of', '=', 'team')
      .execute();
  }
}

/**
 * Makes signups to these offers wait, as db/line.ts does for one: their own pools are locked, in the order of their
 * ids. SQLite's transaction is the lock.
 */
export async function lockOffers(trx: Trx, dialect: Dialect, offers: readonly string[]): Promise<void> {
  if (dialect === 'sqlite') return;
  const pools: string[] = [];
  for (const some of inBatches(offers)) {
    const rows = await trx
      .selectFrom('pool')
      .select('id')
      .where('offer_id', 'in', some)
      .where('of', 'in', ['event', 'series'])
      .execute();
    pools.push(...rows.map((row) => row.id));
  }
  for (const some of inBatches(pools.sort())) {
    await trx.selectFrom('pool').select('id').where('id', 'in', some).orderBy('id').forUpdate().execute();
  }
}

/**
 * Whether everything that a plan was compared with is still as it was.
 * @throws ChangedMeanwhile when it is not
 */
export async function checkUnchanged(trx: Trx, plan: Plan): Promise<void> {
  const before = plan.changes.flatMap((change) => change.before ?? []);
  const now = new Map((await storedAgain(trx, before)).map((one) => [one.row.id, one]));
  for (const one of before) {
    const again = now.get(one.row.id);
    if (!again || textOf(again) !== textOf(one)) throw new ChangedMeanwhile(one.row.slug);
  }
  const ids = plan.organisationsBefore.map((row) => row.id);
  for (const some of inBatches(ids)) {
    const rows = await trx.selectFrom('organisation').selectAll().where('id', 'in', some).execute();
    const again = new Map(rows.map((row) => [row.id, JSON.stringify(row)]));
    const changed = plan.organisationsBefore.find(
      (row) => some.includes(row.id) && again.get(row.id) !== JSON.stringify(row),
    );
    if (changed) throw new ChangedMeanwhile(changed.slug);
  }
}

const textOf = ({ row, coHostIds, parts, pools }: StoredOffer) => JSON.stringify([row, coHostIds, parts, pools]);
