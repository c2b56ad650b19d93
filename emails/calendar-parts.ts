import type { LetterDate, SignupLetter } from '../db/letter-kinds';
import {
  invitation,
  ownEntry,
  uidOfDate,
  type CalendarEntry,
  type CalendarPerson,
  type OwnEvent,
} from '../domain/calendar';
import type { Speech } from '../domain/language/speech';
import { isNoReasonToCall } from '../domain/notice';
import { localDateOf } from '../domain/time';
import { written } from './text';

/** A calendar file in a mail, and what it asks the calendar to do. */
export interface CalendarPart {
  method: 'REQUEST' | 'CANCEL';
  content: string;
  filename: string;
}

/** How many dates of a series go into one mail at most, soonest first; the receipt's calendar has them all. */
const mostDates = 30;

/**
 * What a mail does to the person's calendar: their own entry put in or changed, taken out, or left alone. Of a whole
 * series each date is a file of its own, since a REQUEST may hold one entry only. CONTRACT §4.4.
 * @param sender who the mail is from: the invitation's organizer
 */
export function calendarParts(
  letter: SignupLetter,
  { t, receiptUrl, sender }: { t: Speech; receiptUrl: string; sender: CalendarPerson },
): CalendarPart[] {
  const method = methodOf(letter);
  if (!method) return [];
  const entryOf = (event: OwnEvent, uid: string): CalendarEntry => {
    const { receipt } = letter;
    const chosen = receipt.parts.filter((part) => part.claim !== 'gone');
    return ownEntry(
      {
        signup: {
          uid,
          sequence: receipt.sequence,
          state: receipt.state,
          updatedAt: receipt.updatedAt,
          receiptUrl,
          attendee: letter.to === null ? null : { name: written(receipt.name), email: letter.to },
        },
        event,
        chosen: chosen.map((part) => ({ title: part.title, start: part.startAt, end: part.endAt })),
        sender,
      },
      t,
    );
  };
  const partOf = (entry: CalendarEntry, how: 'REQUEST' | 'CANCEL', filename: string): CalendarPart[] => {
    const content = invitation(entry, how, letter.language);
    return content === null ? [] : [{ method: how, content, filename }];
  };
  const { receipt } = letter;
  if (receipt.offer.type === 'event') return partOf(entryOf(wholeEvent(letter), receipt.uid), method, 'samling.ics');
  return datesToTell(letter, method).flatMap((date) => {
    const how = date.status === 'published' ? method : 'CANCEL';
    const filename = `${date.startAt === null ? date.slug : localDateOf(date.startAt, receipt.offer.timeZone)}.ics`;
    return partOf(entryOf(oneDate(letter, date), uidOfDate(receipt.uid, date.uid)), how, filename);
  });
}

/** Who waits gets nothing; who leaves has the entry taken out, unless another signup still uses the address. */
function methodOf({ kind, facts, receipt }: SignupLetter): 'REQUEST' | 'CANCEL' | null {
  // none of them changes anything: who has the entry would be asked about it again
  if (kind === 'message' || isNoReasonToCall(kind)) return null;
  if (kind === 'cancelled' || kind === 'team-withdrawn') return facts.withdrawEntry ? 'CANCEL' : null;
  if (receipt.state !== 'confirmed') return null;
  return receipt.offer.status === 'cancelled' ? 'CANCEL' : 'REQUEST';
}

/** The dates that are on; or those alone that have changed, where the person has the others. */
function datesToTell({ kind, facts, first, dates }: SignupLetter, method: 'REQUEST' | 'CANCEL'): LetterDate[] {
  const isNews = ({ id }: LetterDate) => (facts.events?.includes(id) || facts.places?.includes(id)) ?? false;
  if (kind === 'updated' && !first && dates.some(isNews)) return dates.filter(isNews).slice(0, mostDates);
  // what is taken out goes whole, with the dates that were called off before or together with it
  const wanted = method === 'CANCEL' ? dates : dates.filter((date) => date.status === 'published' || isNews(date));
  return wanted.slice(0, mostDates);
}

function wholeEvent(letter: SignupLetter): OwnEvent {
  const { receipt } = letter;
  const { offer } = receipt;
  return {
    ...shared(letter),
    status: offer.status,
    updatedAt: letter.offerUpdatedAt,
    start: offer.startAt,
    end: offer.endAt,
    timeKnown: offer.timeKnown,
    venue: receipt.venue,
    address: receipt.address,
  };
}

function oneDate(letter: SignupLetter, date: LetterDate): OwnEvent {
  return {
    ...shared(letter),
    status: date.status,
    updatedAt: date.updatedAt,
    start: date.startAt,
    end: date.endAt,
    timeKnown: date.timeKnown,
    venue: date.venue,
    address: date.address,
  };
}

function shared({ receipt, hosts }: SignupLetter) {
  return { timeZone: receipt.offer.timeZone, title: receipt.offer.title, hosts, discreet: receipt.discreet };
}
