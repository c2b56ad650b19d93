import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feed, teamEntry, type CalendarEvent, type CalendarTeam } from '../../../domain/calendar';
import { speak } from '../../../domain/language/speech';
import { lintCalendar } from '../../support/calendar-lint';
import { hostileText, pinned } from '../../support/hostile-text';

const t = speak('sv');
const team: CalendarTeam = {
  uid: '0190a1b2-0000-7000-8000-000000000013@samling',
  state: 'confirmed',
  updatedAt: Date.UTC(2017, 8, 2),
  url: 'https://samling.example/lag/0123456789',
};
const cup: CalendarEvent & { discreet: boolean } = {
  uid: '0190a1b2-0000-7000-8000-000000000014@samling',
  sequence: 2,
  updatedAt: Date.UTC(2017, 8, 1),
  status: 'published',
  start: Date.UTC(2017, 8, 21, 11, 30),
  end: Date.UTC(2017, 8, 21, 14),
  timeKnown: true,
  timeZone: 'Europe/Stockholm',
  title: 'Brännbollsyra',
  hosts: ['Socialförvaltningen'],
  venue: 'Heden',
  address: null,
  summary: 'Kick-off',
  description: null,
  url: 'https://samling.example/evenemang/brannbollsyra',
  discreet: false,
};

describe('a team’s own entry', () => {
  it('is the event, leads to the team’s page, and is not the public entry', () => {
    const entry = teamEntry({ team, event: cup }, t);
    expect(entry).toMatchObject({ uid: team.uid, title: 'Brännbollsyra', url: team.url, status: 'confirmed' });
    expect(entry).toMatchObject({ start: cup.start, end: cup.end, location: 'Heden', stamp: team.updatedAt });
    expect(entry.description).toContain('Kick-off');
    expect(entry.description).not.toContain(cup.url);
  });

  it('is unsure while the team waits and cancelled when it has left, its SEQUENCE rising', () => {
    const entries = (['waitlisted', 'confirmed', 'cancelled'] as const).map((state) =>
      teamEntry({ team: { ...team, state }, event: cup }, t),
    );
    expect(entries.map(({ status }) => status)).toEqual(['tentative', 'confirmed', 'cancelled']);
    expect(entries.map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
    expect(new Set(entries.map(({ title }) => title)).size).toBe(3);
  });

  it('of a cancelled event is cancelled, however the team stands', () => {
    for (const state of ['waitlisted', 'confirmed'] as const) {
      const entry = teamEntry({ team: { ...team, state }, event: { ...cup, status: 'cancelled' } }, t);
      expect(entry).toMatchObject({ status: 'cancelled', title: 'INSTÄLLT: Brännbollsyra' });
    }
  });

  it('of a discreet event tells when and where alone (§4.5)', () => {
    for (const status of ['published', 'cancelled'] as const) {
      const entry = teamEntry({ team, event: { ...cup, status, discreet: true } }, t);
      expect(JSON.stringify(entry)).not.toMatch(/Brännboll|Social|Kick-off|evenemang/);
      expect(entry).toMatchObject({ location: 'Heden', url: team.url });
    }
  });

  it('is sound whatever is written in it', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.boolean(), (title, text, discreet) => {
        const event = { ...cup, title, hosts: [text], venue: text, summary: text, discreet };
        const entries = [teamEntry({ team, event }, t)];
        expect(lintCalendar(feed({ name: text, language: 'sv', entries }))).toEqual([]);
      }),
      pinned,
    );
  });
});
