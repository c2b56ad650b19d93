/** What an organiser may be to an organisation. DESIGN §6, O1. */
export const roles = ['administrator', 'organiser', 'door'] as const;
export type Role = (typeof roles)[number];

/** What may be done in an organisation's name, and by whom. The one place that says so. */
const rights = {
  /** see and change who may do what */
  members: ['administrator'],
  /** write, publish, move and cancel events, and write to those who have signed up */
  events: ['administrator', 'organiser'],
  /** see who has signed up, and how they can be reached */
  participants: ['administrator', 'organiser'],
  /** see that there is an event, and how many come: names and what is known of them are asked for beside it */
  overview: ['administrator', 'organiser', 'door'],
  /** see names alone, and print them for the door */
  door: ['administrator', 'organiser', 'door'],
} as const satisfies Record<string, readonly Role[]>;
export type Right = keyof typeof rights;

export const may = (role: Role, right: Right): boolean => (rights[right] as readonly Role[]).includes(role);

/** Whether a word is one of our roles, as in a form's field. */
export const isRole = (word: unknown): word is Role => (roles as readonly unknown[]).includes(word);

/**
 * Whether an organisation would be left without anybody who may let others in: the last administrator can neither leave
 * nor become something else.
 * @param administrators the ids of those there are
 */
export function leavesNobody(administrators: readonly string[], leaving: string): boolean {
  return administrators.length === 1 && administrators[0] === leaving;
}
