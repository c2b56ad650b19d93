import type { Speech } from '../../domain/language/speech';
import type { Role } from '../../domain/role';

/** What a role is called. */
export function roleName(t: Speech, role: Role): string {
  const names = {
    administrator: t.organiser_role_administrator(),
    organiser: t.organiser_role_organiser(),
    door: t.organiser_role_door(),
  };
  return names[role];
}

/** What somebody with it may do. */
export function roleText(t: Speech, role: Role): string {
  const texts = {
    administrator: t.account_role_administrator(),
    organiser: t.account_role_organiser(),
    door: t.account_role_door(),
  };
  return texts[role];
}
