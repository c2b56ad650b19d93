import type { Kysely } from 'kysely';
import * as mainJob from './0001-main-job';
import * as revisions from './0002-revisions';
import * as listsAndSearch from './0003-lists-and-search';
import * as longEvents from './0004-long-events';
import * as organisers from './0005-organisers';
import * as console from './0006-console';
import * as templates from './0007-templates';
import * as coHostRequests from './0008-co-host-requests';
import * as participants from './0009-participants';
import * as teamBoard from './0010-team-board';
import * as messages from './0011-messages';
import * as passkeys from './0012-passkeys';
import * as pictures from './0013-pictures';
import * as twoPeople from './0014-two-people';
import * as messageToUnanswered from './0015-message-to-unanswered';
import * as deedReasons from './0016-deed-reasons';
import * as thanks from './0017-thanks';

interface DialectMigration {
  up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void>;
}

/** Every migration, in the order of its name. Listed by hand so that a bundle holds them. */
export const migrations: Record<string, DialectMigration> = {
  '0001-main-job': mainJob,
  '0002-revisions': revisions,
  '0003-lists-and-search': listsAndSearch,
  '0004-long-events': longEvents,
  '0005-organisers': organisers,
  '0006-console': console,
  '0007-templates': templates,
  '0008-co-host-requests': coHostRequests,
  '0009-participants': participants,
  '0010-team-board': teamBoard,
  '0011-messages': messages,
  '0012-passkeys': passkeys,
  '0013-pictures': pictures,
  '0014-two-people': twoPeople,
  '0015-message-to-unanswered': messageToUnanswered,
  '0016-deed-reasons': deedReasons,
  '0017-thanks': thanks,
};
