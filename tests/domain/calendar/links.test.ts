import { describe, expect, it } from 'vitest';
import { googleCalendarUrl, googleTemplateUrl, webcalUrl } from '../../../domain/calendar';
import { healthDay, training } from './samples';

describe('links to calendars', () => {
  it.each(['https://samling.example/kalender.ics', 'HTTP://samling.example/kalender.ics'])('%s as webcal', (url) => {
    expect(webcalUrl(url)).toBe('webcal://samling.example/kalender.ics');
  });

  it('Google is asked with the whole address as one value', () => {
    expect(googleCalendarUrl('https://samling.example/a.ics?x=1&y=2')).toBe(
      'https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fsamling.example%2Fa.ics%3Fx%3D1%26y%3D2',
    );
  });

  it('one entry is filled in at Google', () => {
    const url = new URL(googleTemplateUrl(healthDay) ?? '');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      action: 'TEMPLATE',
      text: 'Hälsodag på Gröningen',
      dates: '20170517T080000Z/20170517T130000Z',
      details: healthDay.description,
      location: healthDay.location,
    });
  });

  it('one day without a time, a place or words', () => {
    const url = new URL(googleTemplateUrl({ ...training, description: null }) ?? '');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      action: 'TEMPLATE',
      text: 'OCN-utbildning',
      dates: '20171002/20171003',
    });
  });

  it('a time without an end', () => {
    const url = new URL(googleTemplateUrl({ ...healthDay, end: null }) ?? '');
    expect(url.searchParams.get('dates')).toBe('20170517T080000Z/20170517T080000Z');
  });

  it('no date, no link', () => {
    expect(googleTemplateUrl({ ...healthDay, start: null })).toBeNull();
  });
});
