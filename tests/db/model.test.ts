import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { cancelSignup, changeSignup } from '../../db/changes';
import { receiptByCode } from '../../db/receipts';
import { signUp } from '../../db/signups';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertEvent, sampleNow, wish } from '../support/sample';

/**
 * Random sequences of changes against a model of some forty lines that knows nothing of SQL: one event, two
 * activities, parties, a line, and places kept for brukare. After each change everybody's state must be the model's.
 */
const limits = { event: 6, yoga: 3, grill: 2 };
const keptForBrukare = 2;
const longestLine = 6;

type Activity = 'yoga' | 'grill';
interface Person {
  code: string;
  size: number;
  activities: Activity[];
  brukare: boolean;
  state: 'confirmed' | 'waitlisted' | 'cancelled';
}

/** The model: people in order of arrival, `line` the order in which they wait. */
class Model {
  people: Person[] = [];
  line: Person[] = [];

  taken(of: 'event' | Activity, except?: Person): number {
    return this.people
      .filter((one) => one !== except && one.state === 'confirmed' && (of === 'event' || one.activities.includes(of)))
      .reduce((sum, one) => sum + one.size, 0);
  }

  fits(one: Omit<Person, 'code' | 'state'>, except?: Person): boolean {
    const held = this.people
      .filter((other) => other !== except && other.state === 'confirmed' && other.brukare)
      .reduce((sum, other) => sum + other.size, 0);
    const room = limits.event - (one.brukare ? 0 : Math.max(0, keptForBrukare - held));
    return (
      this.taken('event', except) + one.size <= room &&
      one.activities.every((activity) => this.taken(activity, except) + one.size <= limits[activity])
    );
  }

  serve(): void {
    for (const one of [...this.line]) {
      if (!this.fits(one)) continue;
      one.state = 'confirmed';
      this.line.splice(this.line.indexOf(one), 1);
    }
  }

  peopleInLine = () => this.line.reduce((sum, one) => sum + one.size, 0);
}

const party = fc.record({
  size: fc.integer({ min: 1, max: 3 }),
  activities: fc.subarray<Activity>(['yoga', 'grill']),
  brukare: fc.boolean(),
});
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('join' as const), party }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), who: fc.nat(30) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('resize' as const), who: fc.nat(30), size: fc.integer({ min: 1, max: 3 }) }),
  },
);

describe.each(databases)('random changes on $name agree with a simple model', ({ dialect }) => {
  let database: TestDatabase | undefined;
  afterEach(async () => {
    await database?.drop();
    database = undefined;
  });

  test('after each change', { timeout: 120_000 }, async () => {
    database = await testDatabase(dialect);
    const { store } = database;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const event = await insertEvent(store, {
          capacity: limits.event,
          waitlist: longestLine,
          kept: [{ audience: 'brukare', places: keptForBrukare }],
          activities: [
            { slug: 'yoga', start: '2017-05-17T11:00', end: '2017-05-17T12:00', capacity: limits.yoga },
            { slug: 'grill', start: '2017-05-17T12:00', end: '2017-05-17T13:00', capacity: limits.grill },
          ],
        });
        const model = new Model();
        for (const one of steps) {
          if (one.do === 'join') await join(model, one.party);
          else await alter(model, one);
          for (const person of model.people) {
            const receipt = await receiptByCode(store, person.code, sampleNow);
            expect([receipt!.state, receipt!.partySize]).toEqual([person.state, person.size]);
          }
        }

        async function join(model: Model, party: Omit<Person, 'code' | 'state'>) {
          const outcome = await signUp(
            store,
            { type: 'event', slug: event.slug },
            wish({ partySize: party.size, activities: party.activities, audience: party.brukare ? 'brukare' : null }),
            null,
            sampleNow,
          );
          const tooLarge = party.activities.some((activity) => party.size > limits[activity]);
          const expected = tooLarge
            ? 'invalid'
            : model.fits(party)
              ? 'confirmed'
              : model.peopleInLine() + party.size <= longestLine
                ? 'waitlisted'
                : 'full';
          expect(outcome.kind).toBe(expected);
          if (outcome.kind !== 'confirmed' && outcome.kind !== 'waitlisted') return;
          const person: Person = { ...party, code: outcome.code, state: outcome.kind };
          model.people.push(person);
          if (person.state === 'waitlisted') model.line.push(person);
        }

        async function alter(
          model: Model,
          one: { do: 'cancel'; who: number } | { do: 'resize'; who: number; size: number },
        ) {
          const person = model.people[one.who % Math.max(1, model.people.length)];
          if (!person) return;
          if (one.do === 'cancel') {
            expect(await cancelSignup(store, person.code, sampleNow)).toEqual({ kind: 'cancelled' });
            person.state = 'cancelled';
            model.line = model.line.filter((other) => other !== person);
            model.serve();
            return;
          }
          const outcome = await changeSignup(store, person.code, { partySize: one.size }, sampleNow);
          const larger = { ...person, size: one.size };
          if (person.state === 'cancelled') return expect(outcome.kind).toBe('cancelled');
          const grows = one.size > person.size;
          if (grows && person.activities.some((activity) => one.size > limits[activity])) {
            return expect(outcome.kind).toBe('invalid');
          }
          const room =
            person.state === 'confirmed'
              ? model.fits(larger, person)
              : model.peopleInLine() - person.size + one.size <= longestLine;
          if (grows && !room) return expect(outcome.kind).toBe('full');
          expect(outcome.kind).toBe('changed');
          person.size = one.size;
          if (grows && person.state === 'waitlisted') {
            model.line = [...model.line.filter((other) => other !== person), person];
          }
          model.serve();
        }
      }),
      { numRuns: dialect === 'sqlite' ? 60 : 25, seed: 2017 },
    );
  });
});
