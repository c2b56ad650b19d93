import { audiences, type Audience } from '../../../domain/event';
import { cleanLine } from '../clean';
import { readEmail } from '../email';
import { readPhone } from '../phone';
import { valueOf, valuesOf } from '../typed';
import { Reading } from './reading';
import type { SectionForm } from './section-form';
import { isSaid, saidAs } from './where-form';

/** Whom it is for, whom one asks, and what it costs. */
export const whoForm: SectionForm = {
  typedOf: ({ contact = {}, ...entry }) => [
    ...entry.audiences.map((audience) => ['audience', audience] as const),
    ['contactName', contact.name ?? ''],
    ['contactPhone', contact.phone ?? ''],
    ['contactEmail', contact.email ?? ''],
    ['cost', entry.cost ?? ''],
    ['food', entry.food ?? ''],
    ['arvode', entry.arvode ?? ''],
    ['workingTime', saidAs(entry.workingTime)],
  ],
  read(typed, { today, entry }) {
    const form = new Reading(typed, today);
    const ticked = valuesOf(typed, 'audience');
    const values = {
      // those that were there stay in their order: a form that nobody has touched changes nothing
      audiences: inOrderOf(entry.audiences).filter((audience) => ticked.includes(audience)),
      contact: { name: form.line('contactName', 100), phone: phoneIn(form), email: emailIn(form) },
      cost: form.text('cost', 500),
      food: form.text('food', 500),
      arvode: form.text('arvode', 500),
      workingTime: isSaid(valueOf(typed, 'workingTime')),
    };
    return {
      change: (before) => ({ ...before, ...values }),
      faults: form.faults,
      at: { 'contact.email': 'contactEmail', 'contact.phone': 'contactPhone', 'contact.name': 'contactName' },
    };
  },
};

function emailIn(form: Reading): string | undefined {
  const written = cleanLine(valueOf(form.typed, 'contactEmail'));
  if (!written) return undefined;
  return readEmail(written) ?? form.say('contactEmail', 'not-an-address');
}

/** Kept as it is written, with the spaces that one reads it by, once it is seen to be one. */
function phoneIn(form: Reading): string | undefined {
  const written = form.line('contactPhone', 50);
  if (!written) return undefined;
  return 'number' in readPhone(written) ? written : form.say('contactPhone', 'not-a-phone');
}

/** Every audience, those that an event has first and in its own order. */
export const inOrderOf = (own: readonly string[]): Audience[] => {
  const first = own.filter((one): one is Audience => (audiences as readonly string[]).includes(one));
  return [...new Set([...first, ...audiences])];
};
