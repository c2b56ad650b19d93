import { describe, expect, it } from 'vitest';
import { lacksOf } from '../../domain/readiness';
import { sectionAfter, sections, sectionsOf } from '../../domain/sections';

const at = { today: '2017-05-10', hostReach: false };
const whole = {
  title: 'Fest',
  summary: 'En fest.',
  start: '2017-05-17T10:00',
  venue: 'Parken',
  contact: { phone: '042-10 50 00' },
};
const whats = (lacks: { what: string; needed: boolean }[]) =>
  lacks.map(({ what, needed }) => (needed ? `${what}!` : what));

describe('What an event lacks before it is published', () => {
  it('is nothing where all is written', () => {
    expect(lacksOf('event', whole, at)).toEqual([]);
  });
  it('is asked about where it may come later, and needed where somebody must be able to ask', () => {
    expect(whats(lacksOf('event', { title: ' ' }, at))).toEqual(['title!', 'contact!', 'summary', 'date', 'place']);
  });
  it('is a time, where there is only a day', () => {
    expect(whats(lacksOf('event', { ...whole, start: '2017-05-17' }, at))).toEqual(['time']);
  });
  it('is a day that is still to come', () => {
    expect(whats(lacksOf('event', { ...whole, start: '2017-05-09T10:00' }, at))).toEqual(['past']);
    expect(whats(lacksOf('event', { ...whole, start: '2017-05-10T08:00' }, at))).toEqual([]);
  });
  it('is places for all its teams, each as small as it may be', () => {
    const teams = { capacity: 6, minPlayers: 4 };
    expect(whats(lacksOf('event', { ...whole, capacity: 8, teams }, at))).toEqual(['team-places']);
    expect(whats(lacksOf('event', { ...whole, capacity: 24, teams }, at))).toEqual([]);
    expect(whats(lacksOf('event', { ...whole, capacity: 8, teams: { minPlayers: 4 } }, at))).toEqual([]);
  });
  it('is places, where people sign up and there are none', () => {
    expect(whats(lacksOf('event', { ...whole, capacity: 0, waitlist: true }, at))).toEqual(['only-line']);
    expect(whats(lacksOf('event', { ...whole, capacity: 0, waitlist: false }, at))).toEqual(['no-places']);
    expect(whats(lacksOf('event', { ...whole, capacity: 0, signup: 'none' }, at))).toEqual([]);
  });
  it('is no contact where the host can be reached', () => {
    expect(lacksOf('event', { ...whole, contact: {} }, { ...at, hostReach: true })).toEqual([]);
    expect(whats(lacksOf('event', { ...whole, contact: { name: 'Eva' } }, at))).toEqual(['contact!']);
  });
  it('is no day of a series, which has its own pages for them', () => {
    expect(lacksOf('series', { ...whole, start: '2016-01-01' }, at)).toEqual([]);
  });
});

describe('The sections', () => {
  it('come one after another, the dates of a series elsewhere', () => {
    expect(sections).toEqual(['vad', 'nar', 'var', 'vem', 'antal', 'delar', 'fragor']);
    expect(sectionsOf('series')).not.toContain('nar');
    expect(sectionAfter('series', 'vad')).toBe('var');
    expect(sectionAfter('event', 'fragor')).toBeNull();
  });
});
