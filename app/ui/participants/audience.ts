import type { Audience } from '../../../domain/event';
import type { Speech } from '../../../domain/language/speech';

/** An audience, as one person says it of herself. */
export function audienceWords(t: Speech, audience: Audience): string {
  switch (audience) {
    case 'brukare':
      return t.signup_audience_brukare();
    case 'staff':
      return t.signup_audience_staff();
    case 'volunteer':
      return t.signup_audience_volunteer();
    case 'public':
      return t.signup_audience_public();
  }
}
