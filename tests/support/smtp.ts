import type { Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerError } from 'smtp-server';

/** A mail as postal-mime reads it, and its calendar parts byte for byte: postal-mime leaves no CRLF in them. */
export type ParsedMail = Email & { calendars: { mimeType: string; method: string | undefined; text: string }[] };

/** A mail as it arrived. */
export interface ReceivedMail {
  envelope: { from: string; to: string[] };
  /** The bytes as text, one character a byte, as they came over the wire. */
  raw: string;
  mail: ParsedMail;
}

/** How the server behaves from now on. */
export interface SmtpBehaviour {
  /** Answers this code to every connection, as a server that is shutting down or overloaded does: 421. */
  greeting?: number;
  /** Answers this code to RCPT TO of these addresses: `{ 'gone@example.se': 550 }`. */
  recipients?: Record<string, number>;
  /** Answers this code to RCPT TO of every address. */
  everyRecipient?: number;
  /** Answers this code when a message has been read. */
  data?: number;
  /** Reads a message and never answers: every one, or those to these addresses. */
  stall?: boolean | string[];
  /** Breaks the connection: when a message begins to come, or right after 250, before QUIT. */
  hangUp?: 'inside-data' | 'after-250';
  /** Called before the greeting: a place to break what comes before a mail is sent. */
  beforeGreeting?: () => void | Promise<void>;
  /** Called when a message has been taken in, before 250 is sent: a place to break what comes after. */
  afterTaking?: (mail: ReceivedMail) => void | Promise<void>;
}

/** A real SMTP server that keeps what it is sent. */
export interface TestSmtp {
  /** For SMTP_URL. */
  url: string;
  /** What has arrived, in order. Empty it to begin anew. */
  mails: ReceivedMail[];
  behave(behaviour: SmtpBehaviour): void;
  /** The only mail that has arrived for an address. @throws Error when there is none or several */
  mailTo(address: string): ParsedMail;
  close(): Promise<void>;
  /** Listens again at the same port after `close`. */
  reopen(): Promise<void>;
}

/** Starts a server on a free port. */
export async function testSmtp(): Promise<TestSmtp> {
  const mails: ReceivedMail[] = [];
  let behaviour: SmtpBehaviour = {};
  let server = newServer();
  const port = await listen(server, 0);

  function newServer(): SMTPServer {
    const made = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 50,
      onConnect(_session, answer) {
        const greet = () => answer(behaviour.greeting ? refusal(behaviour.greeting) : null);
        void Promise.resolve(behaviour.beforeGreeting?.()).then(greet);
      },
      onRcptTo({ address }, _session, answer) {
        const code = behaviour.everyRecipient ?? behaviour.recipients?.[address];
        answer(code ? refusal(code) : null);
      },
      onData(stream, session, answer) {
        const hangUp = () => connectionOf(made, session.id)?.destroy();
        if (behaviour.hangUp === 'inside-data') return hangUp();
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const envelope = {
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            to: session.envelope.rcptTo.map((one) => one.address),
          };
          const { stall = false } = behaviour;
          if (stall === true || (stall && envelope.to.some((address) => stall.includes(address)))) return;
          if (behaviour.data) return answer(refusal(behaviour.data));
          const bytes = Buffer.concat(chunks);
          void (async () => {
            const received = { envelope, raw: bytes.toString('latin1'), mail: await parseMail(bytes) };
            mails.push(received);
            await behaviour.afterTaking?.(received);
            answer(null);
            if (behaviour.hangUp === 'after-250') setImmediate(hangUp);
          })();
        });
      },
    });
    // a client that hangs up is what some tests are about
    made.on('error', () => {});
    return made;
  }

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    behave(next) {
      behaviour = next;
    },
    mailTo(address) {
      const found = mails.filter(({ envelope }) => envelope.to.includes(address));
      if (found.length !== 1) throw new Error(`${found.length} mails to ${address}, not one`);
      return found[0]!.mail;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
    async reopen() {
      server = newServer();
      await listen(server, port);
    },
  };
}

/** Reads a mail, as of a file or of what came over the wire. */
export async function parseMail(bytes: Buffer): Promise<ParsedMail> {
  const parts = bytes
    .toString('latin1')
    .matchAll(
      /^content-type: (text\/calendar|application\/ics)((?:[^\r\n]|\r\n[ \t])*)\r\n(?:.+\r\n)*\r\n([A-Za-z0-9+/=\r\n]+)/gimu,
    );
  const calendars = [...parts].map(([, mimeType = '', parameters = '', base64 = '']) => ({
    mimeType,
    method: /method=(\w+)/iu.exec(parameters)?.[1],
    text: Buffer.from(base64, 'base64').toString(),
  }));
  return { ...(await PostalMime.parse(bytes)), calendars };
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const net = server.listen(port, '127.0.0.1', () => {
      const address = net.address();
      if (typeof address !== 'object' || !address) return reject(new Error('no port'));
      resolve(address.port);
    });
  });
}

/** The socket of a session, which smtp-server does not hand out. */
function connectionOf(server: SMTPServer, sessionId: string): Socket | undefined {
  const { connections } = server as unknown as { connections: Set<{ id: string; _socket: Socket }> };
  return [...connections].find((connection) => connection.id === sessionId)?._socket;
}

function refusal(code: number): SMTPServerError {
  return Object.assign(new Error('told to refuse'), { responseCode: code });
}
