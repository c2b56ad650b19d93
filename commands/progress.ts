/** Shows how far a long piece of work has come, 0 to 1, where somebody looks at it. */
export function showProgress(done: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r${Math.round(done * 100)} % `);
  if (done >= 1) process.stderr.write('\r      \r');
}
