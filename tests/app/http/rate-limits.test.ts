import { describe, expect, test } from 'vitest';
import { clientOf, rateLimits } from '../../../app/http/rate-limits.server';

describe('who is one client', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
    ['2001:db8:1:2:bbbb:0:0:9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (ip, client) => expect(clientOf(ip)).toBe(client));
});

describe('what is limited', () => {
  const limitsOf = (method: string, path: string, query = '') =>
    rateLimits
      .filter((limit) => limit.counts(method, path.split('/'), new URLSearchParams(query)))
      .map((limit) => limit.name);

  test.each([
    ['POST', 'evenemang/x/anmalan', '', ['sign up, register or join a team']],
    ['POST', 'evenemang/x/lag', '', ['sign up, register or join a team']],
    ['POST', 'serier/x/anmalan', '', ['sign up, register or join a team']],
    ['GET', 'evenemang/x/anmalan', '', []],
    ['GET', 'anmalan/x', '', ['a code or a secret address that does not exist']],
    ['POST', 'min-anmalan', '', ['a code typed wrong']],
    ['GET', 'min-anmalan', '', []],
    ['GET', 'lag', 'ord=sol', ['three words that are no team']],
    ['GET', 'lag', '', []],
    [
      'GET',
      'api/v1/signups/x',
      '',
      ['a code or a secret address that does not exist', 'calendars, schema.org and the API'],
    ],
    ['GET', 'kalender.ics', '', ['calendars, schema.org and the API']],
    ['GET', 'evenemang/x', '', []],
  ])('%s /%s?%s', (method, path, query, names) => expect(limitsOf(method, path, query)).toEqual(names));

  test('a day centre of a hundred people signs up in one go, and looks at its codes as often as it likes', () => {
    const signup = rateLimits.find(({ name }) => name.startsWith('sign up'))!;
    expect(signup.points).toBeGreaterThanOrEqual(200);
    const codes = rateLimits.filter(({ name }) => /code|words/.test(name));
    expect(codes).toHaveLength(3);
    for (const { found } of codes) expect(found?.(303)).toBe(true);
  });
});
