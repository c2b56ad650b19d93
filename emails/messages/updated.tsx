import type { Message, View } from '../message';
import { Confirmation } from '../parts/confirmation';
import { newPlaceOfAll } from '../parts/new-place';
import { Standing } from '../parts/standing';

/** The organiser changed something that one has to know: when, where, or what one had chosen. */
export const updated: Message = {
  subject: (view) => {
    const { t, title } = view;
    const change = changeOf(view);
    if (change === 'both') return t.mail_updated_subject_both({ title });
    if (change === 'time') return t.mail_updated_subject_time({ title });
    if (change === 'place') return t.mail_updated_subject_place({ title });
    return t.mail_updated_subject({ title });
  },
  said: (view) => {
    const { t, named } = view;
    const change = changeOf(view);
    if (change === 'both') return t.mail_updated_said_both({ named });
    if (change === 'time') return t.mail_updated_said_time({ named });
    if (change === 'place') return t.mail_updated_said_place({ named });
    if (change === 'signup') return t.mail_updated_said_signup({ named });
    if (change === 'dates') return t.mail_updated_said_dates({ named });
    return t.mail_updated_said({ named });
  },
  body: (view) => (
    <>
      <Standing {...view} />
      <Confirmation {...view} />
    </>
  ),
};

/** What it begins with: when and where before all else. */
function changeOf({ letter, t }: View): 'time' | 'place' | 'both' | 'signup' | 'dates' | 'parts' {
  const { changed = [], events = [], places = [] } = letter.facts;
  if (changed.includes('time') && changed.includes('place')) return 'both';
  const first = (['time', 'place', 'signup'] as const).find((what) => changed.includes(what));
  if (first) return first;
  if (!events.length && newPlaceOfAll({ letter, t }) !== null) return 'place';
  return events.length || places.length ? 'dates' : 'parts';
}
