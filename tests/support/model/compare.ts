import type { Model, Person } from './places';
import type { Real } from './real';

/**
 * Everybody as the model has them beside everybody as the product has them: states, sizes, places, notices, teams.
 * @throws Error with the story so far, and what differs
 */
export async function compare(model: Model, real: Real): Promise<void> {
  const { people, teams } = await real.everybody();
  const byCode = new Map(people.map((one) => [one.code, one]));
  for (const person of model.people.filter((one) => !one.named)) {
    const one = byCode.get(real.codeOf(person));
    if (!one) throw model.disagree('nobody', `${person.name} is signed up`);
    model.expect(
      {
        name: one.row.name,
        state: one.row.state,
        size: one.row.party_size,
        audience: one.row.audience,
        claims: one.claims,
        told: one.told,
        ordinals: one.ordinals,
        count: one.row.notice_count,
      },
      {
        name: person.name,
        state: person.state,
        size: person.size,
        audience: person.audience,
        claims: model.claimsOf(person),
        told: person.told,
        ordinals: person.told.map((_, index) => index + 1),
        count: person.told.length,
      },
    );
  }
  const named = people
    .filter((one) => one.code === null)
    .map(({ row, team, claims }) => ({ team, name: row.name, state: row.state, claims }));
  const alsoNamed = model.people
    .filter((one) => one.named)
    .map((one) => ({ team: one.team!.number, name: one.name, state: one.state, claims: model.claimsOf(one) }));
  model.expect(sorted(named), sorted(alsoNamed));
  model.expect(
    teams.map(({ number, name, state }) => ({ number, name, state })),
    model.teams.map(({ number, name, state }) => ({ number, name, state })),
  );
  const last = model.people.filter((one) => one.state === 'waitlisted' && !one.named).at(-1);
  if (last) await compareReceipt(model, real, last);
}

const sorted = (list: object[]) => list.map((one) => JSON.stringify(one)).sort();

/** Receipts and pools, as they are shown. */
export async function compareShown(model: Model, real: Real): Promise<void> {
  for (const person of model.people.filter((one) => !one.named)) await compareReceipt(model, real, person);
  const byName = (one: { pool: string }, other: { pool: string }) => (one.pool < other.pool ? -1 : 1);
  model.expect((await real.pools()).sort(byName), model.pools().sort(byName));
}

async function compareReceipt(model: Model, real: Real, person: Person): Promise<void> {
  const receipt = await real.receipt(person);
  if (!receipt) throw model.disagree('no receipt', `${person.name} has one`);
  const { team } = person;
  const living = team && team.state !== 'cancelled';
  model.expect(
    {
      name: receipt.name,
      state: receipt.state,
      position: receipt.position,
      team: living &&
        receipt.team && { captain: receipt.team.captain, players: receipt.team.players, number: receipt.team.number },
    },
    {
      name: person.name,
      state: person.state,
      position: model.position(person),
      team: living && { captain: team.captain === person, players: model.playersOf(team), number: team.number },
    },
  );
}
