import type { Speech } from '../../../domain/language/speech';
import type { whyNotOnBehalf } from '../../../domain/offer';
import { Notice } from '../notice';

type Why = NonNullable<ReturnType<typeof whyNotOnBehalf>>;

/** Why nobody can be signed up here, by an organiser either. */
export function NotHere({ t, why }: { t: Speech; why: Why }) {
  return (
    <Notice tone="stop" heading={t.participants_add_not_here()}>
      <p>{words(t, why)}</p>
    </Notice>
  );
}

function words(t: Speech, why: Why): string {
  switch (why) {
    case 'draft':
      return t.participants_add_draft();
    case 'dates':
      return t.participants_of_series_dates();
    case 'series':
      return t.participants_on_series();
    case 'none':
      return t.participants_add_drop_in();
    case 'external':
      return t.participants_add_external();
    case 'cancelled':
      return t.participants_is_off();
    default:
      return t.participants_over();
  }
}
