import type { Instant } from '../../domain/event';
import { atLineStart, formatSpan } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { isFew } from '../../domain/places-left';
import { localDateOf } from '../../domain/time';
import { overlap } from '../../domain/wish';
import { valuesOf } from '../forms/typed';
import { CheckboxGroup, type Choice } from './choices';
import { errorOf, type FieldsProps } from './form-fields';
import type { PartInList } from './part-list';

type Part = PartInList & { of: 'activity' | 'shift' };

interface Around {
  t: Speech;
  /** Every activity and shift of the event. */
  parts: readonly Part[];
  event: { startAt: Instant | null; timeZone: string };
  now: Instant;
  /** Whether who finds a part full may stand in line for it. */
  hasLine: boolean;
  /** Slugs that the signup has already: their places are its own. */
  before: readonly string[];
}

/** Activities, or shifts, to tick: each with its time, its places and what it clashes with. */
export function PartField(
  props: FieldsProps & Around & { of: 'activity' | 'shift'; label: string; hint?: string; changing: boolean },
) {
  const { t, typed, errors, of, label, hint, parts, changing } = props;
  const ticked = valuesOf(typed, of);
  const shown = parts.filter((part) => part.of === of && part.status === 'published');
  const error = errorOf(errors, of);
  // what is wrong is said beside its field, also where the event has nothing of it to choose (§2.3)
  if (!shown.length && !error) return null;
  return (
    <CheckboxGroup
      t={t}
      name={of}
      label={label}
      hint={hint}
      error={error}
      values={ticked}
      keepsEmpty={changing}
      choices={shown.map((part) => choiceOf(part, props, ticked.includes(part.slug)))}
    />
  );
}

/** What cannot be chosen is shut, unless it is ticked: what somebody typed is never taken away. */
function choiceOf(part: Part, around: Around, ticked: boolean): Choice {
  const { t, event, now, hasLine, before } = around;
  const begun = part.startAt !== null && now >= part.startAt;
  const full = part.places.left === 0 && !before.includes(part.slug);
  const day = event.startAt === null ? undefined : localDateOf(event.startAt, event.timeZone);
  const when =
    part.startAt === null
      ? null
      : formatSpan({ startAt: part.startAt, endAt: part.endAt, timeZone: event.timeZone }, t, day);
  const places = before.includes(part.slug) ? null : begun ? t.event_part_begun() : placesWords(part, around);
  const clash = begun ? null : clashWords(part, around);
  return {
    value: part.slug,
    label: part.title,
    hint: [when && atLineStart(when, t), places, clash].filter(Boolean).join(' · ') || undefined,
    disabled: !ticked && !before.includes(part.slug) && (begun || (full && !hasLine)),
  };
}

function placesWords({ places: { left, capacity } }: Part, { t, hasLine }: Around): string | null {
  if (left === null || capacity === null) return null;
  if (left === 0) return hasLine ? t.signup_part_line() : t.signup_part_full();
  return isFew(left, capacity) ? t.event_places_few({ count: left }) : t.event_places_left({ count: left });
}

/** How many clashes are named: where most things are at once, the times say it better. */
const clashesNamed = 2;

function clashWords(part: Part, { t, parts }: Around): string | null {
  const others = parts.filter(
    (other) => other.slug !== part.slug && other.status === 'published' && overlap(part, other),
  );
  if (!others.length || others.length > clashesNamed) return null;
  return t.signup_part_same_time({ others: others.map((other) => other.title).join(', ') });
}
