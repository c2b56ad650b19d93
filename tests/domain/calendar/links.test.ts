import { describe, expect, it } from 'vitest';
import { googleCalendarUrl, webcalUrl } from '../../../domain/calendar';

describe('links to calendars', () => {
  it.each(['https://samling.example/kalender.ics', 'HTTP://samling.example/kalender.ics'])('%s as webcal', (url) => {
    expect(webcalUrl(url)).toBe('webcal://samling.example/kalender.ics');
  });

  it('Google is asked with the whole address as one value', () => {
    expect(googleCalendarUrl('https://samling.example/a.ics?x=1&y=2')).toBe(
      'https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fsamling.example%2Fa.ics%3Fx%3D1%26y%3D2',
    );
  });
});
