import type { Instant } from '../event';
import { cleanLine, cleanLines } from './clean-text';
import type { CalendarEntry } from './entry';
import { spanOf } from './span';

/** The address that a phone or a desktop calendar opens as a subscription, not as a download. */
export function webcalUrl(feedUrl: string): string {
  return feedUrl.replace(/^https?:/i, 'webcal:');
}

/** Opens Google Calendar with the question whether to subscribe. Its `cid` takes a feed only as `webcal:`. */
export function googleCalendarUrl(feedUrl: string): string {
  return `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcalUrl(feedUrl))}`;
}

/**
 * Opens Google Calendar with one entry filled in: a copy, which no later change reaches.
 * @returns null when there is no date.
 */
export function googleTemplateUrl(entry: CalendarEntry): string | null {
  const span = spanOf(entry);
  if (!span) return null;
  const dates = span.allDay
    ? [span.start, span.end].map((date) => date.replace(/-/gu, ''))
    : [span.start, span.end ?? span.start].map(basicUtc);
  const fields = new URLSearchParams({ action: 'TEMPLATE', text: cleanLine(entry.title), dates: dates.join('/') });
  if (entry.description) fields.set('details', cleanLines(entry.description));
  if (entry.location) fields.set('location', cleanLine(entry.location));
  return `https://calendar.google.com/calendar/render?${fields.toString()}`;
}

/** ISO 8601 without separators, `20170517T080000Z`. */
function basicUtc(instant: Instant): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/gu, '');
}
