import type { Contact } from './event';
import { foldName } from './search';

/** Somebody who can be who an event's questions go to. */
export interface Person {
  email: string;
  name: string | null;
}

/** Whether questions about an event go to somebody: by their address, or by their name where no other address stands. */
export function isContactOf(contact: Contact, person: Person): boolean {
  if (contact.email) return contact.email.toLowerCase() === person.email.toLowerCase();
  return Boolean(contact.name && person.name) && foldName(contact.name!) === foldName(person.name!);
}

/** How an event says that somebody answers questions about it. @param phone left out where none is to be shown */
export function contactOf({ email, name }: Person, phone?: string) {
  return { name: name ?? undefined, email, phone: phone || undefined };
}
