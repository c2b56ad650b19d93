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

/** Where a signup's address stops being reminded: a page with a button, and what a mail program posts to. */
export const remindersPath = (language: Language, code: string) => `${receiptPath(language, code)}/paminnelser`;
export const remindersAgainPath = (language: Language, code: string) => `${remindersPath(language, code)}/igen`;

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
/** Whether a path is one of the console's. */
export const isConsolePath = (path: string): boolean => path === consolePath || path.startsWith(`${consolePath}/`);
export const loginPath = `${consolePath}/logga-in`;
/** Where the code of a login is written. @param loginId opens nothing by itself */
export const loginCodePath = (loginId: string) => `${loginPath}/kod?id=${loginId}`;
export const logoutPath = `${consolePath}/logga-ut`;
/** Where one is logged in. */
export const sessionsPath = `${consolePath}/inloggningar`;
/** Where one logs in with a passkey, and where what it is to sign is asked for. */
export const passkeyLoginPath = `${loginPath}/nyckel`;
export const passkeyLoginQuestionPath = `${passkeyLoginPath}/fraga`;
/** One's own passkeys; a new one is sent here. */
export const ownNamePath = `${consolePath}/namn`;
export const passkeysPath = `${consolePath}/nycklar`;
/** Where one shows who one is before one makes a new one. */
export const newPasskeyPath = `${passkeysPath}/ny`;
export const newPasskeyQuestionPath = `${passkeysPath}/fraga`;
/** Asks whoever has just logged in by a code whether they want one. */
export const passkeyOfferPath = `${passkeysPath}/erbjudande`;
/** @param id a passkey's */
export const passkeyRemovalPath = (id: string) => `${passkeysPath}/${id}/borttagning`;
/** Where one shows who one is, with a form that waits meanwhile: by a code, which is mailed at the next, or a passkey. */
export const goOnPath = `${consolePath}/fortsatt`;
export const goOnMailPath = `${goOnPath}/mejl`;
export const goOnPasskeyPath = `${goOnPath}/nyckel`;
export const goOnQuestionPath = `${goOnPasskeyPath}/fraga`;
/** Who may do what for an organisation. @param slug an organisation's */
export const membersPath = (slug: string) => `${consolePath}/arrangorer/${slug}/medlemmar`;
/** What one of them may do. @param organiser an id */
export const memberPath = (slug: string, organiser: string) => `${membersPath(slug)}/${organiser}`;
export const memberRemovalPath = (slug: string, organiser: string) => `${memberPath(slug, organiser)}/borttagning`;
/** Who did what to an organisation. */
export const organisationDeedsPath = (slug: string) => `${consolePath}/arrangorer/${slug}/logg`;
/** @param token what the mail holds */
export const invitationPath = (token: string) => `${consolePath}/inbjudan/${token}`;

/** An event's or a series' own page in the console; what is done with it is under it. */
export const consoleOfferPath = (type: 'event' | 'series', slug: string) =>
  `${consolePath}/${type === 'event' ? 'evenemang' : 'serier'}/${slug}`;
/** What has just been done with it, which its overview says once. */
export const doneWords = ['publicerat', 'installt', 'blir-av', 'utkast', 'ansvarig', 'mall'] as const;
export type DoneWord = (typeof doneWords)[number];
export const donePath = (type: 'event' | 'series', slug: string, done: DoneWord) =>
  `${consoleOfferPath(type, slug)}?klart=${done}`;
/** Where an event is begun, and where a series is. */
export const newEventPath = `${consolePath}/nytt`;
export const newSeriesPath = `${consolePath}/nytt/serie`;
/** Its sections, each with a form of its own. */
export const editPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/redigera`;
/** The same of what has just been made from another. */
export const copyDonePath = (type: 'event' | 'series', slug: string) => `${editPath(type, slug)}?klart=kopia`;
export const participantsPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/deltagare`;
export const teamBoardPath = (slug: string) => `${consoleOfferPath('event', slug)}/lag`;
/** Where an organiser registers a team for somebody. */
export const addTeamPath = (slug: string) => `${teamBoardPath(slug)}/nytt`;
/** The deeds on a team board, each an address that takes its form. */
export const boardDeedPaths = (slug: string) => {
  const board = teamBoardPath(slug);
  return {
    move: `${board}/flytt`,
    merge: `${board}/hopslagning`,
    split: `${board}/delning`,
    rename: `${board}/namn`,
    captain: `${board}/kapten`,
    undo: `${board}/angra`,
    nudge: `${board}/paminnelse`,
    proposal: `${board}/forslag`,
  };
};
export const messagesPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/meddelanden`;
/** Where one is written. */
export const newMessagePath = (type: 'event' | 'series', slug: string) => `${messagesPath(type, slug)}/nytt`;
/** One of them, or what a change told everybody. @param id as `Mailing.id` (db/messages/list.ts) */
export const messagePath = (type: 'event' | 'series', slug: string, id: string) => `${messagesPath(type, slug)}/${id}`;
export const messageAgainPath = (type: 'event' | 'series', slug: string, id: string) =>
  `${messagePath(type, slug, id)}/igen`;
/** When those who come are reminded, and what their confirmation says. */
export const remindingPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/paminnelser`;
/** What those who came are thanked with, when it is over. */
export const thanksPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/tack`;
export const callListPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/ringlista`;
/** What is done with one person on the list. @param signupId opens nothing by itself */
export const callPath = (type: 'event' | 'series', slug: string, signupId: string) =>
  `${callListPath(type, slug)}/${signupId}/samtal`;
export const callUndonePath = (type: 'event' | 'series', slug: string, signupId: string) =>
  `${callPath(type, slug, signupId)}/angra`;
export const callMissedPath = (type: 'event' | 'series', slug: string, signupId: string) =>
  `${callListPath(type, slug)}/${signupId}/inte-nadd`;
export const deedsPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/logg`;

/** Under the list of those who have signed up; what is done with one of them is under that one's own address. */
export const addParticipantPath = (type: 'event' | 'series', slug: string) => `${participantsPath(type, slug)}/ny`;
export const printedListPath = (type: 'event' | 'series', slug: string) => `${participantsPath(type, slug)}/lista`;
export const participantsFilePath = (type: 'event' | 'series', slug: string) => `${participantsPath(type, slug)}/fil`;
export const doublesPath = (type: 'event' | 'series', slug: string) => `${participantsPath(type, slug)}/dubbletter`;

/** One who has signed up. @param id of the signup */
export const participantPath = (type: 'event' | 'series', slug: string, id: string) =>
  `${participantsPath(type, slug)}/${id}`;
/** What can be done with one who has signed up, each a page or a form of its own. */
export type ParticipantAct =
  | 'andring'
  | 'flytt'
  | 'aterbud'
  | 'plats'
  | 'godkannande'
  | 'avslag'
  | 'anteckning'
  | 'kod'
  | 'kvitto'
  | 'sammanslagning';
export const participantActPath = (type: 'event' | 'series', slug: string, id: string, act: ParticipantAct) =>
  `${participantPath(type, slug, id)}/${act}`;
/** A series' dates; what is done with one of them is under it. @param date the day that it had first */
export const seriesDatesPath = (slug: string) => `${consoleOfferPath('series', slug)}/tillfallen`;
export const seriesDatePath = (slug: string, date: string) => `${seriesDatesPath(slug)}/${date}`;
export const addDatePath = (slug: string) => `${seriesDatesPath(slug)}/nytt`;
export const seriesRulePath = (slug: string) => `${seriesDatesPath(slug)}/regel`;
export const seriesEndPath = (slug: string) => `${seriesDatesPath(slug)}/slut`;
export const seriesSignupModePath = (slug: string) => `${seriesDatesPath(slug)}/anmalan`;
/** Who else hosts it; and where one answers others who ask. */
export const coHostsPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/medarrangorer`;
export const coHostingPath = `${consolePath}/medarrangorskap`;

/** Who answers for it. */
export const responsiblePath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/ansvarig`;
/** Its picture, and where the picture is taken away. */
export const picturePath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/bild`;
export const pictureTextPath = (type: 'event' | 'series', slug: string) => `${picturePath(type, slug)}/text`;
export const pictureRemovalPath = (type: 'event' | 'series', slug: string) => `${picturePath(type, slug)}/borttagning`;
/** A picture's file: never another's, and never changed. @param id a picture's */
export const pictureFilePath = (id: string, size: 'large' | 'small') =>
  `/bilder/${id}${size === 'small' ? '/liten' : ''}`;

/** One section of it. @param section see domain/sections.ts */
export const sectionPath = (type: 'event' | 'series', slug: string, section: string) =>
  `${editPath(type, slug)}/${section}`;
/** Where a script saves a section of a draft while it is written. */
export const sectionDraftPath = (type: 'event' | 'series', slug: string, section: string) =>
  `${sectionPath(type, slug, section)}/utkast`;
/** It as others will see it, also while it is a draft. */
export const previewPath = (type: 'event' | 'series', slug: string) =>
  `${consoleOfferPath(type, slug)}/forhandsvisning`;
export const publishingPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/publicering`;
/** Where what is published becomes a draft again. */
export const unpublishingPath = (type: 'event' | 'series', slug: string) =>
  `${consoleOfferPath(type, slug)}/avpublicering`;
export const callingOffPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/installning`;
/** Where a cancellation is taken back. */
export const restoringPath = (type: 'event' | 'series', slug: string) =>
  `${consoleOfferPath(type, slug)}/aterstallning`;
/** Where a draft is thrown away. */
export const discardingPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/borttagning`;
export const copyingPath = (type: 'event' | 'series', slug: string) => `${consoleOfferPath(type, slug)}/kopia`;
/** Where an event is saved as a template. */
export const templatePath = (slug: string) => `${consoleOfferPath('event', slug)}/mall`;
export const templateRemovalPath = (id: string) => `${consolePath}/mallar/${id}/borttagning`;
