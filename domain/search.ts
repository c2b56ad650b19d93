/**
 * Text as it is compared when somebody searches: "Hälsodag", "halsodag" and "HÄLSODAG" are one. The same on both
 * databases, because it is done here and stored.
 */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/**
 * A person's or a team's name as it is compared with another's: case, spaces and the way an å is encoded do not
 * matter, but Åsa is not Asa.
 */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
