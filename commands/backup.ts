import { parseArgs } from 'node:util';
import { makeBackup, type Backup } from '../db/backup/make';
import { BackupRefusal } from '../db/backup/refusal';
import { speak } from '../domain/language/speech';
import { CannotStart, readEnvironment, type Environment } from '../environment';
import { sayDiskFault } from './disk-fault';
import { fromWhereOneStands } from './given-path';
import { progressBar } from './progress-bar';
import { runCommand } from './run';
import { keptSecret, secretFile } from './secret';

const t = speak('sv');

/** Only where somebody looks: what cron mails should be what came of it. */
const bar = process.stdout.isTTY ? progressBar((percent) => t.command_backup_progress({ percent })) : undefined;
const progress = (done: number) => bar?.(done, 1);

/** Where backups are put when nobody says where. */
const usualFolder = './data/backup';

/** `npm run backup -- FOLDER`: copies the database while the server runs, checks the copy and says where it is. */
runCommand(async () => {
  const folder = readFolder(process.argv.slice(2));
  const { databaseUrl, secrets: given } = readEnvironment(process.env);
  const backup = await makeBackup({
    databaseUrl,
    ...secretsOf(given),
    folder,
    now: Date.now(),
    progress,
  }).catch((error: unknown) => {
    throw error instanceof BackupRefusal ? new CannotStart(sentenceFor(error)) : sayDiskFault(error, folder);
  });
  for (const line of report(backup)) console.log(line);
});

/** @throws CannotStart with one sentence when it is not one folder at most */
function readFolder(args: string[]): string {
  try {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    if (positionals.length <= 1) return positionals[0] ? fromWhereOneStands(positionals[0]) : usualFolder;
  } catch {
    // an option that there is not
  }
  throw new CannotStart(t.command_backup_how({ folder: usualFolder }));
}

/** Unlike the server it makes no secret: a new one would not be the database's, and the backup would be worth nothing. */
function secretsOf(given: Environment['secrets']): { secrets: [string, ...string[]]; secretKeptIn?: string } {
  if (given) return { secrets: given };
  const kept = keptSecret();
  if (kept === undefined) throw new CannotStart(t.command_backup_no_secret({ file: secretFile }));
  return { secrets: [kept], secretKeptIn: secretFile };
}

function sentenceFor({ kind, detail }: BackupRefusal): string {
  switch (kind) {
    case 'wrong-secret':
      return t.command_backup_wrong_secret();
    case 'exists':
      return t.command_backup_exists({ detail });
    case 'damaged':
      return t.command_backup_damaged({ detail });
    case 'newer':
      return t.command_restore_newer({ detail });
    default:
      return t.command_backup_no_database();
  }
}

function report({ folder, manifest, withSecret }: Backup): string[] {
  const { signup = 0, event = 0, series = 0 } = manifest.rows;
  return [
    t.command_backup_done({ folder }),
    t.command_backup_holds({
      signups: String(signup),
      offers: String(event + series),
      megabytes: (manifest.bytes / 1e6).toFixed(1),
    }),
    withSecret ? t.command_backup_secret_in() : t.command_backup_secret_out(),
    t.command_backup_private(),
  ];
}
