import { describe, expect, it } from 'vitest';
import { progressBar } from '../../commands/progress-bar';

function shown(isTTY: boolean, steps: number[]): string {
  let text = '';
  const write = (some: string | Uint8Array) => Boolean((text += String(some)));
  const progress = progressBar((percent) => `${percent} %`, { isTTY, write } as unknown as NodeJS.WriteStream);
  for (const done of steps) progress(done, 200);
  return text;
}

describe('The progress bar', () => {
  it('writes one line over and over on a terminal, and ends it', () => {
    expect(shown(true, [0, 1, 100, 200])).toBe(
      `\r  ${'░'.repeat(30)} 0 %\r  ${'█'.repeat(15)}${'░'.repeat(15)} 50 %\r  ${'█'.repeat(30)} 100 %\n`,
    );
  });
  it('writes a line for each tenth elsewhere', () => {
    expect(shown(false, [0, 10, 25, 38, 40, 199, 200])).toBe('0 %\n10 %\n20 %\n90 %\n100 %\n');
  });
});
