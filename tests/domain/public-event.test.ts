import { describe, expect, it } from 'vitest';
import { speak } from '../../domain/language/speech';
import { publicEventFacts, type StoredPublicEvent } from '../../domain/public-event';

const host = { slug: 'rsmh', name: 'RSMH', phone: null, email: null, url: null };
const walk: StoredPublicEvent = {
  slug: 'promenad',
  uid: '0190a1b2-0000-4000-8000-000000000020@samling',
  title: 'Promenad',
  kind: 'health-day',
  status: 'published',
  start: Date.UTC(2017, 8, 6, 8),
  end: null,
  timeKnown: true,
  timeZone: 'Europe/Stockholm',
  venue: 'Stadsparken',
  address: null,
  summary: null,
  description: null,
  audiences: ['brukare'],
  cost: null,
  access: {},
  signup: 'open',
  externalSignup: null,
  wholeSeries: null,
  picture: null,
  hosts: [host],
};
const at = (language: 'sv' | 'en') => ({ baseUrl: 'https://samling.example', t: speak(language) });
const signupUrl = (more: Partial<StoredPublicEvent>) =>
  publicEventFacts({ ...walk, ...more }, at('sv')).occasions[0]!.signupUrl;

describe('what machines are told of an event', () => {
  it('has a UUID without our name, the same in each language, and the pages of its language', () => {
    const [swedish, english] = [publicEventFacts(walk, at('sv')), publicEventFacts(walk, at('en'))];
    expect(swedish.uid).toBe('0190a1b2-0000-4000-8000-000000000020');
    expect(english.uid).toBe(swedish.uid);
    expect(swedish.url).toBe('https://samling.example/evenemang/promenad');
    expect(english.url).toBe('https://samling.example/en/evenemang/promenad');
    expect(swedish.keywords.map(({ code }) => code)).toEqual(['health-day', 'brukare']);
    expect(swedish.keywords[0]!.name).not.toBe(english.keywords[0]!.name);
  });

  it('leads to where one signs up (§5.2)', () => {
    expect(signupUrl({})).toBe('https://samling.example/evenemang/promenad/anmalan');
    expect(signupUrl({ signup: 'none' })).toBeNull();
    expect(signupUrl({ wholeSeries: 'kurs' })).toBe('https://samling.example/serier/kurs/anmalan');
    expect(signupUrl({ externalSignup: 'https://example.org/' })).toBe('https://example.org/');
  });

  it('leads to a host’s own web site, else to its page here', () => {
    const hosts = [host, { ...host, url: 'https://rsmh.example/' }];
    const urls = publicEventFacts({ ...walk, hosts }, at('sv')).hosts.map(({ url }) => url);
    expect(urls).toEqual(['https://samling.example/arrangorer/rsmh', 'https://rsmh.example/']);
  });

  it('has no occasion without a date', () => {
    expect(publicEventFacts({ ...walk, start: null }, at('sv')).occasions).toEqual([]);
  });
});
