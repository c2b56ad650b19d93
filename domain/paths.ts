import { pathIn } from './language/path';
import type { Language } from './language/speech';

/**
 * The addresses that pages, mails and calendars lead to, without BASE_URL. People print them and calendars poll them for
 * years, so each is written in this one place. CONTRACT §1. A slug, a code or a token stands in an address as it is:
 * none has a character that would have to be escaped. What a name does not say is said beside it.
 */

export const eventPath = (language: Language, slug: string) => pathIn(language, `/evenemang/${slug}`);
export const eventSignupPath = (language: Language, slug: string) => `${eventPath(language, slug)}/anmalan`;
/** Where a team is registered. */
export const eventTeamPath = (language: Language, slug: string) => `${eventPath(language, slug)}/lag`;
export const eventCalendarPath = (language: Language, slug: string) => `${eventPath(language, slug)}.ics`;

export const seriesPath = (language: Language, slug: string) => pathIn(language, `/serier/${slug}`);
export const seriesSignupPath = (language: Language, slug: string) => `${seriesPath(language, slug)}/anmalan`;
export const seriesCalendarPath = (language: Language, slug: string) => `${seriesPath(language, slug)}.ics`;

export const organisationPath = (language: Language, slug: string) => pathIn(language, `/arrangorer/${slug}`);
export const organisationCalendarPath = (language: Language, slug: string) =>
  `${organisationPath(language, slug)}/kalender.ics`;

export const siteCalendarPath = (language: Language) => pathIn(language, '/kalender.ics');

/** @param code in its stored form, without a hyphen */
export const receiptPath = (language: Language, code: string) => pathIn(language, `/anmalan/${code}`);
export const receiptCalendarPath = (language: Language, code: string) => `${receiptPath(language, code)}.ics`;
export const changePath = (language: Language, code: string) => `${receiptPath(language, code)}/andring`;
export const cancelPath = (language: Language, code: string) => `${receiptPath(language, code)}/aterbud`;
/** Where a captain withdraws the whole team. */
export const teamWithdrawalPath = (language: Language, code: string) => `${receiptPath(language, code)}/lag/aterbud`;
/** Where one writes one's code. */
export const findSignupPath = (language: Language) => pathIn(language, '/min-anmalan');
/** Where a signup's person is given a secret calendar. */
export const feedMakingPath = (language: Language, code: string) => `${receiptPath(language, code)}/kalender`;

/** @param code a team's, in its stored form */
export const teamPath = (language: Language, code: string) => pathIn(language, `/lag/${code}`);
/** Where one writes a team's three words. */
export const findTeamPath = (language: Language) => pathIn(language, '/lag');
export const teamCalendarPath = (language: Language, code: string) => `${teamPath(language, code)}.ics`;

/** The page about a person's secret calendar. @param token what opens it */
export const feedPath = (language: Language, token: string) => pathIn(language, `/min/${token}`);
export const feedCalendarPath = (language: Language, token: string) => `${feedPath(language, token)}/kalender.ics`;
export const feedEndingPath = (language: Language, token: string) => `${feedPath(language, token)}/avsluta`;
/** What the mail to an address leads to. @param confirmToken what shows that the mail arrived; does not open the feed */
export const feedConfirmPath = (language: Language, confirmToken: string) =>
  `${feedPath(language, confirmToken)}/bekrafta`;

/** The organisers' console, which speaks Swedish. CONTRACT §1 (`/arrangor/…`). */
export const consolePath = '/arrangor';
export const loginPath = `${consolePath}/logga-in`;
/** Where the code of a login is written. @param loginId opens nothing by itself */
export const loginCodePath = (loginId: string) => `${loginPath}/kod?id=${loginId}`;
export const logoutPath = `${consolePath}/logga-ut`;
/** Where one is logged in. */
export const sessionsPath = `${consolePath}/inloggningar`;
/** Who may do what for an organisation. @param slug an organisation's */
export const membersPath = (slug: string) => `${consolePath}/arrangorer/${slug}/medlemmar`;
/** @param token what the mail holds */
export const invitationPath = (token: string) => `${consolePath}/inbjudan/${token}`;

/** An event's or a series' own page in the console; what is done with it is under it. */
export const consoleOfferPath = (type: 'event' | 'series', slug: string) =>
  `${consolePath}/${type === 'event' ? 'evenemang' : 'serier'}/${slug}`;
/** Where an event is begun, and where a series is. */
export const newEventPath = `${consolePath}/nytt`;
export const newSeriesPath = `${consolePath}/nytt/serie`;
/** Its sections, each with a form of its own. */
export const editPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/redigera`;
export const participantsPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/deltagare`;
export const teamBoardPath = (slug: string) => `${consoleOfferPath('event', slug)}/lag`;
export const messagesPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/meddelanden`;
export const callListPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/ringlista`;
export const deedsPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/logg`;
