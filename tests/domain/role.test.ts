import { describe, expect, test } from 'vitest';
import { isRole, leavesNobody, may, roles } from '../../domain/role';

describe('roles', () => {
  test('reach as far as they should', () => {
    const who = (right: Parameters<typeof may>[1]) => roles.filter((role) => may(role, right));
    expect(who('members')).toEqual(['administrator']);
    expect(who('events')).toEqual(['administrator', 'organiser']);
    expect(who('participants')).toEqual(['administrator', 'organiser']);
    expect(who('door')).toEqual(['administrator', 'organiser', 'door']);
    expect(isRole('door')).toBe(true);
    expect(isRole('owner')).toBe(false);
  });

  test('the last administrator cannot go', () => {
    expect(leavesNobody(['a'], 'a')).toBe(true);
    expect(leavesNobody(['a', 'b'], 'a')).toBe(false);
    expect(leavesNobody(['a'], 'b')).toBe(false);
  });
});
