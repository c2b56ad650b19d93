import type { Instant, Kind } from '../../domain/event';
import { tellingKind } from '../../domain/language/kind-words';
import type { Speech } from '../../domain/language/speech';
import { DateBlock } from './date-block';
import { Mark } from './notice';
import { Trail } from './page';
import { Pictogram } from './pictogram';

/** The top of an event's or a series' page: a big date, what it is, its name. */
export function OfferHead(props: {
  t: Speech;
  /** Left out where it is no page of its own. */
  trail?: readonly { href: string; label: string }[];
  title: string;
  kind: Kind;
  cancelled: boolean;
  /** null: a series, which has many */
  date: { start: Instant | null; timeZone: string; now: Instant } | null;
  summary: string | null;
}) {
  const { t, trail, title, kind, cancelled, date, summary } = props;
  return (
    <>
      <Trail t={t} trail={trail} />
      <header className={date ? 'offer-head dated' : 'offer-head'}>
        {date && <DateBlock t={t} {...date} />}
        <p className="kind">
          <Pictogram kind={kind} /> <span>{tellingKind(t, kind)}</span>{' '}
          {cancelled && <Mark tone="stop">{t.event_mark_cancelled()}</Mark>}
        </p>
        <h1>{cancelled ? <s>{title}</s> : title}</h1>
      </header>
      {summary && <p className="summary">{summary}</p>}
    </>
  );
}
