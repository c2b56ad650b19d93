/** Calendars, CONTRACT §4.4: an entry is made from facts, and a feed, a file or an invitation from entries. */
export type { CalendarEntry, CalendarPerson } from './entry';
export { eventText } from './event-text';
export { feed, feedFrame, joinFeed, laterChange, writtenEntry, type WrittenEntry } from './feed';
export { invitation } from './invitation';
export { googleCalendarUrl, webcalUrl } from './links';
export { ownEntry, uidOfDate, type OwnEvent, type OwnSignup } from './own-entry';
export type { ChosenPart } from './own-times';
export { publicEntry, type CalendarEvent } from './public-entry';
export { teamEntry, type CalendarTeam } from './team-entry';
export { calendarsSince, machinesSince } from './window';
