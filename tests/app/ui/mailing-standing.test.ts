import { expect, test } from 'vitest';
import { senderWords } from '../../../app/ui/mailing-standing';
import type { Copies, Mailing } from '../../../db/messages/list';
import { speak } from '../../../domain/language/speech';

const t = speak('sv');
const none: Copies = { queued: 0, sent: 0, call: 0, called: 0, neither: 0, dropped: 0 };
const words = (copies: Partial<Copies>) => {
  const mailing: Mailing = { of: 'notice', kind: 'updated', id: 'updated-1', at: 1, copies: { ...none, ...copies } };
  return senderWords(t, mailing, 'i dag kl. 14.19');
};

test('a change that waits for what may follow it is said to wait, and one that was overtaken not to have gone', () => {
  expect(words({ queued: 2, call: 1 })).toBe('Går ut om en stund. Ändringen gjordes i dag kl. 14.19');
  expect(words({ dropped: 3 })).toBe('Ett senare besked gick i stället. Ändringen gjordes i dag kl. 14.19');
  for (const gone of [{ sent: 2 }, { sent: 1, queued: 1 }, { call: 1, dropped: 1 }, { neither: 1 }]) {
    expect(words(gone)).toBe('Gick av sig själv, i dag kl. 14.19');
  }
});

test('a message is from whoever wrote it, also while it waits', () => {
  const texts = { sv: { subject: 'Hej', words: 'Hej' }, en: null };
  const message = { of: 'message', whom: 'in', part: null, texts, by: 'Olle', isSpreading: false } as const;
  expect(senderWords(t, { ...message, id: 'a', at: 1, copies: { ...none, queued: 1 } }, 'nu')).toBe('Från Olle, nu');
});
