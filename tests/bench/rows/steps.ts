import { elements, formWith } from '../../contract/html';
import type { Group } from '../context';
import { plain, row } from '../report/rows';
import { phoneHeaders } from '../sites/wire';
import { longestEvent, ordinarySite } from './first-view';

/** What it takes to sign up, read from the pages themselves: links to follow, fields that must be filled, buttons. */
export const steps: Group = {
  name: 'steps',
  title: 'From the QR code on the poster to a receipt',
  databases: 'SQLite',
  async measure(bench) {
    const { origin } = await ordinarySite(bench);
    const path = `/evenemang/${await longestEvent(origin)}`;
    const read = async (url: string) => (await fetch(url, { headers: phoneHeaders })).text();

    // the poster leads to the event; the first tap to its form
    const event = await read(origin + path);
    const form = `${path}/anmalan`;
    if (!elements(event, 'a').some(({ href }) => href === form))
      throw new Error('the event page does not lead to its form');
    const screen = await read(origin + form);
    const required = ['input', 'textarea', 'select']
      .flatMap((tag) => elements(screen, tag))
      .filter((field) => 'required' in field || field['aria-required'] === 'true');

    // the second tap sends it, with nothing filled in but what must be
    const { sends } = formWith(screen, 'name');
    const fields = new URLSearchParams(
      Object.entries(sends).flatMap(([name, all]) => all.map((value) => [name, value])),
    );
    for (const { name } of required) fields.set(name!, 'Anna');
    const sent = await fetch(origin + form, { method: 'POST', body: fields, redirect: 'manual' });
    const receipt = sent.status === 303 ? await fetch(new URL(sent.headers.get('location')!, origin)) : null;
    const arrived = receipt?.status === 200 && /\/anmalan\/[0-9A-Z]{10}$/u.test(receipt.url);
    if (!arrived) throw new Error(`the form was answered ${sent.status}, and not with a receipt`);

    const most = (than: number) => ({ budget: { of: 'ours', is: 'at most', than } as const });
    return [
      row(this.name, 'screens between the event and the receipt', { ours: plain(1), ...most(1) }),
      row(this.name, 'fields that must be filled in', { ours: plain(required.length), ...most(1) }),
      row(this.name, 'taps besides typing', {
        ours: plain(2),
        ...most(2),
        note: 'a link and a button were enough; on a real phone: tests/e2e/signup.test.ts',
      }),
    ];
  },
};
