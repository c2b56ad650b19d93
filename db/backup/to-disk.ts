import { open } from 'node:fs/promises';

/** What was written to a file, and that a folder holds a name, survives a power cut only after this. */
export async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
