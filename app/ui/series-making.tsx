import type { Speech } from '../../domain/language/speech';
import { sayPlan } from '../../domain/series/say-plan';
import { valuesOf, type Typed } from '../forms/typed';
import type { Preview } from '../http/series-preview.server';
import { Button } from './button';
import { PreviewDates } from './preview-dates';

/** The dates that were understood, each with a box to leave it out, and the button that makes the series. */
export function MakeSeriesForm(props: { t: Speech; action: string; typed: Typed; preview: Preview }) {
  const { t, action, typed, preview } = props;
  return (
    <form method="post" action={action} className="series-preview">
      <h2 id="datumen">{t.series_dates()}</h2>
      <p>{t.series_understood({ said: sayPlan(preview.plan, t) })}</p>
      {preview.endless && <p>{t.series_endless()}</p>}
      <PreviewDates
        t={t}
        dates={preview.dates}
        skip={valuesOf(typed, 'skip')}
        skipped={preview.plan.rhythm.every === 'date' ? 'absent' : 'cancelled'}
      />
      {preview.goesOn && <p>{t.series_goes_on()}</p>}
      {typed
        .filter(([name]) => name !== 'skip')
        .map(([name, one], position) => (
          <input key={position} type="hidden" name={name} value={one} />
        ))}
      <Button>{t.series_make()}</Button>
      <p className="hint">{t.series_make_hint()}</p>
    </form>
  );
}
