import { Agent, request } from 'node:http';

/** An answer as it came over the wire: its body in the encoding in which it was sent. */
export interface WireAnswer {
  status: number;
  /** Name, value, name, value … as they were sent. */
  rawHeaders: string[];
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  /** All that was received, head and framing included. */
  bytes: number;
}

/** Asks once, on a connection of its own that would be kept. Follows nothing and unpacks nothing. */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<WireAnswer> {
  const agent = new Agent({ keepAlive: true });
  return new Promise<WireAnswer>((resolve, reject) => {
    const asking = request(url, { agent, method: options.method ?? 'GET', headers: options.headers }, (answer) => {
      const chunks: Buffer[] = [];
      const { socket } = answer;
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const { statusCode = 0, rawHeaders, headers } = answer;
        resolve({ status: statusCode, rawHeaders, headers, body: Buffer.concat(chunks), bytes: socket.bytesRead });
      });
    });
    asking.on('error', reject);
    asking.end(options.body);
  }).finally(() => agent.destroy());
}

/** What a phone's browser says of itself when it asks for a page. */
export const phoneHeaders = {
  'User-Agent':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
  Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'Accept-Language': 'sv-SE,sv;q=0.9',
  'Accept-Encoding': 'gzip, deflate, br',
};
