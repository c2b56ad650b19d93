import { kinds, type Audience, type Kind } from '../event';
import type { Speech } from './speech';

/** A kind of event in words: "Hälsodag". */
export function kindName(t: Speech, kind: Kind): string {
  switch (kind) {
    case 'health-day':
      return t.event_kind_health_day();
    case 'breakfast-dialogue':
      return t.event_kind_breakfast_dialogue();
    case 'tournament':
      return t.event_kind_tournament();
    case 'course':
      return t.event_kind_course();
    case 'meeting':
      return t.event_kind_meeting();
    case 'workshop':
      return t.event_kind_workshop();
    case 'visit':
      return t.event_kind_visit();
    case 'exhibition':
      return t.event_kind_exhibition();
    case 'film':
      return t.event_kind_film();
    case 'other':
      return t.event_kind_other();
  }
}

/** A kind where it tells something; '' for the rest of them, of which no word does. */
export const tellingKind = (t: Speech, kind: Kind): string => (kind === 'other' ? '' : kindName(t, kind));

/** The kinds to choose among, as one who writes thinks of them. */
export const kindChoices = (t: Speech): { value: Kind; label: string }[] =>
  kinds.map((value) => ({ value, label: value === 'other' ? t.editor_kind_other() : kindName(t, value) }));

/** An audience in words, as one of several that a person can be: "Brukare". */
export function audienceName(t: Speech, audience: Audience): string {
  switch (audience) {
    case 'brukare':
      return t.event_audience_brukare();
    case 'staff':
      return t.event_audience_staff();
    case 'volunteer':
      return t.event_audience_volunteer();
    case 'public':
      return t.event_audience_public();
  }
}

/** Whom places are kept for, inside a sentence: "10 platser hålls för brukare". */
export function keptFor(t: Speech, audience: Audience): string {
  switch (audience) {
    case 'brukare':
      return t.event_kept_brukare();
    case 'staff':
      return t.event_kept_staff();
    case 'volunteer':
      return t.event_kept_volunteer();
    case 'public':
      return t.event_kept_public();
  }
}
