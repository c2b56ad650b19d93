import { withoutSignup, type WithoutSignup } from '../../domain/offer';
import type { View } from '../message';
import { Line } from './text';

/** Where one stands now: with a place, or where in line. So that each mail is enough by itself. */
export function Standing(view: View) {
  const words = standingWords(view);
  return words === null ? null : <Line>{words}</Line>;
}

/** The same in words; null where one stands nowhere. */
export function standingWords({ letter, t }: View): string | null {
  const { receipt } = letter;
  if (receipt.state === 'confirmed') return t.mail_standing_confirmed({ count: receipt.partySize });
  if (receipt.state !== 'waitlisted' || receipt.noPlaceAt !== null) return null;
  const way = withoutSignup(receipt.offer);
  if (way) return wayWords({ letter, t }, way);
  if (receipt.toApprove) return t.approval_goes_through();
  return [t.mail_standing_waits({ count: receipt.partySize }), positionWords({ letter, t })].filter(Boolean).join(' ');
}

/** To who waited to get in, where one does not sign up with us any more: where nothing gives away what it is. §4.5 */
function wayWords({ letter, t }: Pick<View, 'letter' | 't'>, way: WithoutSignup): string {
  if (way.state === 'none') return t.mail_standing_drop_in();
  return letter.receipt.discreet ? t.mail_standing_elsewhere_discreet() : t.mail_standing_elsewhere({ url: way.url });
}

/** "Du är nummer 3 i kön", or the team. */
export function Position(view: Pick<View, 'letter' | 't'>) {
  return positionWords(view);
}

function positionWords({ letter, t }: Pick<View, 'letter' | 't'>): string | null {
  const { position } = letter.receipt;
  if (position === null) return null;
  return letter.waitsWithTeam ? t.mail_standing_team_position({ position }) : t.mail_standing_position({ position });
}
