import { createHash } from 'node:crypto';
import type { Compilable, CompiledQuery } from 'kysely';
import type { Asker } from './store';

type Parameters = Readonly<Record<string, unknown>>;

/** Stands for a parameter while a statement is compiled: to kysely a value like any other. Looking into it throws. */
class Marker {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  static nameOf(value: unknown): string | undefined {
    return value instanceof Marker ? value.#name : undefined;
  }

  [Symbol.toPrimitive](): never {
    throw new Error(`the parameter ${this.#name} can only be bound: work it out before the statement is asked`);
  }

  toJSON(): never {
    return this[Symbol.toPrimitive]();
  }
}

/** A statement compiled for one database. `slots` are its bound values: a parameter's name, or a constant. */
interface Compiled<Row> {
  query: CompiledQuery<Row>;
  slots: readonly ({ name: string } | { constant: unknown })[];
}

/**
 * A question or a change that is written with kysely and compiled once for each database, since building it takes
 * longer than the database takes to answer. `build` is given markers in place of the parameters, so it may bind them
 * and nothing else: what depends on a value (null as `is null`, lists of any length) is left to the plain builder.
 * The first time that it is asked, it is built with the real values too, and must come out the same.
 *
 * ```ts
 * const eventId = statement<{ slug: string }>()((db, { slug }) =>
 *   db.selectFrom('event').select('id').where('slug', '=', slug));
 * const [event] = await eventId(trx, { slug });
 * ```
 *
 * @returns the rows, none of what changes without `returning`
 */
export function statement<P extends Parameters>() {
  return <Row>(build: (db: Asker, parameters: P) => Compilable<Row>) => {
    // an adapter is made for each open database: one that is closed is forgotten with its statements
    const compiled = new WeakMap<object, Compiled<Row>>();

    return async (asker: Asker, parameters: P): Promise<Row[]> => {
      const { adapter } = asker.getExecutor();
      const known = compiled.get(adapter);
      const { query, slots } = known ?? compile(build, asker);
      const bound = slots.map((slot) => ('name' in slot ? given(parameters, slot.name) : slot.constant));
      if (!known) {
        mustEqual(build(asker, parameters).compile(), query.sql, bound);
        compiled.set(adapter, { query, slots });
        nameStatement(query.sql);
      }
      const { rows } = await asker.executeQuery<Row>({ ...query, parameters: bound });
      return rows;
    };
  };
}

/** The names under which PostgreSQL keeps statements: one for each text, so that it never stands for another. */
const names = new Map<string, string>();

function nameStatement(sql: string): void {
  if (!names.has(sql)) names.set(sql, createHash('sha256').update(sql).digest('base64url'));
}

/** The name of a statement that is compiled once, for a database that is to keep it prepared; undefined of others. */
export const nameOfStatement = (sql: string): string | undefined => names.get(sql);

function compile<P extends Parameters, Row>(
  build: (db: Asker, parameters: P) => Compilable<Row>,
  asker: Asker,
): Compiled<Row> {
  const read = new Set<string>();
  const markers = new Proxy({} as Record<string, Marker>, {
    get(made, name) {
      if (typeof name !== 'string') throw new Error('a statement takes its parameters by name');
      read.add(name);
      return (made[name] ??= new Marker(name));
    },
    ownKeys() {
      throw new Error('a statement takes its parameters by name');
    },
  });
  const query = build(asker, markers as unknown as P).compile();
  // a new column would change the rows of a statement that the database keeps, which PostgreSQL refuses
  if (/(select|returning|\.|,) ?\*/.test(query.sql)) throw new Error(`name the columns: ${query.sql}`);
  const slots = query.parameters.map((value) => {
    const name = Marker.nameOf(value);
    return name === undefined ? { constant: value } : { name };
  });
  const bound = new Set(slots.map((slot) => ('name' in slot ? slot.name : '')));
  const lost = [...read].filter((name) => !bound.has(name));
  if (lost.length) throw new Error(`parameters that are read and not bound: ${lost.join(', ')}`);
  return { query, slots };
}

function given(parameters: Parameters, name: string): unknown {
  const value = parameters[name];
  if (value === undefined) throw new Error(`the parameter ${name} is missing: write null where there is nothing`);
  return value;
}

/** A statement that depends on a value of its parameters must not be compiled once. */
function mustEqual(plain: CompiledQuery, sql: string, bound: readonly unknown[]): void {
  const same = plain.sql === sql && plain.parameters.every((value, index) => Object.is(value, bound[index]));
  if (!same) throw new Error(`compiled once it is another statement: ${sql} instead of ${plain.sql}`);
}
