import type { Audience } from '../../../domain/event';
import { mostPlayers } from '../../../domain/programme/schema';
import { leastPeople } from '../../../domain/team';
import { cleanLine } from '../clean';
import { valueOf, type Typed } from '../typed';
import { keptField } from './kept-field';
import { Reading } from './reading';
import type { OfferEntry, SectionForm } from './section-form';
import { dayIn, timeIn } from './when-form';
import { inOrderOf } from './who-form';

/** How one signs up (with us, not at all, for a whole series at once, on somebody else's page), and how many may. */
export const howManyForm: SectionForm = {
  typedOf: (entry) => [
    ['signup', entry.externalSignup ? 'external' : entry.signup],
    ['externalSignup', entry.externalSignup ?? ''],
    ['capacity', numberIn(entry.capacity)],
    ...(entry.waitlist === false ? [] : [['waitlist', 'yes'] as const]),
    ['waitlistLimit', typeof entry.waitlist === 'number' ? numberIn(entry.waitlist) : ''],
    ['maxPartySize', numberIn(entry.maxPartySize)],
    ...(entry.approval ? [['approval', 'yes'] as const] : []),
    ...entry.kept.flatMap(({ audience, places, until }) => {
      const field = (name: 'places' | 'date' | 'time') => keptField(audience as Audience, name);
      return [
        [field('places'), numberIn(places)],
        [field('date'), dayIn(until)],
        [field('time'), timeIn(until)],
      ] as const;
    }),
    ...(entry.teams ? [['teams', 'yes'] as const] : []),
    ['teamsCapacity', numberIn(entry.teams?.capacity)],
    ['teamsMin', numberIn(entry.teams?.minPlayers)],
    ['teamsMax', numberIn(entry.teams?.maxPlayers)],
  ],
  read(typed, { today, type, entry }) {
    const form = new Reading(typed, today);
    const capacity = form.number('capacity');
    const kept = keptIn(form, capacity, entry);
    sayUnused(form, howManyForm.typedOf(entry));
    sayApprovedTeams(form, entry);
    const values = {
      ...signupIn(form, type),
      capacity,
      waitlist: form.isTicked('waitlist') ? (form.number('waitlistLimit') ?? true) : false,
      maxPartySize: form.number('maxPartySize', 1, 1000) ?? 10,
      approval: form.isTicked('approval'),
      kept,
      // a signup for a whole series is no team's
      teams: form.isTicked('teams') && valueOf(typed, 'signup') !== 'whole' ? teamsIn(form, entry) : undefined,
    };
    const at = Object.fromEntries(
      kept.map(({ audience }, index) => [`kept[${index}]`, keptField(audience as Audience, 'places')]),
    );
    return {
      change: (before) => ({ ...before, ...values }),
      faults: form.faults,
      at: {
        ...at,
        kept: at['kept[0]'] ?? 'capacity',
        'teams.capacity': 'teamsCapacity',
        'teams.minPlayers': 'teamsMin',
        'teams.maxPlayers': 'teamsMax',
        // a box that is not ticked is not among what is stored
        approval: 'approval',
        teams: 'teams',
        waitlist: 'waitlistLimit',
      },
    };
  },
};

/** Numbers of teams, which mean nothing while teams are not said to sign up. */
export const teamNumbers = ['teamsCapacity', 'teamsMin', 'teamsMax'] as const;

/**
 * Says what is written by a box that is not ticked: saved, it would be lost. What stood there before, beside a box from
 * which the tick was taken, is meant to go.
 */
function sayUnused(form: Reading, stored: Typed): void {
  const isNew = (...names: string[]) =>
    names.some((name) => valueOf(form.typed, name) && valueOf(form.typed, name) !== valueOf(stored, name));
  if (!form.isTicked('teams') && isNew(...teamNumbers)) form.say('teams', 'teams-not-ticked');
  if (form.isTicked('teams') && valueOf(form.typed, 'signup') === 'whole') form.say('teams', 'teams-not-whole');
  if (!form.isTicked('waitlist') && isNew('waitlistLimit')) form.say('waitlist', 'line-not-ticked');
  if (valueOf(form.typed, 'signup') !== 'external' && isNew('externalSignup')) form.say('signup', 'link-not-chosen');
}

/** Teams are not approved one by one: said beside the box that was ticked last, the other being there before. */
function sayApprovedTeams(form: Reading, { approval }: OfferEntry): void {
  if (!form.isTicked('teams') || !form.isTicked('approval')) return;
  form.say(approval ? 'teams' : 'approval', 'teams-not-approved');
}

/** Whether people sign up here, to no places: it is legal, and seldom meant. */
export function hasNoPlaces(typed: Typed): boolean {
  return !['none', 'external'].includes(valueOf(typed, 'signup')) && new Reading(typed, '').number('capacity') === 0;
}

/** What somebody who saves the section is warned of once, as its form carries it. */
export function warningOf(typed: Typed): string | null {
  if (hasNoPlaces(typed)) return '0';
  const over = teamsOverLimit(typed);
  return over === null ? null : String(over);
}

/**
 * How many people the teams are at the least, where that is more than there are places for.
 * @returns null where all teams fit, or nothing is limited
 */
export function teamsOverLimit(typed: Typed): number | null {
  const form = new Reading(typed, '');
  if (hasNoPlaces(typed)) return null;
  const [capacity, least] = [form.number('capacity'), peopleInTeams(form)];
  return capacity !== undefined && least !== null && least > capacity ? least : null;
}

const peopleInTeams = (form: Reading): number | null =>
  form.isTicked('teams')
    ? leastPeople({ capacity: form.number('teamsCapacity'), minPlayers: form.number('teamsMin', 1, 1000) ?? 1 })
    : null;

function signupIn(form: Reading, type: 'event' | 'series'): Pick<OfferEntry, 'signup' | 'externalSignup'> {
  const way = valueOf(form.typed, 'signup');
  if (way !== 'external') {
    const signup = way === 'none' ? 'none' : way === 'whole' && type === 'series' ? 'whole' : 'open';
    return { signup, externalSignup: undefined };
  }
  const written = cleanLine(valueOf(form.typed, 'externalSignup'));
  if (!written) form.say('externalSignup', 'link-missing');
  // as people write it
  const link = /^[a-z]+:/iu.test(written) ? written : `https://${written}`;
  const isGood = /^https?:\/\/[^\s/]+\.[^\s/]+/iu.test(link) && URL.canParse(link) && link.length <= 2000;
  if (written && !isGood) form.say('externalSignup', 'not-a-link');
  return { signup: 'open', externalSignup: link };
}

function keptIn(form: Reading, capacity: number | undefined, entry: OfferEntry): OfferEntry['kept'] {
  const order = inOrderOf(entry.kept.map(({ audience }) => audience));
  const kept = order.flatMap((audience) => {
    const places = form.number(keptField(audience, 'places'));
    const until = form.moment(keptField(audience, 'date'), keptField(audience, 'time'), '23:59');
    if (!places && until) form.say(keptField(audience, 'places'), 'kept-places-missing');
    return places ? [{ audience, places, until }] : [];
  });
  const [first] = kept;
  if (!first || form.isWrong('capacity')) return kept;
  const name = keptField(first.audience, 'places');
  if (capacity === undefined) form.say('capacity', 'places-for-kept');
  else if (kept.reduce((sum, { places }) => sum + places, 0) > capacity) form.say(name, 'kept-too-many', capacity);
  return kept;
}

function teamsIn(form: Reading, entry: OfferEntry): OfferEntry['teams'] {
  const minPlayers = form.number('teamsMin', 1, 1000) ?? 1;
  const maxPlayers = form.number('teamsMax', 1, 1000) ?? entry.teams?.maxPlayers ?? mostPlayers;
  if (minPlayers > maxPlayers) form.say('teamsMin', 'least-over-most');
  return { capacity: form.number('teamsCapacity'), minPlayers, maxPlayers };
}

const numberIn = (number: number | undefined): string => (number === undefined ? '' : String(number));
