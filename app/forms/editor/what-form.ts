import { kinds, type Kind } from '../../../domain/event';
import { valueOf } from '../typed';
import { Reading } from './reading';
import type { SectionForm } from './section-form';

export const isKind = (word: string): word is Kind => (kinds as readonly string[]).includes(word);

/** What it is: title, kind, words. */
export const whatForm: SectionForm = {
  typedOf: (entry) => [
    ['title', entry.title],
    ['kind', entry.kind],
    ['summary', entry.summary ?? ''],
    ['description', entry.description ?? ''],
    ...(entry.discreet ? [['discreet', 'yes'] as const] : []),
  ],
  read(typed, { today, entry }) {
    const form = new Reading(typed, today);
    const title = form.line('title', 200);
    if (!title) form.say('title', 'missing-title');
    const kind = valueOf(typed, 'kind');
    const values = {
      title: title ?? entry.title,
      kind: isKind(kind) ? kind : entry.kind,
      summary: form.text('summary', 1000),
      description: form.text('description', 20_000),
      discreet: form.isTicked('discreet'),
    };
    return { change: (before) => ({ ...before, ...values }), faults: form.faults, at: {} };
  },
};
