import type { SignupLetter } from '../../db/letter-kinds';
import type { Message, View } from '../message';
import { cancelled } from './cancelled';
import { captain } from './captain';
import { changed } from './changed';
import { confirmed } from './confirmed';
import { declined } from './declined';
import { eventCancelled } from './event-cancelled';
import { eventRestored } from './event-restored';
import { message } from './message';
import { noPlace } from './no-place';
import { promoted } from './promoted';
import { reminder } from './reminder';
import { received } from './received';
import { teamChanged } from './team-changed';
import { teamIncomplete } from './team-incomplete';
import { teamJoined } from './team-joined';
import { teamPlaced } from './team-placed';
import { teamRegistered } from './team-registered';
import { teamWithdrawn } from './team-withdrawn';
import { thanks } from './thanks';
import { updated } from './updated';
import { waitlisted } from './waitlisted';

/**
 * Everything that one is told about a signup. CONTRACT §4.1. From what happened to what arrives:
 *
 * - a **notice** is a row of the outbox, written in the transaction that it tells of (`db/tell.ts`): a kind and facts;
 * - a **letter** is all that a mail about a notice needs, read when it is sent and so as things stand then
 *   (`db/letter.ts`);
 * - a **message** is the words of one kind, a file each in this folder, put together from `emails/parts`;
 * - a **mail** is a letter in the words of its message, with its calendar parts, to one address (`emails/mail.tsx`).
 */
export const messages: Record<SignupLetter['kind'], Message> = {
  confirmed,
  waitlisted,
  received,
  promoted,
  changed,
  cancelled,
  'team-registered': teamRegistered,
  'team-joined': teamJoined,
  captain,
  'team-withdrawn': teamWithdrawn,
  'team-placed': teamPlaced,
  'team-changed': teamChanged,
  'team-incomplete': teamIncomplete,
  updated,
  'event-cancelled': eventCancelled,
  'event-restored': eventRestored,
  'no-place': noPlace,
  message,
  reminder,
  thanks,
  declined,
};

/** What else than its first sentence a letter has to say: that one has got a place, beside a new time. */
export function alsoSaid(view: View): string[] {
  const { kind, also } = view.letter;
  const first = messages[kind].said(view);
  return [...new Set(also.map((one) => messages[one].said(view)))].filter((words) => words !== first);
}
