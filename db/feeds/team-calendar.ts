import type { Instant, SignupState } from '../../domain/event';
import type { Store } from '../store';
import { teamByCode } from '../teams';
import { readPublicEvent, type PublicEvent } from './public-events';

/** What a team's calendar is made from. */
export interface TeamCalendar {
  uid: string;
  name: string;
  state: SignupState;
  updatedAt: Instant;
  event: PublicEvent;
}

/** The calendar of the team that a code leads to, also one that has been withdrawn. @param code as `readCode` gives it */
export async function readTeamCalendar(store: Store, code: string): Promise<TeamCalendar | undefined> {
  const team = await teamByCode(store, store.read, code);
  const event = team && (await readPublicEvent(store.read, team.event_id));
  if (!team || !event) return undefined;
  const { changed } = await store.read
    .selectFrom('signup')
    .select((eb) => eb.fn.max('updated_at').as('changed'))
    .where('team_id', '=', team.id)
    .executeTakeFirstOrThrow();
  return {
    // a team has no calendar UID of its own; its id is as random, and is told nowhere else
    uid: `${team.id}@samling`,
    name: team.name,
    state: team.state,
    updatedAt: Math.max(team.created_at, changed ?? 0),
    event,
  };
}
