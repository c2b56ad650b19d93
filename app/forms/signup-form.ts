import { z } from 'zod';
import { changedWish, type Change } from '../../db/changes';
import type { Instant } from '../../domain/event';
import type { Language } from '../../domain/language/speech';
import type { Offer } from '../../domain/offer';
import { showPhone } from '../../domain/phone';
import { problemsOf, problemsOfChange, type Wish } from '../../domain/wish';
import { readAnswers, readChangedAnswers } from './answers';
import { audience, count, email, key, language, name, names, note, phone, playWith, slugs } from './fields';
import { parseForm } from './parse';
import type { FormProblem } from './problem';
import { hasField, valueOf, type Typed } from './typed';

/** What one may send to sign up, and to join a team. CONTRACT §1. */
const signupForm = z.object({
  name,
  email,
  phone,
  // left empty, it is one
  partySize: z
    .string()
    .transform((written) => written || '1')
    .pipe(count),
  playWith,
  activity: slugs,
  shift: slugs,
  audience,
  note,
  language,
  key,
});

/** What one may send to change a signup. */
const changeForm = z.object({ ...signupForm.shape, partySize: count });

/** What a captain may send besides: the team's name, and the whole list of the players known by name. */
const rosterForm = z.object({ team: name, player: names });

/**
 * Reads a signup form.
 * @param pathLanguage of the address that the form was sent to
 * @returns `problems` of the fields, and then of the event's own rules too, so that all is said at once; none does not
 *   mean that there is a place, nor that the rules of the event are kept: that is for db/signups.ts to say
 */
export function readSignup(
  typed: Typed,
  offer: Offer,
  pathLanguage: Language,
  now: Instant,
): { wish: Wish; key: string | null; problems: FormProblem[] } {
  const { values, problems } = parseForm(signupForm, typed);
  const wish: Wish = {
    name: values.name ?? '',
    email: values.email ?? null,
    phone: values.phone ?? null,
    partySize: values.partySize ?? 1,
    activities: values.activity ?? [],
    shifts: values.shift ?? [],
    audience: values.audience ?? null,
    note: values.note ?? null,
    playWith: offer.teams ? values.playWith : undefined,
    answers: readAnswers(offer.questions, typed),
    language: values.language ?? pathLanguage,
  };
  const all = problems.length ? [...problems, ...problemsOf(offer, wish, now)] : [];
  return { wish, key: values.key ?? null, problems: all };
}

/**
 * Reads a changed form: what it leaves out is undefined, and keeps its value. CONTRACT §3.15.
 * @param before what the signup asks for now
 * @returns `problems` as `readSignup`
 */
export function readChange(
  typed: Typed,
  offer: Offer,
  before: Wish,
  at: { pathLanguage: Language; isCaptain: boolean; now: Instant },
): { change: Change; problems: FormProblem[] } {
  const { values, problems } = parseForm(changeForm, typed, true);
  const roster = at.isCaptain ? parseForm(rosterForm, typed, true) : null;
  const change: Change = {
    name: values.name,
    email: values.email,
    phone: values.phone,
    partySize: values.partySize,
    activities: values.activity,
    shifts: values.shift,
    audience: values.audience,
    note: values.note,
    playWith: values.playWith,
    answers: readChangedAnswers(offer.questions, typed),
    language: values.language ?? at.pathLanguage,
    ...(roster && { team: roster.values.team, players: roster.values.player }),
  };
  const own = [...(roster?.problems ?? []), ...problems];
  const wish = changedWish(before, change);
  return { change, problems: own.length ? [...own, ...problemsOfChange(offer, before, wish, at.now)] : [] };
}

/** A signup as its form would show it. */
export function typedOf(wish: Omit<Wish, 'language'>): Typed {
  const answers = Object.entries(wish.answers).flatMap(([id, answer]) =>
    [answer].flat().map((value) => [`q.${id}`, value] as const),
  );
  return [
    ['name', wish.name],
    ['email', wish.email ?? ''],
    ['phone', wish.phone === null ? '' : showPhone(wish.phone)],
    ['partySize', String(wish.partySize)],
    ['playWith', wish.playWith ?? ''],
    ...wish.activities.map((slug) => ['activity', slug] as const),
    ...wish.shifts.map((slug) => ['shift', slug] as const),
    ['audience', wish.audience ?? ''],
    ['note', wish.note ?? ''],
    ...answers,
  ];
}

/** What was typed, over what stood there before where the form left it out. */
export function typedOver(typed: Typed, before: Typed): Typed {
  return [...typed, ...before.filter(([name]) => !hasField(typed, name))];
}

/** The key that a form comes back with: its own, so that sending it again is still the same signup. */
export const keyOf = (typed: Typed): string | null => valueOf(typed, 'key') || null;
