import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answered, fieldValues } from '../support/answered';
import { startApp, type TestApp } from '../support/app';
import { insertEvent, insertSignup, sampleNow } from '../support/sample';

describe('coming back with a code, CONTRACT §1 (/min-anmalan)', () => {
  let app: TestApp;
  let code: string;
  beforeAll(async () => {
    app = await startApp({ now: sampleNow });
    code = await insertSignup(app.store, await insertEvent(app.store));
  });
  afterAll(() => app.close());
  const post = (written: string, path = '/min-anmalan') => answered(app.post(path, { code: written }));

  test('the code is read as people write it', async () => {
    const location = `/anmalan/${code}`;
    const spoken = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'i');
    for (const written of [code, spoken, ` ${code.slice(0, 5)}-${code.slice(5)} `, [...spoken].join(' ')]) {
      expect(await post(written), written).toMatchObject({ status: 303, location });
    }
    expect((await post(code, '/en/min-anmalan')).location).toBe(`/en${location}`);
  });

  test.each([
    ['', 'Skriv din kod.'],
    ['hej', 'Det där ser inte ut som en kod.'],
    ['UUUUUUUUUU', 'Det där ser inte ut som en kod.'],
    ['0000000000', 'Vi hittar ingen anmälan med den koden.'],
    ['\0\ud800__proto__', 'Det där ser inte ut som en kod.'],
    ['x'.repeat(100_000), 'Det där ser inte ut som en kod.'],
  ])('%j is told to be wrong, and kept', async (written, words) => {
    const answer = await post(written);
    expect([answer.status, answer.title]).toEqual([400, expect.stringMatching(/^Fel: /u)]);
    expect(answer.text.split(words).length - 1).toBe(2);
    if (written === 'hej') expect(fieldValues(answer.body, 'code')).toEqual(['hej']);
  });

  test('the page is kept by nobody', async () => {
    const page = await answered(app.get('/min-anmalan'));
    expect(page.status).toBe(200);
    expect(page.headers.get('Cache-Control')).toBe('private, no-store');
  });
});
