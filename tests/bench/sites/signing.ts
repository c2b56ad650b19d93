import { setTimeout as wait } from 'node:timers/promises';
import { formWith } from '../../contract/html';
import type { Step } from '../measuring/load';
import { gzipped } from './limit';

/**
 * A signup form as a browser sends it, untouched but for a name and an e-mail address, with `{key}` where the form has
 * its own random value.
 */
export async function signupBody(origin: string, path: string): Promise<string> {
  const form = formWith(await (await fetch(origin + path)).text(), 'name');
  const sends = { ...form.sends, name: ['Anna Andersson'], email: ['anna.andersson@example.org'], key: ['KEY'] };
  const fields = Object.entries(sends).flatMap(([name, values]) => values.map((value) => [name, value]));
  return new URLSearchParams(fields).toString().replace('KEY', '{key}');
}

export function signupStep(path: string, body: string): Step {
  return { method: 'POST', path, headers: { ...gzipped, 'Content-Type': 'application/x-www-form-urlencoded' }, body };
}

/** How many wait for their answer at the same moment: a site that cannot keep up is not buried. */
const waitingAtMost = 4;

/** People sign up, so many a second while the site keeps up, until told to stop. */
export function trickle(origin: string, paths: readonly string[], body: string, perSecond: number) {
  let [sent, waiting, acknowledged, refused, stopped] = [0, 0, 0, 0, false];
  const begun = performance.now();
  const signUp = async (path: string) => {
    const { headers } = signupStep(path, body);
    const filled = body.replace('{key}', crypto.randomUUID());
    const sending = fetch(origin + path, { method: 'POST', headers, body: filled, redirect: 'manual' });
    const answer = await sending.catch(() => null);
    if (answer?.status === 303) acknowledged++;
    else refused++;
    waiting--;
  };
  const running = (async () => {
    while (!stopped || waiting) {
      const due = ((performance.now() - begun) / 1000) * perSecond;
      for (; !stopped && sent < due && waiting < waitingAtMost; sent++, waiting++) {
        void signUp(paths[sent % paths.length]!);
      }
      await wait(5);
    }
  })();
  return {
    async stop() {
      stopped = true;
      const seconds = (performance.now() - begun) / 1000;
      await running;
      return { acknowledged, refused, seconds };
    },
  };
}
