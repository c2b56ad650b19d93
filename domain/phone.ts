import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A phone number as people here read it: a Swedish one as it is dialled at home, `070-123 45 67`, another with its
 * country and spaces, `+45 32 12 34 56`. What is no number that we know is left as it was written.
 * @param phone as stored, in E.164; an organiser's own may be written in any way
 */
export function showPhone(phone: string): string {
  const parsed = parsed164(phone);
  if (!parsed) return phone;
  return parsed.country === 'SE' ? parsed.formatNational() : parsed.formatInternational();
}

/** What a phone dials, for a `tel:` link: the number in E.164 where we know it. */
export const dialled = (phone: string): string => parsed164(phone)?.number ?? phone.replace(/[^+\d]/gu, '');

function parsed164(phone: string) {
  const parsed = parsePhoneNumberFromString(phone, { defaultCountry: 'SE', extract: false });
  return parsed?.isValid() ? parsed : undefined;
}
