import { compare } from '../measuring/compare';
import { howOf, type Bench, type Group } from '../context';
import { againstBare, attempt, rateOf, row, type Row } from '../report/rows';
import { Limit } from '../sites/limit';
import { spread } from '../sites/programme';
import { signupBody, trickle } from '../sites/signing';
import { longestEvent, ordinarySite } from './first-view';

/** Signups that come in while pages are read. */
const perSecond = 50;

/** How fast public pages are read, against a bare server that sends the same bytes. */
export const pages: Group = {
  name: 'page',
  title: 'Reading a public page, gzip, 16 clients, against bare node:http with the same bytes and headers',
  databases: 'SQLite',
  async measure(bench) {
    const site = await ordinarySite(bench);
    const event = `/evenemang/${await longestEvent(site.origin)}`;
    const form = `${event}/anmalan`;
    const limit = bench.keep(await Limit.of(site, [event, '/', form]));
    const asked = [
      ['event page, 200', event, 200],
      ['event page, 304', event, 304],
      ['list page, 200', '/', 200],
      ['list page, 304', '/', 304],
      ['signup form, a key of its own at each view', form, 200],
    ] as const;
    const rows: Row[] = [];
    for (const [what, path, status] of asked) {
      bench.say(what);
      const measure = async () =>
        againstBare('page', what, await compare(bench.generator, limit.sides(path, status), howOf(bench.options)), 0.7);
      rows.push(await attempt('page', what, measure));
    }
    rows.push(...(await whileOthersSignUp(bench, limit, event)));
    await limit.stop();
    await site.stop();
    return rows;
  },
};

/** The event page while people sign up to it, and while they sign up to other events. For information. */
async function whileOthersSignUp(bench: Bench, limit: Limit, event: string): Promise<Row[]> {
  const { origin } = limit.site;
  const rows: Row[] = [];
  for (const [where, paths] of [
    ['other events', spread.map((slug) => `/evenemang/${slug}/anmalan`)],
    ['that event', [`${event}/anmalan`]],
  ] as const) {
    const what = `event page, 200, while people sign up to ${where}`;
    bench.say(what);
    const body = await signupBody(origin, paths[0]!);
    const signingUp = trickle(origin, paths, body, perSecond);
    const measure = async () => {
      const { ours, bare } = await compare(bench.generator, limit.sides(event, 200), howOf(bench.options));
      const [figure, beside] = [rateOf(ours), rateOf(bare)];
      return row('page', what, { ours: figure, beside, ratio: figure.value / beside.value });
    };
    const measured = await attempt('page', what, measure);
    const { acknowledged, refused, seconds } = await signingUp.stop();
    const refusals = refused ? `, ${refused} refused` : '';
    const note = `${Math.round(acknowledged / seconds)} signups/s meanwhile${refusals}; no budget`;
    rows.push({ ...measured, note: measured.note ?? note });
  }
  return rows;
}
