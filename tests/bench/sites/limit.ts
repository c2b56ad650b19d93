import type { Side } from '../measuring/compare';
import type { ReadyAnswer } from '../bare/answers';
import { BareSite } from './bare-site';
import type { OurSite } from './our-site';
import { ask, type WireAnswer } from './wire';

/** Headers that node:http writes by itself, or that say how a body is framed. */
const ofTheConnection = /^(connection|keep-alive|date|transfer-encoding|content-length)$/iu;

/** The headers of an answer, for a server that gives the same. */
export function headersOf({ rawHeaders }: WireAnswer, leftOut = ofTheConnection): string[] {
  const pairs = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1]!]] : []));
  return pairs.filter(([name]) => !leftOut.test(name!)).flat();
}

/** What a phone asks with, where the answer's encoding is to be the same for all. */
export const gzipped = { 'Accept-Encoding': 'gzip' };

/** Our answers at these addresses, and a bare server that gives the same bytes under the same headers. */
export class Limit {
  private constructor(
    readonly site: OurSite,
    readonly bare: BareSite,
    readonly etags: Map<string, string>,
  ) {}

  static async of(site: OurSite, paths: string[]): Promise<Limit> {
    const answers: ReadyAnswer[] = [];
    for (const path of paths) {
      const whole = await ask(site.origin + path, { headers: gzipped });
      if (whole.status !== 200) throw new Error(`${path} answered ${whole.status}`);
      if (whole.headers['content-encoding'] !== 'gzip') throw new Error(`${path} is not sent as gzip`);
      const etag = (whole.headers.etag as string | undefined) ?? null;
      const known = etag && (await ask(site.origin + path, { headers: { ...gzipped, 'If-None-Match': etag } }));
      if (known && known.status !== 304) throw new Error(`${path} answered ${known.status} to one who knows it`);
      answers.push({
        path,
        headers: [...headersOf(whole), 'Content-Length', String(whole.body.length)],
        bodyBase64: whole.body.toString('base64'),
        etag,
        notModifiedHeaders: known ? headersOf(known) : [],
      });
    }
    const bare = await BareSite.start('bench-bare-answers', answers);
    return new Limit(site, bare, new Map(answers.flatMap(({ path, etag }) => (etag ? [[path, etag]] : []))));
  }

  /** The two sides of asking for an address, by one who has it already or not. */
  sides(path: string, status: 200 | 304): { ours: Side; bare: Side } {
    const etag = this.etags.get(path);
    if (status === 304 && !etag) throw new Error(`${path} has no ETag`);
    const headers: Record<string, string> = status === 304 ? { ...gzipped, 'If-None-Match': etag! } : gzipped;
    const side = (server: OurSite | BareSite): Side => ({
      origins: [server.origin],
      steps: [{ method: 'GET', path, headers }],
      expect: [status],
      cpu: () => server.cpu,
    });
    return { ours: side(this.site), bare: side(this.bare) };
  }

  async stop(): Promise<void> {
    await this.bare.stop();
  }
}
