import type { Instant, SignupState } from '../domain/event';
import { offerById } from './offers';
import { signupPageOf, type SignupPage } from './signup-page';
import type { Store } from './store';
import { playersOf, teamByCode, teamByWords, teamPoolOf } from './teams';

/** A team as anybody with its link sees it: its name and numbers, and the form that joins it; never who is in it. */
export interface TeamPage {
  code: string;
  name: string;
  state: SignupState;
  /** People on the team; those who wait for a place in it are not. */
  players: number;
  min: number;
  max: number;
  /** Of the event. */
  page: SignupPage;
}

/** @param code as `readCode` gives it @returns undefined when it is no team's, or its event cannot be seen */
export async function readTeamPage(store: Store, code: string, now: Instant): Promise<TeamPage | undefined> {
  const team = await teamByCode(store, store.read, code);
  if (!team) return undefined;
  const offer = await offerById(store.read, 'event', team.event_id);
  if (offer.status === 'draft' || !offer.teams) return undefined;
  return {
    code: store.codes.codeOf(team),
    name: team.name,
    state: team.state,
    players: await playersOf(store.read, await teamPoolOf(store.read, team.id)),
    min: offer.teams.min,
    max: offer.teams.max,
    page: await signupPageOf(store.read, offer, now),
  };
}

/** The code of the team that three words, as `readWords` gives them, lead to. */
export async function teamCodeByWords(store: Store, words: string): Promise<string | undefined> {
  const team = await teamByWords(store.read, words);
  return team && store.codes.codeOf(team);
}
