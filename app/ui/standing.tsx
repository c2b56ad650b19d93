import type { Instant } from '../../domain/event';
import { formatMoment } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import type { Standing } from '../../domain/places-left';
import { Mark, Notice, type Tone } from './notice';

/** How an event stands in a word or two, for a list. Nothing where one can simply sign up. */
export function StandingMark({ t, standing }: { t: Speech; standing: Standing }) {
  const [tone, words] = markOf(t, standing);
  return words ? <Mark tone={tone}>{words}</Mark> : null;
}

function markOf(t: Speech, standing: Standing): [Tone, string | null] {
  switch (standing.state) {
    case 'cancelled':
      return ['stop', t.event_mark_cancelled()];
    case 'over':
      return ['plain', t.event_mark_over()];
    case 'none':
      return ['good', t.event_mark_drop_in()];
    case 'external':
      return ['plain', t.event_mark_external()];
    case 'series':
      return ['plain', t.event_mark_series()];
    case 'not-yet':
      return ['plain', t.event_mark_not_yet()];
    case 'closed':
      return ['plain', t.event_mark_closed()];
    case 'few':
      return ['mind', t.event_places_few({ count: standing.left })];
    case 'waitlist':
      return ['mind', t.event_mark_waitlist()];
    case 'full':
      return ['stop', t.event_mark_full()];
    case 'open':
      return ['plain', null];
  }
}

/**
 * How an event stands, in a heading and a sentence that says what one can do. Nothing where one can simply sign up.
 * @param seriesTitle of the series that one signs up to
 */
export function StandingNotice(props: {
  t: Speech;
  standing: Standing;
  now: Instant;
  timeZone: string;
  seriesTitle?: string;
}) {
  const { t, standing } = props;
  switch (standing.state) {
    case 'cancelled':
      return (
        <Notice tone="stop" heading={t.event_state_cancelled()}>
          <p>{t.event_state_cancelled_text()}</p>
        </Notice>
      );
    case 'over':
      return <Notice heading={t.event_state_over()} />;
    case 'none':
      return (
        <Notice tone="good" heading={t.event_state_drop_in()}>
          <p>{t.event_state_drop_in_text()}</p>
        </Notice>
      );
    case 'external':
      return (
        <Notice heading={t.event_state_external()}>
          <p>{t.event_state_external_text()}</p>
        </Notice>
      );
    case 'series':
      return (
        <Notice heading={t.event_state_series()}>
          {props.seriesTitle && <p>{t.event_state_series_text({ series: props.seriesTitle })}</p>}
        </Notice>
      );
    case 'not-yet':
      return (
        <Notice heading={t.event_state_not_yet()}>
          <p>{t.event_state_not_yet_text({ when: formatMoment(standing.opensAt, props.timeZone, t, props.now) })}</p>
        </Notice>
      );
    case 'closed':
      return (
        <Notice heading={t.event_state_closed()}>
          <p>{t.event_state_closed_text()}</p>
        </Notice>
      );
    case 'waitlist':
      return (
        <Notice tone="mind" heading={t.event_state_waitlist()}>
          <p>{t.event_state_waitlist_text()}</p>
        </Notice>
      );
    case 'full':
      return (
        <Notice tone="stop" heading={t.event_state_full()}>
          <p>{t.event_state_full_text()}</p>
        </Notice>
      );
    // what is left is said by the bar of places
    case 'few':
    case 'open':
      return null;
  }
}
