import type { Instant } from '../../domain/event';
import { speak, type Language } from '../../domain/language/speech';
import type { MessageTexts } from '../../domain/message';
import { letterAbout, siteOf } from '../letter';
import type { SignupLetter } from '../letter-kinds';
import { nextTimeOf } from '../next-time';
import { newSignup } from '../signup-rows';
import type { Asker, Store } from '../store';
import { wordsIn } from './letter-message';
import type { At } from './recipients';

/** A message's or a thanks' letter to somebody who does not exist, so that it can be looked at before it is sent. */
export async function sampleLetter(
  store: Store,
  at: At,
  texts: MessageTexts,
  language: Language,
  now: Instant,
  kind: 'message' | 'thanks' = 'message',
): Promise<SignupLetter> {
  const asker = store.read;
  const nobody = {
    name: speak(language).messages_sample_name(),
    email: null,
    phone: null,
    partySize: 1,
    activities: [],
    shifts: [],
    audience: null,
    note: null,
    answers: {},
    language,
  };
  const { row } = newSignup(store, await signedUpTo(asker, at, now), nobody, null, 'confirmed', now);
  const letter = await letterAbout(store, asker, row, { id: row.id, kind, facts: {} }, await siteOf(asker), now);
  return { ...letter, message: wordsIn(texts, language) };
}

/** Where one signs up to one date at a time, the date that is next. */
async function signedUpTo(asker: Asker, at: At, now: Instant): Promise<At> {
  if (at.type === 'event') return at;
  const series = await asker.selectFrom('series').select('signup').where('id', '=', at.id).executeTakeFirstOrThrow();
  if (series.signup === 'whole') return at;
  const next = await nextTimeOf(asker, at.id, now);
  return next ? { type: 'event', id: next.id } : at;
}
