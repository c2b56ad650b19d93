import { z } from 'zod';
import type { Language } from '../../domain/language/speech';
import type { Wish } from '../../domain/wish';
import { audience, email, key, language, name, names, phone } from './fields';
import { parseForm } from './parse';
import type { FieldProblem } from './problem';
import type { Typed } from './typed';

/** What a captain may send to register a team. CONTRACT §1. */
const teamForm = z.object({ team: name, name, email, phone, audience, player: names, language, key });

/** Reads the form that registers a team. What the fields have wrong is in `problems`; whether there is room is not asked. */
export function readTeam(
  typed: Typed,
  pathLanguage: Language,
): { team: { name: string; captain: Wish; players: string[] }; key: string | null; problems: FieldProblem[] } {
  const { values, problems } = parseForm(teamForm, typed);
  const captain: Wish = {
    name: values.name ?? '',
    email: values.email ?? null,
    phone: values.phone ?? null,
    partySize: 1,
    activities: [],
    shifts: [],
    audience: values.audience ?? null,
    note: null,
    answers: {},
    language: values.language ?? pathLanguage,
  };
  return {
    team: { name: values.team ?? '', captain, players: values.player ?? [] },
    key: values.key ?? null,
    problems,
  };
}
