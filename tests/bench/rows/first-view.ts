import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { pathIn } from '../../../domain/language/path';
import { elements } from '../../contract/html';
import type { Bench, Group } from '../context';
import { plain, row } from '../report/rows';
import { OurSite } from '../sites/our-site';
import { ask, phoneHeaders, type WireAnswer } from '../sites/wire';

/** One TCP initial window: ten segments of 1,460 bytes. */
const budget = { of: 'ours', is: 'at most', than: 14_600 } as const;

/** What a phone loads to show the programme's longest event, and the form that signs up to it. */
export const firstView: Group = {
  name: 'first-view',
  title: 'First view, everything that a phone loads, as transferred',
  databases: 'SQLite',
  async measure(bench) {
    const site = await ordinarySite(bench);
    const slug = await longestEvent(site.origin);
    const pages = (['sv', 'en'] as const).flatMap((language) => [
      { what: `event page, ${language}`, path: pathIn(language, `/evenemang/${slug}`) },
      { what: `signup form, ${language}`, path: pathIn(language, `/evenemang/${slug}/anmalan`) },
    ]);
    const rows = [];
    for (const { what, path } of pages) {
      const loaded = await firstViewOf(site.origin + path);
      const bytes = loaded.reduce((sum, part) => sum + part.bytes, 0);
      const note = loaded.map((part) => `${part.what} ${part.bytes.toLocaleString('en')}`).join(', ');
      rows.push(row(this.name, what, { ours: plain(bytes, 'bytes'), budget, note }));
    }
    return rows;
  },
};

/** A site on the demo's programme, for rows that only read. */
export async function ordinarySite(bench: Bench): Promise<OurSite> {
  const databases = bench.databases[0]!;
  const databaseUrl = await databases.copyOf(await bench.ordinary(databases));
  return bench.keep(await OurSite.start({ databaseUrl, folder: bench.folder }));
}

/** The slug of the demo's event whose page is the longest. The dates of a series are alike: the first stands for all. */
export async function longestEvent(origin: string): Promise<string> {
  const slugs = new Map<string, string>();
  for (let next: string | null = '/api/v1/events'; next;) {
    const page = (await (await fetch(origin + next)).json()) as ApiPage;
    for (const { slug, title } of page.events) {
      if (!slug.startsWith('matning') && !slugs.has(title)) slugs.set(title, slug);
    }
    next = page.next && new URL(page.next).pathname + new URL(page.next).search;
  }
  let longest = { slug: '', length: 0 };
  for (const slug of slugs.values()) {
    const { length } = await (await fetch(`${origin}/evenemang/${slug}`)).text();
    if (length > longest.length) longest = { slug, length };
  }
  return longest.slug;
}

interface ApiPage {
  events: { slug: string; title: string }[];
  next: string | null;
}

/**
 * Everything that a browser loads by itself to show a page, each part on a connection of its own.
 * @param headers of somebody who is logged in, where the page asks for that
 */
export async function firstViewOf(
  url: string,
  headers: Record<string, string> = phoneHeaders,
): Promise<{ what: string; bytes: number }[]> {
  const page = await ask(url, { headers });
  if (page.status !== 200) throw new Error(`${new URL(url).pathname} answered ${page.status}`);
  const html = unpacked(page);
  const linked = elements(html, 'link').filter(({ rel }) => /stylesheet|icon|preload|manifest/u.test(rel ?? ''));
  const others = ['script', 'img', 'source', 'iframe'].flatMap((tag) => elements(html, tag));
  const addresses = new Set([...linked.map(({ href }) => href), ...others.map(({ src }) => src)].filter(Boolean));
  const parts = [{ what: 'page', bytes: page.bytes }];
  for (const address of addresses) {
    const part = await ask(new URL(address!, url).href, { headers: { ...phoneHeaders, Accept: '*/*' } });
    const what = /\.css$/u.test(address!) ? 'stylesheet' : /icon/u.test(address!) ? 'icon' : address!;
    parts.push({ what, bytes: part.bytes });
    if (what !== 'stylesheet') continue;
    const more = /url\(|@import/u.exec(unpacked(part));
    if (more) throw new Error('the stylesheet loads more: count that too');
  }
  return parts;
}

export function unpacked({ headers, body }: WireAnswer): string {
  const unpack = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync }[`${headers['content-encoding']}`];
  return (unpack?.(body) ?? body).toString();
}
