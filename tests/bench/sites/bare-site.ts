import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpuTime } from '../measuring/cpu';
import { program } from './program';

/** A bare server of tests/bench/bare in a process of its own: the limit that ours is measured against. */
export class BareSite {
  private constructor(
    readonly child: ChildProcess,
    readonly origin: string,
  ) {}

  /** @param task what it is to do: it answers with its port when it listens */
  static async start(name: 'bench-bare-answers' | 'bench-bare-signups', task: object): Promise<BareSite> {
    const child = fork(program(name), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const answered = Promise.race([once(child, 'message'), once(child, 'exit').then(() => [null])]);
    child.send(task);
    const [port] = (await answered) as [number | null];
    if (port === null) throw new Error(`the bare server ${name} did not start`);
    return new BareSite(child, `http://127.0.0.1:${port}`);
  }

  get cpu(): number | undefined {
    return cpuTime(this.child.pid!);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
