/** The address that a phone or a desktop calendar opens as a subscription, not as a download. */
export function webcalUrl(feedUrl: string): string {
  return feedUrl.replace(/^https?:/i, 'webcal:');
}

/** Opens Google Calendar with the question whether to subscribe. Its `cid` takes a feed only as `webcal:`. */
export function googleCalendarUrl(feedUrl: string): string {
  return `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcalUrl(feedUrl))}`;
}
