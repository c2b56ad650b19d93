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
