import type { SignupLetter } from '../../db/letter';
import type { Message } from '../message';
import { cancelled } from './cancelled';
import { captain } from './captain';
import { changed } from './changed';
import { confirmed } from './confirmed';
import { eventCancelled } from './event-cancelled';
import { eventRestored } from './event-restored';
import { noPlace } from './no-place';
import { promoted } from './promoted';
import { teamJoined } from './team-joined';
import { teamRegistered } from './team-registered';
import { teamWithdrawn } from './team-withdrawn';
import { updated } from './updated';
import { waitlisted } from './waitlisted';

/** Everything that one is told about a signup. CONTRACT §4.1. */
export const messages: Record<SignupLetter['kind'], Message> = {
  confirmed,
  waitlisted,
  promoted,
  changed,
  cancelled,
  'team-registered': teamRegistered,
  'team-joined': teamJoined,
  captain,
  'team-withdrawn': teamWithdrawn,
  updated,
  'event-cancelled': eventCancelled,
  'event-restored': eventRestored,
  'no-place': noPlace,
};
