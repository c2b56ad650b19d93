import type { Speech } from '../../domain/language/speech';
import { sayPlan } from '../../domain/series/say-plan';
import { valueOf, valuesOf, type Typed } from '../forms/typed';
import type { ShownPreview } from '../http/series-making.server';
import { Button } from './button';
import { Alert } from './notice';
import { PreviewDates } from './preview-dates';

/**
 * Inside the form that makes a series: the dates that were understood, each with a box to leave it out, and the button
 * that makes it. All that stands above counts as it stands; other dates than these are shown first.
 */
export function MakeSeries(props: { t: Speech; typed: Typed; preview: ShownPreview | null }) {
  const { t, typed, preview } = props;
  const skip = valuesOf(typed, 'skip');
  // what was left out is so still when what was written wrong has been put right
  if (!preview) return skip.map((day) => <input key={day} type="hidden" name="skip" value={day} />);
  return (
    <div className="series-preview">
      <h2 id="datumen">{t.series_dates()}</h2>
      <ShownDates t={t} typed={typed} shown={preview.shown} isAnew={preview.isAnew} />
      <p>{t.series_understood({ said: sayPlan(preview.plan, t) })}</p>
      {preview.endless && <p>{t.series_endless()}</p>}
      <PreviewDates
        t={t}
        dates={preview.dates}
        skip={skip}
        skipped={preview.plan.rhythm.every === 'date' ? 'absent' : 'cancelled'}
      />
      {preview.goesOn && <p>{t.series_goes_on()}</p>}
      <Button>{t.series_make()}</Button>
      <p className="hint">{t.series_make_hint()}</p>
    </div>
  );
}

/** What a form carries of the dates that it shows, and, where they are others than before, that they are. */
export function ShownDates(props: { t: Speech; typed: Typed; shown: string; isAnew: boolean }) {
  const { t, typed, shown, isAnew } = props;
  return (
    <>
      <input type="hidden" name="shown" value={shown} />
      <input type="hidden" name="way" value={valueOf(typed, 'way')} />
      {isAnew && (
        <Alert>
          <p>
            <strong>{t.series_shown_anew()}</strong>
          </p>
        </Alert>
      )}
    </>
  );
}
