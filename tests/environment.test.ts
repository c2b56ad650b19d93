import { describe, expect, test } from 'vitest';
import { CannotStart, readEnvironment } from '../environment';

const secret = 'x'.repeat(32);

describe('the environment (CONTRACT §6)', () => {
  test('has a default for everything', () => {
    expect(readEnvironment({})).toEqual({
      port: 3000,
      baseUrl: undefined,
      databaseUrl: 'sqlite:./data/samling.db',
      smtpUrl: undefined,
      mailDir: './data/mail',
      mailFrom: 'Samling <samling@localhost>',
      smsUrl: undefined,
      secrets: undefined,
      trustProxy: 0,
      rateLimits: true,
      outbox: true,
    });
  });

  test('an empty variable is one that is not set', () => {
    expect(readEnvironment({ PORT: '', SECRET: ' ', BASE_URL: '' })).toEqual(readEnvironment({}));
  });

  test('reads what it is told', () => {
    expect(
      readEnvironment({
        PORT: '8080',
        BASE_URL: 'https://samling.example.se/',
        DATABASE_URL: 'postgres://me:word@db/samling',
        SMTP_URL: 'smtps://mail.example.se',
        MAIL_DIR: '/var/mail',
        MAIL_FROM: 'hej@example.se',
        SECRET: `${secret}, ${secret}y`,
        TRUST_PROXY: '2',
        RATE_LIMITS: 'off',
        OUTBOX: 'off',
      }),
    ).toEqual({
      port: 8080,
      baseUrl: 'https://samling.example.se',
      databaseUrl: 'postgres://me:word@db/samling',
      smtpUrl: 'smtps://mail.example.se',
      mailDir: '/var/mail',
      mailFrom: 'hej@example.se',
      smsUrl: undefined,
      secrets: [secret, `${secret}y`],
      trustProxy: 2,
      rateLimits: false,
      outbox: false,
    });
  });

  test.each([
    ['PORT', 'tretusen'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['BASE_URL', 'samling.example.se'],
    ['BASE_URL', 'https://samling.example.se/samling'],
    ['BASE_URL', 'ftp://samling.example.se'],
    ['DATABASE_URL', 'mysql://db/samling'],
    ['DATABASE_URL', 'data/samling.db'],
    ['DATABASE_URL', 'sqlite:'],
    ['SMTP_URL', 'mail.example.se'],
    ['MAIL_FROM', 'Samling'],
    ['MAIL_FROM', 'Samling <a@b>\r\nBcc: <c@d>'],
    ['MAIL_FROM', 'Föreningen "Kärnan" <a@b.se>'],
    ['SMS_URL', 'sms'],
    ['SECRET', ','],
    ['SECRET', `${secret},,${secret}`],
    ['TRUST_PROXY', 'true'],
    ['RATE_LIMITS', 'no'],
    ['OUTBOX', '0'],
  ])('%s=%s stops the start with one sentence that names it', (name, value) => {
    const start = () => readEnvironment({ [name]: value });
    expect(start).toThrow(CannotStart);
    expect(start).toThrow(new RegExp(`^${name} .*: skriv .*\\.$`));
  });

  test.each(['SMTP_URL', 'DATABASE_URL', 'SMS_URL'])('does not repeat what %s says: it may hold a password', (name) => {
    expect(() => readEnvironment({ [name]: 'hunter2' })).toThrow(/^((?!hunter2).)*$/);
  });
});
