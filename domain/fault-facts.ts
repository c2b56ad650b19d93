/**
 * What may be logged of anything thrown: its kind, its code and where it was, a line a frame. Never its message, which
 * may quote what somebody wrote.
 */
export function faultFacts(error: unknown): { name: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, ...code, at: frames.map((frame) => frame.trim()) };
}
