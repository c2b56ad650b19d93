import { z } from 'zod';
import { speak } from './domain/language/speech';
import { readSender } from './emails/sender';

/** A start that cannot be: one sentence for whoever runs it, without a stack trace. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}

/** Who runs the process reads Swedish: it is a Swedish municipality's. */
const t = speak('sv');

/** What the environment says. CONTRACT §6. An empty variable is one that is not set. */
export interface Environment {
  port: number;
  /** BASE_URL without a slash at its end; undefined where it is not set. */
  baseUrl?: string;
  databaseUrl: string;
  /** Without it mails are kept as files in `mailDir`. */
  smtpUrl?: string;
  mailDir: string;
  mailFrom: string;
  smsUrl?: string;
  /** The current secret first; undefined where it is to be made and kept in `data/`. */
  secrets?: [string, ...string[]];
  trustProxy: number;
  rateLimits: boolean;
  /** Whether this process also sends what is to be told. */
  outbox: boolean;
}

/** A server's address alone: `https://samling.example.se`. */
const siteAddress = z
  .url({ protocol: /^https?$/ })
  .refine((text) => URL.canParse(text) && ['', '/'].includes(new URL(text).pathname + new URL(text).search))
  .transform((text) => new URL(text).origin);

const serverAddress = (protocol: RegExp) =>
  z.string().refine((text) => URL.canParse(text) && protocol.test(new URL(text).protocol));

/** A secret shorter than this can be guessed by whoever has stolen the database: a warning says so. */
export const shortSecret = 16;

const onOrOff = z.enum(['on', 'off']).transform((word) => word === 'on');
const wholeNumber = (max: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(max));

/** Whether mails can be sent from it: the rule is the mails' own. */
function holdsSender(text: string): boolean {
  try {
    readSender(text);
    return true;
  } catch {
    return false;
  }
}

/** Each variable, what it may be, and the sentence that is said when it is something else. */
const variables = {
  PORT: { reads: wholeNumber(65_535), says: (value: string) => t.fault_env_port({ value }) },
  BASE_URL: { reads: siteAddress, says: (value: string) => t.fault_env_base_url({ value }) },
  DATABASE_URL: {
    reads: z
      .string()
      .regex(/^sqlite:.+/)
      .or(serverAddress(/^postgres(ql)?:$/)),
    says: () => t.fault_env_database_url(),
  },
  SMTP_URL: { reads: serverAddress(/^smtps?:$/), says: () => t.fault_env_smtp_url() },
  MAIL_DIR: { reads: z.string(), says: (value: string) => value },
  MAIL_FROM: {
    reads: z
      .string()
      .regex(/^[^\r\n]*$/)
      .refine(holdsSender),
    says: (value: string) => t.fault_env_mail_from({ value }),
  },
  SMS_URL: { reads: serverAddress(/^https?:$/), says: () => t.fault_env_sms_url() },
  SECRET: {
    reads: z
      .string()
      .transform((text) => text.split(',').map((secret) => secret.trim()))
      .pipe(z.tuple([z.string().min(1)], z.string().min(1))),
    says: () => t.fault_env_secret(),
  },
  TRUST_PROXY: { reads: wholeNumber(100), says: (value: string) => t.fault_env_trust_proxy({ value }) },
  RATE_LIMITS: { reads: onOrOff, says: (value: string) => t.fault_env_switch({ name: 'RATE_LIMITS', value }) },
  OUTBOX: { reads: onOrOff, says: (value: string) => t.fault_env_switch({ name: 'OUTBOX', value }) },
};
type Variables = typeof variables;

/**
 * Reads the environment, with its defaults.
 * @throws CannotStart with one sentence that says which variable is wrong and what to write
 */
export function readEnvironment(env: Record<string, string | undefined>): Environment {
  function read<Name extends keyof Variables>(name: Name): z.output<Variables[Name]['reads']> | undefined {
    const value = env[name]?.trim();
    if (!value) return undefined;
    const { reads, says } = variables[name];
    const result = reads.safeParse(value);
    if (!result.success) throw new CannotStart(says(value.replace(/\s+/g, ' ').slice(0, 60)));
    return result.data as z.output<Variables[Name]['reads']>;
  }

  const port = read('PORT') ?? 3000;
  const baseUrl = read('BASE_URL');
  return {
    port,
    baseUrl,
    databaseUrl: read('DATABASE_URL') ?? 'sqlite:./data/samling.db',
    smtpUrl: read('SMTP_URL'),
    mailDir: read('MAIL_DIR') ?? './data/mail',
    mailFrom: read('MAIL_FROM') ?? `Samling <samling@${baseUrl ? new URL(baseUrl).hostname : 'localhost'}>`,
    smsUrl: read('SMS_URL'),
    secrets: read('SECRET'),
    trustProxy: read('TRUST_PROXY') ?? 0,
    rateLimits: read('RATE_LIMITS') ?? true,
    outbox: read('OUTBOX') ?? true,
  };
}
