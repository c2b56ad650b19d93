import { isRole, type Role } from '../../domain/role';
import { cleanLine } from './clean';
import { readEmail } from './email';
import { valueOf, type Typed } from './typed';

/** What is wrong with an invitation. */
export type InvitationFault =
  { field: 'email'; fault: 'missing' | 'not-an-address' | 'already' } | { field: 'role'; fault: 'missing' };

/** Whom one invites, and as what. */
export function readInvitation(typed: Typed): { email: string; role: Role } | { faults: InvitationFault[] } {
  const written = cleanLine(valueOf(typed, 'email'));
  const email = readEmail(written);
  const role = valueOf(typed, 'role');
  const faults: InvitationFault[] = [];
  if (email === null) faults.push({ field: 'email', fault: written ? 'not-an-address' : 'missing' });
  if (!isRole(role)) faults.push({ field: 'role', fault: 'missing' });
  return email === null || !isRole(role) ? { faults } : { email, role };
}
