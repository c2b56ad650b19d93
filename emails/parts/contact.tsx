import { showPhone } from '../../domain/phone';
import type { Contact as Person } from '../../domain/event';
import type { View } from '../message';
import { Labelled } from './text';

/** Somebody to ask: the event's own person, else its host; of a discreet event who runs the site. CONTRACT §4.5. */
export function Contact({ letter, t }: View) {
  const { name, phone, email } = personFor(letter);
  return (
    <Labelled
      label={t.mail_contact()}
      lines={[
        name ? t.mail_contact_name({ name }) : null,
        phone ? t.mail_contact_phone({ phone: showPhone(phone) }) : null,
        email ? t.mail_contact_email({ email }) : null,
      ]}
    />
  );
}

/** Whom a person may ask, and who gets an answer to the mail. */
export function personFor({ receipt, site }: Pick<View['letter'], 'receipt' | 'site'>): Person {
  const { contact, host, discreet } = receipt;
  const operator = { name: undefined, phone: site.phone ?? undefined, email: site.email ?? undefined };
  if (discreet) return operator;
  if (contact.phone || contact.email) return contact;
  if (host.phone || host.email) {
    return { name: contact.name ?? host.name, phone: host.phone ?? undefined, email: host.email ?? undefined };
  }
  return { ...operator, name: contact.name };
}
