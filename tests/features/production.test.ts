import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { describe, expect, test } from 'vitest';

const read = (path: string) => readFileSync(path, 'utf8');
const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
const programs = readdirSync('build/server').filter((name) => name.endsWith('.js'));
const units = readdirSync('deploy/systemd').map((name) => `deploy/systemd/${name}`);

describe('what is put on a machine', () => {
  test('needs nothing that only building needs', () => {
    const imports =
      /(?:^|[;\n}])\s*(?:import|export)[^'"`;]*?from\s*["']([^"'.][^"']*)["']|\bimport\(["']([^"'.][^"']*)["']\)/g;
    const packages = programs.flatMap((program) =>
      [...read(`build/server/${program}`).matchAll(imports)].map(([, named, lazy]) => (named ?? lazy)!),
    );
    const lacking = packages
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
      .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
      .filter((name) => !(name in dependencies));
    expect(packages.length).toBeGreaterThan(10);
    expect([...new Set(lacking)]).toEqual([]);
  });

  test.each([...units, 'Dockerfile'])('%s names programs that are built', (file) => {
    const named = [...read(file).matchAll(/build\/server\/([\w-]+\.js)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !programs.includes(name))).toEqual([]);
    if (/\.service$|Dockerfile$/.test(file)) expect(named).not.toEqual([]);
  });

  test('the settings that are to be filled in are settings that there are', () => {
    const named = [...read('deploy/environment.example').matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name!);
    const known = read('environment.ts');
    expect(named.filter((name) => !known.includes(`  ${name}: {`))).toEqual([]);
    expect(named).toContain('BASE_URL');
  });
});
