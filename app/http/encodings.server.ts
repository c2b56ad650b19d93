import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How a body is packed on its way. */
export type Encoding = 'identity' | 'gzip' | 'br';

/** What is shorter than this is sent as it is: packing it would win nothing. */
const worthPacking = 1_000;

/** Whether a body of this type and size is worth packing. */
export function isPackable(type: string | undefined, size: number): boolean {
  return size >= worthPacking && /^(text\/|application\/(json|javascript|manifest\+json)|image\/svg)/.test(type ?? '');
}

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Packs a body beside everything else that goes on. Brotli at 11 would take a hundred times as long for a tenth less. */
export function pack(body: Buffer, encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
  if (encoding === 'gzip') return gzipped(body, { level: 9 });
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotlied(body, { params: { [BROTLI_PARAM_QUALITY]: 5, [BROTLI_PARAM_SIZE_HINT]: body.length } });
}

const known = new Map<string, readonly Encoding[]>();

/** What a client can unpack, the best first. RFC 9110 §12.5.3; the header is the same for all who use one browser. */
export function encodingsFor(acceptEncoding = ''): readonly Encoding[] {
  const before = known.get(acceptEncoding);
  if (before) return before;
  const read = readEncodings(acceptEncoding);
  // anybody can make up one more
  if (known.size < 100) known.set(acceptEncoding, read);
  return read;
}

function readEncodings(acceptEncoding: string): readonly Encoding[] {
  const wanted = new Map<string, boolean>();
  for (const one of acceptEncoding.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = one.split(';').map((part) => part.trim());
    wanted.set(coding, !parameters.some((parameter) => /^q\s*=\s*0(\.0*)?$/.test(parameter)));
  }
  const takes = (coding: string) => wanted.get(coding) ?? wanted.get('*') ?? false;
  return [...(['br', 'gzip'] as const).filter(takes), 'identity'];
}
