import { isUnavailable } from '../db/unavailable';
import { speak } from '../domain/language/speech';
import { CannotStart } from '../environment';

/**
 * Runs a command to its end. What whoever runs it can mend is said in one sentence; a fault of ours keeps its stack.
 */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    const sentence = sentenceFor(error);
    console.error(sentence ?? error);
    process.exitCode = 1;
    // what is still open, a listening server or a database, must not keep a failed command alive
    setTimeout(() => process.exit(), 500).unref();
  });
}

function sentenceFor(error: unknown): string | undefined {
  if (error instanceof CannotStart) return error.message;
  const t = speak('sv');
  const { code = '', syscall, port } = error as NodeJS.ErrnoException & { port?: number };
  if (syscall === 'listen' && code === 'EADDRINUSE') return t.fault_start_port_taken({ port: String(port) });
  if (syscall === 'listen' && code === 'EACCES') return t.fault_start_port_denied({ port: String(port) });
  if (isDatabaseRefusal(error)) return t.fault_start_database({ code: code || 'timeout' });
  return undefined;
}

/** A database that cannot be had at all: not there, not open to us, not by that name, not writable. */
function isDatabaseRefusal(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return isUnavailable(error) || /^(28...|3D000|42501|SQLITE_NOTADB|SQLITE_CORRUPT|EACCES|ENOTDIR|EROFS)$/.test(code);
}
