import { fold } from './search';

const words = 'noll ett tva tre fyra fem sex sju atta nio tio elva tolv'.split(' ');

/** A whole number as people type it: `20`, `1 000`, `åtta`. @returns null for what is none */
export function readNumber(written: string): number | null {
  const text = fold(written.normalize('NFKC')).replace(/\s/gu, '');
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  const word = words.indexOf(text === 'en' ? 'ett' : text);
  return word < 0 ? null : word;
}
