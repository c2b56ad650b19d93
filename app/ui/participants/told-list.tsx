import type { OneParticipant, Told } from '../../../db/participants/one';
import { wayTo } from '../../../domain/calls';
import type { Instant } from '../../../domain/event';
import { atLineStart, formatMoment } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import { noticeWords } from './notice-words';

/** What somebody has been told, the latest first, and what became of it. */
export function ToldList(props: { t: Speech; now: Instant; timeZone: string; one: OneParticipant }) {
  const { t, now, timeZone, one: participant } = props;
  const { told } = participant;
  if (!told.length) return <p>{t.participants_told_none()}</p>;
  const when = (at: Instant) => formatMoment(at, timeZone, t, now);
  return (
    <ul className="console-list">
      {told.map((one) => (
        <li key={one.id}>
          <p>
            <strong>{noticeWords(t, one.kind)}</strong>
          </p>
          <p className="quiet">
            {atLineStart(when(one.at), t)}. {stateWords(t, one, participant, when)}
          </p>
        </li>
      ))}
    </ul>
  );
}

function stateWords(
  t: Speech,
  { state, settledAt, calledAt, call, at }: Told,
  to: OneParticipant,
  when: (at: Instant) => string,
): string {
  switch (state) {
    case 'sent':
      return t.participants_told_sent({ when: when(settledAt ?? at) });
    case 'queued':
      return t.participants_told_queued();
    case 'dropped':
      return t.participants_told_dropped();
    case 'call':
      if (call === null) return t.participants_told_page();
      if (call === 'overtaken') return t.participants_told_overtaken();
      if (call === 'done') return t.participants_told_called({ when: when(calledAt ?? at) });
      return wayTo(to) === 'neither' ? t.participants_told_neither() : t.participants_told_call();
  }
}
