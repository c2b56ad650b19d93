import {
  longestSubject,
  longestWords,
  whoms,
  type MessageTexts,
  type MessageWords,
  type Recipients,
  type Whom,
} from '../../domain/message';
import { cleanLine, cleanText, isReadable, lengthOf } from './clean';
import { valueOf, type Typed } from './typed';

/** What is wrong with a message. */
export type MessageFault =
  | { field: 'whom'; fault: 'missing' }
  | { field: 'subject' | 'words' | 'subject_en' | 'words_en'; fault: 'missing' | 'too-long' };

/** Reads a message: whom it is for, as `whomValue` writes it, and its words. */
export function readMessage(typed: Typed): { to: Recipients; texts: MessageTexts } | { faults: MessageFault[] } {
  const to = readWhom(valueOf(typed, 'whom'));
  const sv = wordsOf(typed, '');
  const en = wordsOf(typed, '_en');
  const hasEnglish = isReadable(en.subject) || isReadable(en.words);
  const faults: MessageFault[] = [
    ...(to ? [] : [{ field: 'whom', fault: 'missing' } as const]),
    ...faultsOf(sv, ''),
    ...(hasEnglish ? faultsOf(en, '_en') : []),
  ];
  if (!to || faults.length) return { faults };
  return { to, texts: { sv, en: hasEnglish ? en : null } };
}

/** Whom a message is for, as one field says it. */
export const whomValue = (to: { whom: Whom; partId: string | null }): string =>
  to.whom === 'part' ? `part:${to.partId}` : to.whom;

function readWhom(value: string): Recipients | null {
  const [, partId] = /^part:([0-9a-f-]{36})$/.exec(value) ?? [];
  if (partId !== undefined) return { whom: 'part', partId };
  const whom = whoms.find((one) => one === value);
  return whom && whom !== 'part' ? { whom, partId: null } : null;
}

type Ending = '' | '_en';

function wordsOf(typed: Typed, ending: Ending): MessageWords {
  return {
    subject: cleanLine(valueOf(typed, `subject${ending}`)),
    words: cleanText(valueOf(typed, `words${ending}`)),
  };
}

function faultsOf(written: MessageWords, ending: Ending): MessageFault[] {
  const longest = { subject: longestSubject, words: longestWords };
  return (['subject', 'words'] as const).flatMap((field): MessageFault[] => {
    if (!isReadable(written[field])) return [{ field: `${field}${ending}`, fault: 'missing' }];
    return lengthOf(written[field]) > longest[field] ? [{ field: `${field}${ending}`, fault: 'too-long' }] : [];
  });
}
