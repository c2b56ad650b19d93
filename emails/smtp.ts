import { createTransport } from 'nodemailer';
import { compose } from './compose';
import type { SendOutcome, Transport } from './transport';

/** How long each step may take, in milliseconds; together less than a worker's lease. */
export const smtpPatience = { connect: 8_000, silence: 10_000, all: 30_000 };

/**
 * Sends over SMTP, a connection for each mail: what breaks one never holds up another.
 * @param url SMTP_URL, `smtp://…` or `smtps://…` with nodemailer's options as its query
 */
export function smtp(url: string, patience = smtpPatience): Transport {
  const transporter = createTransport({
    url,
    connectionTimeout: patience.connect,
    dnsTimeout: patience.connect,
    greetingTimeout: patience.silence,
    socketTimeout: patience.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const sending = new Set<AbortController>();
  return {
    async send(mail) {
      const breaker = new AbortController();
      sending.add(breaker);
      const late = setTimeout(() => breaker.abort(), patience.all);
      try {
        await transporter.sendMail({ ...compose(mail), signal: breaker.signal });
        return { kind: 'sent' };
      } catch (error) {
        return outcomeOf(error as SmtpError);
      } finally {
        clearTimeout(late);
        sending.delete(breaker);
      }
    },
    close() {
      for (const breaker of sending) breaker.abort();
    },
  };
}

/** What nodemailer says of an error that it met. */
interface SmtpError extends Error {
  code?: string;
  /** The command that was answered. */
  command?: string;
  responseCode?: number;
}

function outcomeOf({ code = 'unknown', command = '', responseCode }: SmtpError): SendOutcome {
  if (responseCode === undefined) {
    // an address that cannot be written in a command: refused before the server was asked
    if (code === 'EENVELOPE') return { kind: 'refused', code };
    return { kind: 'later', code, serverDown: code !== 'EMESSAGE' };
  }
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  // out of order and not logged in: answers about us, whoever the mail is to
  const aboutUs = [503, 530, 535, 538].includes(responseCode);
  if (aboutThisMail && responseCode >= 500 && !aboutUs) return { kind: 'refused', code: String(responseCode) };
  return { kind: 'later', code: String(responseCode), serverDown: !aboutThisMail || responseCode === 421 };
}
