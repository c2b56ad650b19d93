const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * Resolves when the process is told to stop. Told again, as when a terminal's Ctrl-C reaches both npm and this process,
 * it goes on stopping.
 */
export function untilToldToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, resolve);
  });
}
