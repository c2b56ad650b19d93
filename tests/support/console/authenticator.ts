import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** What a page would ask of a passkey: as the site's questions answer. */
export interface Question {
  challenge: string;
  options: { challenge: string; user?: { id: string }; allowCredentials?: { id: string }[] };
}

/** What can be wrong with what a passkey answers. */
export interface Forgery {
  origin?: string;
  rpId?: string;
  challenge?: string;
  type?: string;
  /** What it says of how often it has been used. */
  counter?: number;
  /** Signed with another key. */
  key?: KeyObject;
  /** Nobody touched it. */
  absent?: boolean;
  userHandle?: string;
  credential?: string;
}

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();

/** As much of CBOR as an attestation needs: short texts, byte strings, small numbers and maps. */
function cbor(value: string | number | Buffer | Map<string | number, unknown>): Buffer {
  const head = (major: number, length: number) =>
    length < 24
      ? Buffer.of((major << 5) | length)
      : length < 256
        ? Buffer.of((major << 5) | 24, length)
        : Buffer.of((major << 5) | 25, length >> 8, length & 255);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, one]) => [cbor(key), cbor(one as string)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

/** A passkey made of nothing but keys, for requests without a browser: it answers rightly, or wrong in one way. */
export function softPasskey(site: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let counter = 0;
  let userHandle: string | undefined;

  const authenticatorData = (forged: Forgery, attested?: Buffer) => {
    const flags = (forged.absent ? 0 : 1) | 4 | (attested ? 64 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(forged.counter ?? counter);
    const host = sha256(forged.rpId ?? new URL(site).hostname);
    return Buffer.concat([host, Buffer.of(flags), count, ...(attested ? [attested] : [])]);
  };
  const clientData = ({ options }: Question, type: string, forged: Forgery) =>
    Buffer.from(
      JSON.stringify({
        type: forged.type ?? type,
        challenge: forged.challenge ?? options.challenge,
        origin: forged.origin ?? site,
        crossOrigin: false,
      }),
    );
  const named = (credential?: string) => ({
    id: credential ?? base64url(id),
    rawId: credential ?? base64url(id),
    type: 'public-key',
    clientExtensionResults: {},
  });

  return {
    /** The fields in which a new passkey is sent. */
    make(question: Question, forged: Forgery = {}): { fraga: string; svar: string } {
      const { x, y } = publicKey.export({ format: 'jwk' });
      const key = new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x!, 'base64url')],
        [-3, Buffer.from(y!, 'base64url')],
      ]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.of(0, id.length), id, cbor(key)]);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authenticatorData(forged, attested)],
      ]);
      userHandle = question.options.user?.id;
      const response = {
        clientDataJSON: base64url(clientData(question, 'webauthn.create', forged)),
        attestationObject: base64url(cbor(attestation)),
        transports: ['internal'],
      };
      return { fraga: question.challenge, svar: JSON.stringify({ ...named(), response }) };
    },
    /** The fields in which its answer is sent. */
    use(question: Question, forged: Forgery = {}): { fraga: string; svar: string } {
      counter++;
      const client = clientData(question, 'webauthn.get', forged);
      const data = authenticatorData(forged);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), forged.key ?? privateKey);
      const response = {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
        userHandle: forged.userHandle ?? userHandle,
      };
      return { fraga: question.challenge, svar: JSON.stringify({ ...named(forged.credential), response }) };
    },
  };
}
