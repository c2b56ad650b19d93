import { mailFiles } from './mail-files';
import { smtp } from './smtp';
import type { Transport } from './transport';

/** Mails go to the server of SMTP_URL, or, without one, to files in MAIL_DIR. CONTRACT §6. */
export function openTransport(to: { smtpUrl?: string; mailDir: string }): Transport {
  return to.smtpUrl === undefined ? mailFiles(to.mailDir) : smtp(to.smtpUrl);
}
