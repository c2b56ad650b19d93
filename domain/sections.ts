/**
 * What an organiser writes about an event or a series, in the order in which one thinks of it. Each section is a page
 * with a form of its own; its fields are named as in a programme file.
 */
export const sectionFields = {
  vad: ['title', 'kind', 'summary', 'description', 'discreet'],
  nar: ['start', 'end', 'signupOpens', 'signupCloses'],
  var: ['venue', 'address', 'access'],
  vem: ['audiences', 'contact', 'cost', 'food', 'arvode', 'workingTime'],
  antal: ['signup', 'externalSignup', 'capacity', 'waitlist', 'maxPartySize', 'approval', 'kept', 'teams'],
  delar: ['activities', 'shifts'],
  fragor: ['questions'],
} as const;

export type Section = keyof typeof sectionFields;
export const sections = Object.keys(sectionFields) as Section[];

export const isSection = (word: string | undefined): word is Section =>
  word !== undefined && Object.hasOwn(sectionFields, word);

/** The sections that are written here: a series' dates have pages of their own. */
export const sectionsOf = (type: 'event' | 'series'): Section[] =>
  type === 'event' ? sections : sections.filter((section) => section !== 'nar');

/** The one that one writes next; null after the last. */
export function sectionAfter(type: 'event' | 'series', section: Section): Section | null {
  const all = sectionsOf(type);
  return all[all.indexOf(section) + 1] ?? null;
}
