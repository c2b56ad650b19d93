import type { Speech } from '../../domain/language/speech';
import { isFew } from '../../domain/places-left';

/** As many as the bar and its sentence need. */
export interface PlacesShown {
  /** null: no limit, so there is no bar */
  capacity: number | null;
  taken: number;
  /** null: no limit */
  left: number | null;
  /** People in line. */
  waiting: number;
}

/**
 * How many places are left, as a bar and a sentence. The sentence says it all; the bar is for the eye.
 * @param of what the places are for: people, or whole teams
 */
export function PlacesBar(props: { t: Speech; places: PlacesShown; of?: 'people' | 'teams' }) {
  const { t, places, of = 'people' } = props;
  const { capacity, taken, left } = places;
  const few = capacity !== null && left !== null && isFew(left, capacity);
  return (
    <div className={few ? 'places places-few' : 'places'}>
      {capacity !== null && (taken > 0 || left === 0) && (
        <Bar share={capacity === 0 ? 100 : Math.min(100, Math.round((taken / capacity) * 100))} />
      )}
      <p>{of === 'teams' ? teamsSentence(t, places) : placesSentence(t, places)}</p>
    </div>
  );
}

/** "12 platser kvar. 78 av 90 platser är tagna." */
export function placesSentence(t: Speech, { capacity, taken, left, waiting }: PlacesShown): string {
  const line = waiting ? t.event_places_waiting({ count: waiting }) : '';
  if (capacity === null || left === null) {
    return [t.event_places_unlimited(), taken ? t.event_places_signed_up({ count: taken }) : '', line].join(' ').trim();
  }
  if (capacity === 0) return [t.event_places_none(), line].join(' ').trim();
  if (taken === 0 && left === capacity) return t.event_places_all_free({ count: capacity });
  if (left > 0) {
    const facts = { count: left, taken, capacity };
    return isFew(left, capacity) ? t.event_places_few_of(facts) : t.event_places_left_of(facts);
  }
  const full = taken < capacity ? t.event_places_taken({ taken, capacity }) : null;
  return [full ?? (capacity === 1 ? t.event_places_full_one() : t.event_places_full({ capacity })), line]
    .join(' ')
    .trim();
}

/** "4 lag är med. Plats för 12 lag till." */
function teamsSentence(t: Speech, { capacity, taken, left }: PlacesShown): string {
  if (capacity !== null && left === 0) return t.event_state_teams_full({ capacity });
  return [
    taken ? t.event_teams_count({ count: taken }) : null,
    left === null ? null : t.event_teams_left({ count: left }),
  ]
    .filter(Boolean)
    .join(' ');
}

// drawn, since a style attribute would be stopped by our own content security policy
function Bar({ share }: { share: number }) {
  return (
    <svg className="places-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect width="100" height="1" />
      <rect className="places-taken" width={share} height="1" />
    </svg>
  );
}
