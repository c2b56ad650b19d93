import type { Speech } from '../language/speech';
import { hasOptions } from '../question';
import { addDays, dateOf, parseLocal } from '../time';
import { quoted } from './problem';
import type { ProgrammeEvent, ProgrammeOffer, ProgrammePart } from './schema';

/**
 * What the fields of one event or one series must agree on, CONTRACT §5.1 and §5.2. Complaints come with the path
 * inside the entry, so that the caller puts them where the entry stands.
 */
export interface Complaint {
  at: readonly PropertyKey[];
  message: string;
}

type Complain = (at: readonly PropertyKey[], message: string) => void;

/** Everything that makes an event impossible. `first` is the start that inner times are written for. */
export function offerComplaints(offer: ProgrammeOffer & Pick<ProgrammeEvent, 'start' | 'end'>, t: Speech): Complaint[] {
  const complaints: Complaint[] = [];
  const complain: Complain = (at, message) => complaints.push({ at, message });
  checkSpan(offer, [], complain, t);
  checkParts('activities', offer.activities, complain, t);
  checkParts('shifts', offer.shifts, complain, t);
  checkKept(offer, complain, t);
  checkTeams(offer, complain, t);
  checkQuestions(offer, complain, t);
  if (offer.signupOpens && offer.signupCloses && offer.signupCloses <= offer.signupOpens) {
    complain(['signupCloses'], t.programme_closes_before_opens());
  }
  return complaints;
}

/** What is possible and yet looks like a slip: an activity on a day when the event is not. */
export function offerDoubts(offer: ProgrammeOffer & Pick<ProgrammeEvent, 'start' | 'end'>, t: Speech): Complaint[] {
  const { start, end } = offer;
  if (!start) return [];
  const firstDay = dateOf(start);
  // what ends after midnight belongs to the evening before
  const dayAfter = addDays(dateOf(end ?? start), 1);
  return offer.activities.flatMap((activity, index) => {
    const day = activity.start && dateOf(activity.start);
    const outside = day && (day < firstDay || day > dayAfter);
    return outside ? [{ at: ['activities', index, 'start'], message: t.programme_activity_outside() }] : [];
  });
}

/** A start and an end that can both stand on a poster: both with a time of day or neither, and in that order. */
export function checkSpan(
  span: { start?: string | undefined; end?: string | undefined },
  at: readonly PropertyKey[],
  complain: Complain,
  t: Speech,
): void {
  const { start, end } = span;
  if (!end) return;
  if (!start) return complain([...at, 'end'], t.programme_end_without_start());
  const startTime = parseLocal(start)?.time ?? null;
  const endTime = parseLocal(end)?.time ?? null;
  if (startTime !== null && endTime === null) complain([...at, 'end'], t.programme_end_needs_time());
  else if (startTime === null && endTime !== null) complain([...at, 'start'], t.programme_start_needs_time());
  else if (startTime === null ? end < start : end <= start) complain([...at, 'end'], t.programme_end_before_start());
}

function checkParts(
  list: 'activities' | 'shifts',
  parts: readonly ProgrammePart[],
  complain: Complain,
  t: Speech,
): void {
  const seen = new Map<string, number>();
  parts.forEach((part, index) => {
    checkSpan(part, [list, index], complain, t);
    const before = seen.get(part.slug);
    if (before === undefined) seen.set(part.slug, index);
    else {
      complain([list, index, 'slug'], t.programme_slug_twice({ slug: part.slug, where: `${list}[${before}]` }));
    }
  });
}

function checkKept({ kept, capacity }: ProgrammeOffer, complain: Complain, t: Speech): void {
  if (!kept.length) return;
  if (capacity === undefined) return complain(['kept'], t.programme_kept_without_capacity());
  const seen = new Set<string>();
  kept.forEach(({ audience }, index) => {
    if (seen.has(audience)) complain(['kept', index, 'audience'], t.programme_kept_twice({ audience }));
    seen.add(audience);
  });
  const sum = kept.reduce((places, one) => places + one.places, 0);
  if (sum > capacity) {
    complain(['kept'], t.programme_kept_too_many({ kept: String(sum), capacity: String(capacity) }));
  }
}

function checkTeams({ teams, signup, approval }: ProgrammeOffer, complain: Complain, t: Speech): void {
  if (!teams) return;
  if (approval) complain(['approval'], t.participants_programme_approval_teams());
  const { minPlayers, maxPlayers } = teams;
  if (minPlayers > maxPlayers) {
    complain(['teams', 'minPlayers'], t.programme_teams_least_over_most());
  }
  if (signup === 'whole') complain(['teams'], t.programme_whole_teams());
}

function checkQuestions({ questions }: ProgrammeOffer, complain: Complain, t: Speech): void {
  const seen = new Set<string>();
  questions.forEach(({ id, type, options }, index) => {
    // answers are kept in an object by id, where these names are already something else
    if (id in {}) complain(['questions', index, 'id'], t.programme_question_id_form());
    else if (seen.has(id)) complain(['questions', index, 'id'], t.programme_question_twice({ id: quoted(id) }));
    seen.add(id);
    const at = ['questions', index, 'options'];
    if (hasOptions(type) && !options.length) complain(at, t.programme_options_missing());
    if (!hasOptions(type) && options.length) complain(at, t.programme_options_unwanted({ type }));
  });
}
