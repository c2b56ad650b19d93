import type { Instant } from '../../domain/event';
import { atLineStart, formatWhen, type When } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { soughtOnMap } from '../../domain/map-search';
import { SummaryList } from './summary-list';

/** When and where, in words. What is still open is said to be announced. */
export function WhenAndWhere(props: {
  t: Speech;
  now: Instant;
  when: When;
  venue: string | null;
  address: string | null;
}) {
  const { t, now, when, venue, address } = props;
  return (
    <SummaryList
      rows={[
        { label: t.event_when(), value: <strong>{atLineStart(formatWhen(when, t, now), t)}</strong> },
        { label: t.event_where(), value: <Where t={t} venue={venue} address={address} /> },
      ]}
    />
  );
}

/** A place with a link to a map: a link, so that nobody is asked for anything before it is followed. */
export function Where({ t, venue, address }: { t: Speech; venue: string | null; address: string | null }) {
  if (!venue) return <>{t.event_place_open()}</>;
  const sought = encodeURIComponent(soughtOnMap(venue, address));
  return (
    <>
      <strong>{venue}</strong>
      {address && address !== venue && <>, {address}</>}
      <br />
      <a
        className="no-print"
        href={`https://www.openstreetmap.org/search?query=${sought}`}
        rel="external noopener noreferrer"
      >
        {t.event_map()}
      </a>
    </>
  );
}
