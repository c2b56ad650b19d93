import { parseArgs } from 'node:util';
import { readEmail } from '../app/forms/email';
import { addOrganiser } from '../db/organisers';
import { migrate, openStore } from '../db/store';
import { speak } from '../domain/language/speech';
import { isRole, roles } from '../domain/role';
import { CannotStart, readEnvironment } from '../environment';
import { runCommand } from './run';
import { findSecretsAloud } from './secret';

const t = speak('sv');

/**
 * `npm run organiser -- add --email ADDRESS --organisation SLUG`: lets somebody log in, as an administrator unless
 * `--role` says otherwise. How the first one gets in. CONTRACT §6.
 */
runCommand(async () => {
  const who = readArguments(process.argv.slice(2));
  const environment = readEnvironment(process.env);
  const secrets = findSecretsAloud(environment.secrets);
  await migrate(environment.databaseUrl);
  const store = await openStore(environment.databaseUrl, secrets);
  const outcome = await addOrganiser(store, who, Date.now()).finally(() => store.close());
  const facts = { email: who.email, organisation: who.organisation };
  if (outcome === 'unknown') throw new CannotStart(t.command_organiser_unknown(facts));
  console.log(outcome === 'already' ? t.command_organiser_already(facts) : t.command_organiser_added(facts));
});

/** @throws CannotStart with one sentence that says what to write */
function readArguments(args: string[]) {
  let values: Partial<Record<'email' | 'organisation' | 'role' | 'name', string>>;
  let positionals: string[];
  try {
    ({ values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        organisation: { type: 'string' },
        role: { type: 'string' },
        name: { type: 'string' },
      },
    }));
  } catch {
    throw new CannotStart(t.command_organiser_usage());
  }
  const { organisation, role = 'administrator', name } = values;
  if (positionals.join() !== 'add' || !values.email || !organisation)
    throw new CannotStart(t.command_organiser_usage());
  const email = readEmail(values.email);
  if (email === null) throw new CannotStart(t.command_organiser_email({ email: values.email }));
  if (!isRole(role)) throw new CannotStart(t.command_organiser_role({ role, roles: roles.join(', ') }));
  return { email, organisation, role, name: name?.trim() || null };
}
