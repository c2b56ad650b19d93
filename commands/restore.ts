import { parseArgs } from 'node:util';
import { findBackup, type FoundBackup } from '../db/backup/find';
import { BackupRefusal } from '../db/backup/refusal';
import { restoreBackup, type Restored } from '../db/backup/restore';
import { formatMoment } from '../domain/language/dates';
import { speak } from '../domain/language/speech';
import { defaultTimeZone, localDateOf } from '../domain/time';
import { CannotStart, readEnvironment, type Environment } from '../environment';
import { sayDiskFault } from './disk-fault';
import { fromWhereOneStands } from './given-path';
import { progressBar } from './progress-bar';
import { runCommand } from './run';
import { keepSecret, keptSecret, secretFile } from './secret';

const t = speak('sv');

/** Only where somebody looks: what cron mails should be what came of it. */
const bar = process.stdout.isTTY ? progressBar((percent) => t.command_restore_progress({ percent })) : undefined;
const progress = (done: number) => bar?.(done, 1);

/** `npm run restore -- BACKUP`: restores a backup to where DATABASE_URL says, which must be empty, and checks it. */
runCommand(async () => {
  const path = readPath(process.argv.slice(2));
  const { databaseUrl, secrets: given } = readEnvironment(process.env);
  try {
    const backup = await findBackup(path);
    const { secrets, toBeKept } = secretsFor(backup, given);
    const now = Date.now();
    const beforeItIsThere = () => {
      // a server that found the database without it would make a secret of its own
      if (toBeKept && keepSecret(toBeKept)) console.log(t.command_restore_secret_placed({ file: secretFile }));
    };
    const settings = { backup, databaseUrl, secrets, now, progress, beforeItIsThere };
    for (const line of report(await restoreBackup(settings), now)) console.log(line);
  } catch (error) {
    if (error instanceof BackupRefusal) throw new CannotStart(sentenceFor(error, path));
    throw sayDiskFault(error, databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : path);
  }
});

/** @throws CannotStart with one sentence when it is not one path */
function readPath(args: string[]): string {
  try {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    if (positionals.length === 1 && positionals[0]) return fromWhereOneStands(positionals[0]);
  } catch {
    // an option that there is not
  }
  throw new CannotStart(t.command_restore_how());
}

/** What SECRET says, else what is kept here, else what the backup brings, which is then to be kept here. */
function secretsFor(
  backup: FoundBackup,
  given: Environment['secrets'],
): { secrets: [string, ...string[]]; toBeKept?: string } {
  if (given) return { secrets: given };
  const kept = keptSecret();
  if (kept !== undefined) return { secrets: [kept] };
  if (backup.secret === undefined) throw new CannotStart(t.command_restore_no_secret());
  return { secrets: [backup.secret], toBeKept: backup.secret };
}

function sentenceFor({ kind, detail }: BackupRefusal, file: string): string {
  switch (kind) {
    case 'damaged':
      return t.command_restore_damaged({ detail });
    case 'in-use':
      return t.command_restore_in_use({ file });
    case 'newer':
      return t.command_restore_newer({ detail });
    case 'not-empty':
      return t.command_restore_not_empty();
    case 'wrong-secret':
      return t.command_restore_wrong_secret();
    default:
      return t.command_restore_no_backup({ file, detail });
  }
}

function report({ rows, lastChangeAt, step, notices, keptFor }: Restored, now: number): string[] {
  const { signup = 0, event = 0, series = 0 } = rows;
  const lines = [t.command_restore_done({ signups: String(signup), offers: String(event + series) })];
  if (lastChangeAt !== null) {
    lines.push(t.command_restore_until({ time: formatMoment(lastChangeAt, defaultTimeZone, t) }));
  }
  if (notices) lines.push(t.command_restore_notices({ count: notices }));
  lines.push(t.command_restore_step({ step }), t.command_restore_load());
  const date = keptFor === null ? t.command_restore_a_date() : localDateOf(now - keptFor, defaultTimeZone);
  return [...lines, t.command_restore_erase({ date })];
}
