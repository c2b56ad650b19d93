const width = 30;

/**
 * Shows how far a long work has come: one line that is written over and over on a terminal, else a line for each tenth.
 * @param line what is said at a percentage
 */
export function progressBar(
  line: (percent: number) => string,
  out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stdout,
): (done: number, of: number) => void {
  let last = -1;
  return (done, of) => {
    const percent = of ? Math.floor((100 * done) / of) : 100;
    const step = out.isTTY ? percent : Math.floor(percent / 10) * 10;
    if (step === last) return;
    last = step;
    if (!out.isTTY) return void out.write(`${line(step)}\n`);
    const full = Math.round((width * percent) / 100);
    const bar = '█'.repeat(full) + '░'.repeat(width - full);
    out.write(`\r  ${bar} ${line(percent)}${percent === 100 ? '\n' : ''}`);
  };
}
