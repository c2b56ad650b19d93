import type { Participant } from '../../../db/participants/list';
import type { EndedAs, Instant } from '../../../domain/event';
import { atLineStart, formatMoment } from '../../../domain/language/dates';
import type { Language, Speech } from '../../../domain/language/speech';
import type { Question } from '../../../domain/question';
import { SummaryList } from '../summary-list';
import { answersGiven } from './answers';
import { audienceWords } from './audience';
import { ContactOf } from './contact';
import { StandsMark } from './state';

/** Everything about one signup, but for its code. @param props.named says the name too, where no heading does */
export function Facts(props: {
  t: Speech;
  now: Instant;
  timeZone: string;
  one: Participant & { endedAs?: EndedAs | null; language?: Language };
  questions: readonly Question[];
  named?: boolean;
}) {
  const { t, now, timeZone, one, questions, named } = props;
  const signedUp = atLineStart(formatMoment(one.createdAt, timeZone, t, now), t);
  const by = one.addedBy
    ? one.addedBy.name
      ? t.participants_added({ who: one.addedBy.name })
      : t.participants_added_nobody()
    : null;
  return (
    <SummaryList
      rows={[
        { label: t.participants_list_name(), value: named && <bdi>{one.name}</bdi> },
        { label: t.participants_state(), value: <StandsMark t={t} one={one} /> },
        { label: t.participants_who(), value: t.participants_people({ count: one.partySize }) },
        { label: t.participants_chosen(), value: one.chosen.join(', ') },
        {
          label: t.participants_team(),
          value: one.team && t.participants_team_name({ number: one.team.number, name: one.team.name }),
        },
        { label: t.participants_audience(), value: one.audience && audienceWords(t, one.audience) },
        { label: t.participants_reach(), value: <ContactOf t={t} one={one} /> },
        ...answersGiven(t, questions, one.answers),
        { label: t.participants_note(), value: one.note },
        { label: t.participants_own_note(), value: one.organiserNote },
        { label: t.participants_signed_up(), value: [signedUp, by].filter(Boolean).join('. ') },
        {
          label: t.participants_language(),
          value: one.language && (one.language === 'sv' ? t.participants_language_sv() : t.participants_language_en()),
        },
      ]}
    />
  );
}
