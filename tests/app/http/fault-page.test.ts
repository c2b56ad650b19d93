import { describe, expect, test } from 'vitest';
import { faultAnswer } from '../../../app/http/fault-page.server';

describe('a fault’s page (CONTRACT §1, §6)', () => {
  test.each([
    ['of a form that could not be taken', '/evenemang/halsodag/anmalan'],
    ['where a receipt stands', '/anmalan/0123456789'],
    ['where a team stands', '/en/lag/0123456789'],
  ])('%s is kept by nobody', (_, path) => {
    const kept = { action: path, fields: [['name', 'Anna']] as [string, string][] };
    const answer = faultAnswer({ kind: 'unavailable', kept }, path, 'https://samling.example');
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(answer.body.toString()).toContain('Anna');
  });
});
