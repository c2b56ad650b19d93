import type { Instant } from '../../domain/event';
import type { Offer } from '../../domain/offer';
import { threeWords } from '../../domain/team-words';
import type { Crowd } from './crowd';
import { wishFor } from './people';
import type { Random } from './random';
import { teamNames } from './words';

const day = 24 * 3600_000;
/** How long before it begins, or before today, people sign up to something. */
const signupDays = 40;
/** How often somebody else has just given up their place when one signs up. */
const givenUp = 0.06;
/** Of signups to a tournament, those that come as teams. */
const inTeams = 0.8;

/**
 * Lets people sign up to an offer, one after another over some weeks until now or until it began; now and then one of
 * them gives it up. What they do is the same for the same `chance`.
 * @param to.signups how many, exactly
 * @param town.words of teams, which no two have
 */
export function visit(
  crowd: Crowd,
  offer: Offer,
  to: { signups: number; now: Instant; chance: Random },
  town: { signups: number; words: Set<string> },
): void {
  const { signups, now, chance } = to;
  const end = Math.min(now, offer.startAt ?? now) - 60_000;
  const begin = end - signupDays * day;
  while (crowd.size < signups) {
    const at = Math.floor(begin + ((end - begin) * (crowd.size + 0.5)) / signups);
    if (chance.happens(givenUp)) crowd.leave(chance.next(), at);
    const left = signups - crowd.size;
    const joined =
      offer.teams && left >= offer.teams.min && chance.happens(inTeams)
        ? joinAsTeam(crowd, offer, { left, at, chance }, town)
        : crowd.join(wishFor(offer, chance, town.signups), at);
    // full, and the line as long as it may be: somebody has to leave first
    if (!joined) crowd.leave(chance.next(), at);
  }
  crowd.serve(now);
  crowd.finish(now);
}

function joinAsTeam(
  crowd: Crowd,
  offer: Offer,
  { left, at, chance }: { left: number; at: Instant; chance: Random },
  town: { signups: number; words: Set<string> },
): boolean {
  const { min, max } = offer.teams!;
  const players = Array.from({ length: Math.min(left, chance.between(min, max)) }, (_, index) => ({
    wish: { ...wishFor(offer, chance, town.signups), partySize: 1 },
    named: index > 0 && chance.happens(0.5),
  }));
  let words = threeWords(chance.below);
  while (town.words.has(words)) words = threeWords(chance.below);
  town.words.add(words);
  return crowd.joinAsTeam(chance.pick(teamNames), words, players, at);
}
