import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { cleanLine } from './clean';

/** Numbers that cost whoever calls them. */
const costly = ['PREMIUM_RATE', 'SHARED_COST'];

/**
 * Reads a phone number in the many ways people write one (`070-…`, `+46(0)70…`, `0046…`); without a country it is
 * Swedish.
 * @returns the number in E.164, or why it is none that we can call
 */
export function readPhone(written: string): { number: string } | { fault: 'unreadable' | 'costly' } {
  const text = cleanLine(written).replace(/^tel:/i, '');
  if (text.length > 60) return { fault: 'unreadable' };
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: 'SE', extract: false });
  if (!parsed?.isValid()) return { fault: 'unreadable' };
  return costly.includes(parsed.getType() ?? '') ? { fault: 'costly' } : { number: parsed.number };
}
