import { howOf, type Group } from '../context';
import { compare } from '../measuring/compare';
import { againstBare, attempt, type Row } from '../report/rows';
import { Limit } from '../sites/limit';
import { calendarOf } from '../sites/programme';
import { ordinarySite } from './first-view';

/** How fast calendars are polled. */
export const feed: Group = {
  name: 'feed',
  title: 'A calendar feed of 1,000 events, gzip, 16 clients, against the same bare server',
  databases: 'SQLite',
  async measure(bench) {
    const site = await ordinarySite(bench);
    const text = await (await fetch(site.origin + calendarOf.path)).text();
    const events = text.split('BEGIN:VEVENT').length - 1;
    if (events !== calendarOf.events) throw new Error(`the feed has ${events} events`);
    const limit = bench.keep(await Limit.of(site, [calendarOf.path]));
    const rows: Row[] = [];
    for (const status of [304, 200] as const) {
      const what = status === 304 ? '304, nothing has changed' : '200, the whole calendar';
      bench.say(`feed: ${what}`);
      const measure = async () => {
        const two = await compare(bench.generator, limit.sides(calendarOf.path, status), howOf(bench.options));
        return againstBare('feed', what, two, 0.7);
      };
      rows.push(await attempt('feed', what, measure));
    }
    await limit.stop();
    await site.stop();
    return rows;
  },
};
