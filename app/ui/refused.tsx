import type { SignupPage } from '../../db/signup-page';
import type { Instant } from '../../domain/event';
import type { Speech } from '../../domain/language/speech';
import { hasLine } from '../../domain/signup-room';
import { hasStarted } from '../../domain/waitlist';
import { takesPart } from '../../domain/wish';
import type { Refusal } from '../forms/answer';
import { valueOf, valuesOf, type Typed } from '../forms/typed';
import { Alert, Notice } from './notice';
import { ClosedState, EachDate } from './signup-state';

interface RefusedProps {
  t: Speech;
  page: SignupPage;
  typed: Typed;
  refusal: Refusal;
  now: Instant;
  /** Of a team that was to be joined: how many more there is room for. */
  teamLeft?: number;
}

/** Why a form was refused that had nothing wrong in it, and what the person can do next. CONTRACT §1 (409). */
export function Refused(props: RefusedProps) {
  const { t, page, refusal, now } = props;
  return (
    <Alert>
      {refusal.kind === 'closed' ? (
        <ClosedState t={t} page={page} now={now} window={refusal.window} />
      ) : refusal.kind === 'each-date' ? (
        <EachDate t={t} page={page} />
      ) : refusal.kind === 'team-gone' ? (
        <Notice tone="stop" heading={t.team_gone()}>
          <p>{t.team_gone_text()}</p>
        </Notice>
      ) : (
        <Notice tone="stop" heading={t.signup_refused_full()}>
          <ul>
            {[...fullAdvice(props), t.signup_refused_saved()].map((advice) => (
              <li key={advice}>{advice}</li>
            ))}
          </ul>
        </Notice>
      )}
    </Alert>
  );
}

/** What is full of that which was asked for, and what else there is. */
function fullAdvice({ t, page, typed, now, teamLeft }: RefusedProps): string[] {
  const { offer, places, parts, waiting } = page;
  const count = Math.max(1, Number(valueOf(typed, 'partySize')) || 1);
  const ticked = [...valuesOf(typed, 'activity'), ...valuesOf(typed, 'shift')];
  const chosen = parts.filter((part) => ticked.includes(part.slug));
  const asksToTakePart = takesPart(chosen);
  const begun = hasStarted({ startsAt: offer.startAt }, now);
  const shiftLeft = parts.some(
    (part) =>
      part.of === 'shift' &&
      part.status === 'published' &&
      !hasStarted({ startsAt: part.startAt }, now) &&
      (part.places.left ?? count) >= count,
  );
  const advice = [
    teamLeft !== undefined && teamLeft < count ? t.team_refused_full() : null,
    asksToTakePart && places.left !== null && places.left < count ? eventAdvice(t, places.left, count) : null,
    ...chosen.map(({ title, places: { left } }) =>
      left === null || left >= count
        ? null
        : left === 0
          ? t.signup_full_part({ title })
          : t.signup_full_part_few({ title, left, count }),
    ),
    offer.waitlist
      ? begun
        ? t.signup_full_begun()
        : hasLine(offer, waiting, now)
          ? null
          : t.signup_full_line()
      : null,
    shiftLeft && asksToTakePart && teamLeft === undefined ? t.signup_full_shift() : null,
  ];
  return advice.filter((words) => words !== null);
}

function eventAdvice(t: Speech, left: number, count: number): string {
  return left === 0 ? t.signup_full_all() : t.signup_full_few({ left, count });
}
