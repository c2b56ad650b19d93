import fc from 'fast-check';
import { compare } from './compare';
import type { Answer, Audience, Model, Person, Team, Terms, Wish } from './places';
import type { Real } from './real';
import { moments, rewrite, slugs } from './written';

/** One of the random things that happen, done to the model and to the product. */
type Step = fc.AsyncCommand<Model, Real, false>;

/**
 * A step that says itself and, in the model's story, what came of it.
 * @param run says what came of it; undefined when it could not be done (nobody is there yet)
 */
function step(said: string, run: (model: Model, real: Real) => Promise<string | undefined>): Step {
  return {
    check: () => true,
    toString: () => said,
    async run(model, real) {
      model.doing = said;
      const came = await run(model, real);
      if (came === undefined) return;
      model.story.push(`${said} → ${came}`);
      real.count(`${said.split(' ')[0]}: ${came.split(' ').at(-1)}`);
      // time that nobody has seen pass: the next step comes before the worker's turn
      if (said.startsWith('later')) return;
      model.byClock();
      await real.byClock();
      await compare(model, real);
    },
  };
}

/** What the product answers must be what the model answers. */
async function both(model: Model, real: Real, answer: Answer, heard: Heard, who = ''): Promise<string> {
  if (answer.kind !== heard.kind) throw model.disagree(`answers ${heard.kind}`, `answers ${answer.kind}`);
  const { person } = answer;
  if (person && heard.code !== null) {
    if (!answer.kind.startsWith('already')) await real.meet(person, heard.code);
    else if (real.codeOf(person) !== heard.code) throw model.disagree('another receipt', `${person.name}'s receipt`);
  }
  return `${person?.name ?? who} ${answer.kind}`.trim();
}

interface Heard {
  kind: string;
  code: string | null;
}

const size = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 4 }) },
);
const audience = fc.constantFrom<(Audience | null)[]>(null, null, 'brukare', 'staff');
const chosen = fc.oneof(
  { weight: 2, arbitrary: fc.constant([] as string[]) },
  { weight: 3, arbitrary: fc.constantFrom(...slugs).map((slug) => [slug]) },
  { weight: 1, arbitrary: fc.subarray(slugs, { maxLength: 3 }) },
);
const asked = fc.record({ size, audience, chosen });
const key = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('key-1', 'key-2') },
);
/** Names that captains write, and that some who join a team have. */
const playersName = fc.constantFrom('Alex', 'Bo', 'Cia');
const players = fc.array(playersName, { maxLength: 2 });
const which = fc.nat(40);

/** Somebody who has signed up, mostly one who has not left. */
function somebody(model: Model, number: number): Person | undefined {
  const all = model.people.filter((person) => !person.named);
  const living = all.filter((person) => person.state !== 'cancelled');
  return pick(number % 8 && living.length ? living : all, number);
}

function someTeam(model: Model, number: number): Team | undefined {
  const living = model.teams.filter((team) => team.state !== 'cancelled');
  return pick(number % 8 && living.length ? living : model.teams, number);
}

const pick = <T>(list: T[], number: number): T | undefined => list[number % Math.max(1, list.length)];

/** What one can choose on the form, and now and then what one no longer can. */
function onForm<W extends Partial<Wish>>(model: Model, wish: W, number: number): W {
  if (!wish.chosen || number % 8 === 0) return wish;
  const there = wish.chosen.filter((slug) => model.terms.parts.some((part) => part.slug === slug));
  return { ...wish, chosen: there };
}

function saying({ size, chosen, audience, name, note }: Partial<Wish>): string {
  const words = [
    size && `${size} of us`,
    chosen && `for [${chosen.join(', ')}]`,
    audience !== undefined && `as ${audience}`,
    name && `called ${name}`,
    note && `with "${note}"`,
  ];
  return words.filter(Boolean).join(', ');
}

const signUp = fc.tuple(asked, key, which).map(([wish, key, number]) =>
  step(`sign up ${saying(wish)}${key ? `, ${key}` : ''}`, async (model, real) => {
    const form = onForm(model, { ...wish, name: model.newName(), note: null }, number);
    return both(model, real, model.signUp(form, key), await real.signUp(form, key));
  }),
);

const registerTeam = fc.tuple(audience, players, key).map(([audience, players, key]) =>
  step(`register a team as ${audience} with [${players.join(', ')}]${key ? `, ${key}` : ''}`, async (model, real) => {
    if (!model.terms.teams) return undefined;
    const team = `Team ${model.teams.length + 1}`;
    const captain: Wish = { name: model.newName(), size: 1, audience, note: null, chosen: [] };
    const answer = model.registerTeam(team, captain, players, key);
    return both(model, real, answer, await real.registerTeam(team, captain, players, key));
  }),
);

const joinTeam = fc.tuple(which, asked, fc.option(playersName, { freq: 2 }), key).map(([number, wish, player, key]) =>
  step(
    `join team ${number}, ${saying(wish)}${player ? `, called ${player}` : ''}${key ? `, ${key}` : ''}`,
    async (model, real) => {
      const team = someTeam(model, number);
      if (!team) return undefined;
      const form = onForm(model, { ...wish, name: player ?? model.newName(), note: null }, number);
      return both(model, real, model.joinTeam(team, form, key), await real.joinTeam(team, form, key), team.name);
    },
  ),
);

const changed = fc.record(
  { size, chosen, audience, note: fc.constantFrom('ord', 'andra ord'), name: fc.constantFrom('Alex', 'Nytt namn') },
  { requiredKeys: [] },
);
const change = fc.tuple(which, changed).map(([number, fields]) =>
  step(`change ${number} to ${saying(fields)}`, async (model, real) => {
    const person = somebody(model, number);
    if (!person) return undefined;
    const form = onForm(model, fields, number);
    return both(model, real, model.change(person, form), await real.change(person, form), person.name);
  }),
);

const changeRoster = fc
  .tuple(which, players, fc.constantFrom(undefined, undefined, 'Nya laget'), fc.option(size, { nil: undefined }))
  .map(([number, players, team, size]) =>
    step(`list of team ${number}: [${players.join(', ')}], ${team ?? ''} ${size ?? ''}`, async (model, real) => {
      const captain = someTeam(model, number)?.captain;
      if (!captain) return undefined;
      const form = { players, team, size };
      return both(model, real, model.change(captain, form), await real.change(captain, form), captain.name);
    }),
  );

const cancel = which.map((number) =>
  step(`cancel ${number}`, async (model, real) => {
    const person = somebody(model, number);
    if (!person) return undefined;
    return both(model, real, model.cancel(person), await real.cancel(person), person.name);
  }),
);

/** Somebody who waits for a yes or a no, or for a place; now and then anybody. */
function whoWaits(model: Model, number: number, asked: boolean): Person | undefined {
  const waits = model.people.filter((one) => one.state === 'waitlisted' && !one.named && one.asked === asked);
  return number % 8 && waits.length ? pick(waits, number) : somebody(model, number);
}

const approve = which.map((number) =>
  step(`approve ${number}`, async (model, real) => {
    const person = whoWaits(model, number, true);
    if (!person || (!model.terms.approval && !person.asked)) return undefined;
    return both(model, real, model.approve(person), await real.approve(person), person.name);
  }),
);

const decline = which.map((number) =>
  step(`decline ${number}`, async (model, real) => {
    const person = whoWaits(model, number, true);
    if (!person || (!model.terms.approval && !person.asked)) return undefined;
    return both(model, real, model.decline(person), await real.decline(person), person.name);
  }),
);

const promote = fc.tuple(which, fc.boolean()).map(([number, regardless]) =>
  step(`promote ${number}${regardless ? ' regardless' : ''}`, async (model, real) => {
    const person = whoWaits(model, number, false);
    if (!person) return undefined;
    const heard = await real.promote(person, regardless);
    return both(model, real, model.promote(person, regardless), heard, person.name);
  }),
);

const withdrawTeam = which.map((number) =>
  step(`withdraw ${number}`, async (model, real) => {
    const person = number % 4 ? someTeam(model, number)?.captain : somebody(model, number);
    if (!person) return undefined;
    return both(model, real, model.withdraw(person), await real.withdraw(person), person.name);
  }),
);

const load = rewrite.map((anew) =>
  step('organiser', async (model, real) => {
    const before = model.terms;
    const after = anew(before);
    model.load(after);
    await real.load(after);
    return `${differences(before, after)} loaded`;
  }),
);

function differences(before: Terms, after: Terms): string {
  const entries = Object.entries(after) as [keyof Terms, unknown][];
  const changed = entries.filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field]));
  return JSON.stringify(Object.fromEntries(changed));
}

const later = fc.constantFrom(0, 0, 1, 2).map((more) =>
  step(`later ${more}`, async (model, real) => {
    const ahead = moments.filter((moment) => moment > model.now);
    const now = ahead[more] ?? ahead[0];
    if (now === undefined) return undefined;
    model.now = real.now = now;
    return now;
  }),
);

const times = (n: number, arbitrary: fc.Arbitrary<Step>) => Array.from({ length: n }, () => arbitrary);

/** Random steps, with what people do often more often. */
export const steps = (most: number) =>
  fc.commands<Model, Real, false>(
    [
      ...times(7, signUp),
      ...times(3, registerTeam),
      ...times(6, joinTeam),
      ...times(5, change),
      ...times(2, changeRoster),
      ...times(4, cancel),
      ...times(1, withdrawTeam),
      ...times(4, approve),
      ...times(1, decline),
      ...times(2, promote),
      ...times(4, load),
      ...times(1, later),
    ],
    { maxCommands: most, size: 'max' },
  );
