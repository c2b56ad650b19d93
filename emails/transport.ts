import type { Mail } from './mail';

/** What became of a mail. Codes are SMTP's or the system's and tell nothing of anybody. */
export type SendOutcome =
  | { kind: 'sent' }
  /** The address answered 5xx, or can be no address: it is not tried again. */
  | { kind: 'refused'; code: string }
  /** Not now. `serverDown`: nor would any other mail have gone. */
  | { kind: 'later'; code: string; serverDown: boolean };

/** A way out for mails. */
export interface Transport {
  /** Never throws: everything that goes wrong is an outcome. */
  send(mail: Mail): Promise<SendOutcome>;
  /** Breaks off what is being sent: its outcome is `later`. */
  close(): void;
}
