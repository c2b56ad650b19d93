import { createHash, createHmac } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupRefusal } from './refusal';

/** A backup is a folder of these: the database as one SQLite file, what is known about it, and a secret that we made. */
export const databaseFile = 'samling.db';
export const manifestFile = 'manifest.json';
export const secretFile = 'secret';

const manifestSchema = z.object({
  what: z.literal('samling backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  /** What it was copied from. */
  from: z.enum(['sqlite', 'postgres']),
  migrations: z.array(z.string()).min(1),
  /** How many rows each table has. */
  rows: z.record(z.string(), z.int().min(0)),
  bytes: z.int().min(0),
  /** Of the database file, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of each secret that was in force, the current one first. */
  secrets: z.array(z.string()).min(1),
});

export type Manifest = z.output<typeof manifestSchema>;

/** @throws BackupRefusal when the folder holds no whole backup, or one of a newer kind */
export async function readManifest(folder: string): Promise<Manifest> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, manifestFile), 'utf8'));
  } catch (error) {
    throw new BackupRefusal('no-backup', error instanceof SyntaxError ? manifestFile : codeOf(error));
  }
  const manifest = manifestSchema.safeParse(json);
  if (!manifest.success) throw new BackupRefusal('no-backup', manifestFile);
  return manifest.data;
}

/**
 * Tells one secret from another without telling the secret. Whoever has the database can already try secrets on its
 * codes, so this gives nothing away.
 */
export function fingerprint(secret: string): string {
  return createHmac('sha256', secret).update('samling backup').digest('hex').slice(0, 16);
}

/** SHA-256 of a file, hexadecimal. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';
