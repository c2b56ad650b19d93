import type {
  CoHostAnswerLetter,
  CoHostEndedLetter,
  FeedLetter,
  HandedOverLetter,
  InvitationLetter,
  LoginLetter,
  SignupLetter,
} from '../db/letter-kinds';
import { pathIn } from '../domain/language/path';
import {
  coHostingPath,
  coHostsPath,
  consoleOfferPath,
  consolePath,
  eventPath,
  feedConfirmPath,
  invitationPath,
  loginCodePath,
  receiptCalendarPath,
  receiptPath,
  remindersPath,
  seriesPath,
  teamPath,
} from '../domain/paths';

/** Where a mail leads, absolute addresses in the person's language. */
export interface Links {
  /** The receipt: where one sees, changes and cancels. */
  receipt: string;
  /** The signup's calendar file. */
  calendar: string;
  /** Where the address says that it wants no reminders. */
  reminders: string;
  /** The event's or the series' public page; null where its address would tell what a discreet event is. */
  offer: string | null;
  /** Of a cancelled date: the page of the next one, where one can sign up. */
  next: string | null;
  /** The team's page, to pass on. */
  team: string | null;
  /** Where the three words of a team are written. */
  teamWords: string;
}

/** @param baseUrl BASE_URL without a slash at its end */
export function linksOf({ receipt, language, next }: SignupLetter, baseUrl: string): Links {
  const { offer, team, discreet } = receipt;
  const offerPath = offer.type === 'event' ? eventPath : seriesPath;
  return {
    receipt: baseUrl + receiptPath(language, receipt.code),
    calendar: baseUrl + receiptCalendarPath(language, receipt.code),
    reminders: baseUrl + remindersPath(language, receipt.code),
    offer: discreet ? null : baseUrl + offerPath(language, offer.slug),
    next: next && baseUrl + eventPath(language, next.slug),
    team: team && baseUrl + teamPath(language, team.code),
    teamWords: baseUrl + pathIn(language, '/lag'),
  };
}

/** Where an address confirms that its signups may be gathered: a page with a button, since a GET changes nothing. */
export function confirmFeedLink({ language, confirmToken }: FeedLetter, baseUrl: string): string {
  return baseUrl + feedConfirmPath(language, confirmToken);
}

/** Opens the page where a login's code is written: a GET never logs anybody in. */
export function loginLink({ loginId }: LoginLetter, baseUrl: string): string {
  return baseUrl + loginCodePath(loginId);
}

/** Opens the page where an invitation is accepted. */
export function invitationLink({ token }: InvitationLetter, baseUrl: string): string {
  return baseUrl + invitationPath(token);
}

/** Opens the page where an organisation answers those who ask it to host with them. */
export const coHostingLink = (baseUrl: string): string => baseUrl + coHostingPath;

/** Opens the page that says who hosts an event or a series with its host. */
export const coHostsLink = ({ offer }: CoHostAnswerLetter, baseUrl: string): string =>
  baseUrl + coHostsPath(offer.type, offer.slug);

/** Opens the organisers' console. */
export const consoleLink = (baseUrl: string): string => baseUrl + consolePath;

/** Opens what one answers for now: of several, the list that has them. */
export function handedOverLink({ offers }: HandedOverLetter, baseUrl: string): string {
  const [one, ...more] = offers;
  return one && !more.length ? baseUrl + consoleOfferPath(one.type, one.slug) : consoleLink(baseUrl);
}

/** Opens, for a co-host, what it hosts with others; for the host, who is left. */
export function coHostEndedLink({ kind, offers }: CoHostEndedLetter, baseUrl: string): string {
  if (kind === 'co-host-removed') return coHostingLink(baseUrl);
  const [one, ...more] = offers;
  return one && !more.length ? baseUrl + coHostsPath(one.type, one.slug) : consoleLink(baseUrl);
}
