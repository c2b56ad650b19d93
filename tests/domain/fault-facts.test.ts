import { expect, test } from 'vitest';
import { faultFacts } from '../../domain/fault-facts';

test('of an error its kind, code and frames are told, and never its message, however many lines it has', () => {
  const error = Object.assign(new RangeError('Anna\nAndersson at home'), { code: 'E_SHORT' });
  const facts = faultFacts(error);
  expect(facts).toMatchObject({ name: 'RangeError', code: 'E_SHORT' });
  expect(facts.at?.[0]).toMatch(/^at .*fault-facts\.test\.ts/);
  expect(JSON.stringify(facts)).not.toMatch(/Anna|Andersson/);
});

test('a code that is no string, and what is thrown and is no error, tell nothing', () => {
  expect(faultFacts(Object.assign(new Error('x'), { code: { name: 'Anna' } }))).not.toHaveProperty('code');
  expect(faultFacts('Anna')).toEqual({ name: 'string' });
  expect(faultFacts(null)).toEqual({ name: 'object' });
});
