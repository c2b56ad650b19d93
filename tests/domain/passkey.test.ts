import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterStands, offersPasskey, passkeyHost } from '../../domain/passkey';

const day = 24 * 3600_000;
const now = Date.UTC(2027, 4, 17);

describe('a passkey', () => {
  it('is offered once on a device, and after half a year again', () => {
    const none = { hasOneHere: false, offeredAt: null };
    expect(offersPasskey(none, now)).toBe(true);
    expect(offersPasskey({ ...none, hasOneHere: true }, now)).toBe(false);
    expect(offersPasskey({ ...none, offeredAt: now - 179 * day }, now)).toBe(false);
    expect(offersPasskey({ ...none, offeredAt: now - 180 * day }, now)).toBe(true);
  });

  it('has a count that only rises, or is always 0', () => {
    expect(counterStands(0, 0)).toBe(true);
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (before, after) => {
        expect(counterStands(before, after)).toBe(after > before || before + after === 0);
      }),
    );
  });

  it('belongs to a name that is served over https, or to this machine', () => {
    expect(passkeyHost('https://samling.example.se')).toBe('samling.example.se');
    expect(passkeyHost('http://localhost:3000')).toBe('localhost');
    for (const none of [
      'http://samling.example.se',
      'https://192.0.2.7',
      'https://[2001:db8::1]',
      'http://127.0.0.1:80',
    ])
      expect(passkeyHost(none)).toBeNull();
  });
});
