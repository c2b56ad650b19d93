import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Answer } from './answer.server';
import type { Step } from './asked.server';
import type { Finished } from './finished.server';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * Everything that was built for the browser, read once at the start: it is less than a megabyte, and does not change
 * while the process runs. What stands under `assets/` has a hash of its bytes in its name, and is kept for ever.
 * @param folder an absolute path; what is not there is not served
 * @param finish makes an answer ready to be sent
 */
export function sendStaticFiles(folder: string, finish: (answer: Answer) => Finished): Step {
  const files = new Map<string, Finished>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length).replaceAll(sep, '/');
    const headers = {
      'content-type': types[extname(entry.name)] ?? 'application/octet-stream',
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    };
    files.set(path, finish({ status: 200, headers, body: readFileSync(file) }));
  }
  return (asked) => (asked.isReading ? files.get(asked.path) : undefined);
}
