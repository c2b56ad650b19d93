import type { Speech } from '../../../domain/language/speech';
import { consoleOfferPath, participantsPath } from '../../../domain/paths';

/** Where those who sign up to this are: on each date of a series, or on the series of a date. */
export function WhereElse(props: { t: Speech; offer: { slug: string }; elsewhere: 'dates' | string }) {
  const { t, offer, elsewhere } = props;
  if (elsewhere === 'dates') {
    return (
      <p>
        <a href={consoleOfferPath('series', offer.slug)}>{t.participants_of_series_dates()}</a>
      </p>
    );
  }
  return (
    <p>
      {t.participants_on_series()} <a href={participantsPath('series', elsewhere)}>{t.participants_on_series_link()}</a>
    </p>
  );
}
