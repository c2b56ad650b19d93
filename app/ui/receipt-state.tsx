import type { Receipt } from '../../db/receipts';
import type { Instant } from '../../domain/event';
import type { Speech } from '../../domain/language/speech';
import { isOver, withoutSignup, type WithoutSignup } from '../../domain/offer';
import { takesPart } from '../../domain/wish';
import type { Tone } from './notice';

/** How a signup stands, in the words that the receipt begins with. */
export interface ReceiptState {
  tone: Tone;
  heading: string;
  text: string[];
  /** Whether it can be changed and cancelled. */
  alive: boolean;
  /** Where one signs up instead. */
  elsewhere?: string;
}

/** What comes first is what matters most: that nothing will happen, that one is not in, that one is. */
export function receiptState(t: Speech, receipt: Receipt, now: Instant): ReceiptState {
  const { offer, state, partySize: count, team } = receipt;
  if (state === 'cancelled') {
    return { tone: 'plain', heading: t.signup_is_cancelled(), text: [endedWords(t, receipt)], alive: false };
  }
  if (offer.status === 'cancelled') {
    const text = [t.signup_is_event_cancelled_text()];
    return { tone: 'stop', heading: t.signup_is_event_cancelled(), text, alive: false };
  }
  if (isOver(offer, now)) return { tone: 'plain', heading: t.signup_is_over(), text: [], alive: false };
  const way = withoutSignup(offer);
  if (state === 'waitlisted' && way) return noLongerWaits(t, way);
  if (receipt.noPlaceAt !== null) {
    return { tone: 'stop', heading: t.signup_is_no_place(), text: [t.signup_is_no_place_text()], alive: true };
  }
  if (state === 'confirmed') {
    return {
      tone: 'good',
      heading: confirmedWords(t, receipt),
      text: [lookedForWords(t, receipt)].filter((words) => words !== null),
      alive: true,
    };
  }
  if (receipt.toApprove) {
    const text = [t.approval_goes_through(), t.approval_waits_text()];
    return { tone: 'mind', heading: t.approval_received(), text, alive: true };
  }
  const heading = team?.state === 'waitlisted' ? t.team_waits() : t.signup_is_waitlisted({ count });
  return { tone: 'mind', heading, text: waitingWords(t, receipt), alive: true };
}

/** Of who waited to get in, where one does not sign up here any more. */
function noLongerWaits(t: Speech, way: WithoutSignup): ReceiptState {
  if (way.state === 'none') {
    return { tone: 'good', heading: t.signup_is_drop_in(), text: [t.signup_is_drop_in_text()], alive: true };
  }
  const text = [t.signup_is_elsewhere_text()];
  return { tone: 'mind', heading: t.signup_is_elsewhere(), text, alive: true, elsewhere: way.url };
}

/** Who ended it: what a person did not do, nobody thanks them for. */
function endedWords(t: Speech, { endedAs }: Receipt): string {
  switch (endedAs) {
    case 'declined':
      return t.approval_declined_text();
    case 'by-organiser':
      return t.participants_receipt_cancelled();
    case 'merged':
      return t.participants_receipt_merged();
    case null:
      return t.signup_is_cancelled_text();
  }
}

function confirmedWords(t: Speech, { partySize: count, parts, team }: Receipt): string {
  if (team?.captain) return t.team_is_confirmed();
  return takesPart(parts) ? t.signup_is_confirmed({ count }) : t.signup_is_confirmed_shift({ count });
}

function waitingWords(t: Speech, receipt: Receipt): string[] {
  const { position, team, email, phone, addressFailed } = receipt;
  const reachable = (email !== null && !addressFailed) || phone !== null;
  return [
    position === null
      ? null
      : team?.state === 'waitlisted'
        ? t.signup_position_team({ position })
        : t.signup_position({ position }),
    reachable ? t.signup_waits_text_reach() : t.signup_waits_text(),
    lookedForWords(t, receipt),
  ].filter((words) => words !== null);
}

/** To a lone player: that the organiser finds a team; who waits for a place is told that it comes after that. */
export function lookedForWords(
  t: Speech,
  { lone, state, partySize: count }: Pick<Receipt, 'lone' | 'state' | 'partySize'>,
): string | null {
  if (!lone) return null;
  return state === 'confirmed' ? t.team_looked_for({ count }) : t.team_looked_for_then({ count });
}
