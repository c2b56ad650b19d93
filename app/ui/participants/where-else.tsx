import type { Speech } from '../../../domain/language/speech';
import { participantsPath } from '../../../domain/paths';

/**
 * Where those who sign up to a date are, when one signup is for the whole series: there, and on none of its dates.
 * @param props.to where on the series, else to its participants; `words` says what is there
 */
export function WhereElse(props: { t: Speech; series: string; to?: string; words?: string }) {
  const { t, series, to = participantsPath('series', series), words = t.participants_on_series_link() } = props;
  return (
    <p>
      {t.participants_on_series()} <a href={to}>{words}</a>
    </p>
  );
}
