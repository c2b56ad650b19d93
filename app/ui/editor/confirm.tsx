import type { Consequences } from '../../../db/programme/edit';
import type { Speech } from '../../../domain/language/speech';
import type { Typed } from '../../forms/typed';
import { ConsequenceList } from '../consequences';
import { WasBecomesList, type WasBecomes } from '../was-becomes';

/**
 * What a change will do to whom, before it is done. What was typed stands in hidden fields: it is saved from here, or
 * goes back into its form.
 */
export function Confirm(props: {
  t: Speech;
  consequences: Consequences;
  typed: Typed;
  /** The section in a line, as it is and as it will be. */
  change: WasBecomes;
}) {
  const { t, consequences, typed, change } = props;
  return (
    <form method="post" noValidate>
      <p>{t.editor_confirm_text()}</p>
      <WasBecomesList t={t} {...change} />
      <ConsequenceList t={t} consequences={consequences} />
      {typed.map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <p>
        <button type="submit" className="button button-go" name="bekraftat" value="ja">
          {t.editor_confirm_yes()}
        </button>
        <button type="submit" className="button button-other" name="tillbaka" value="1">
          {t.editor_confirm_back()}
        </button>
      </p>
    </form>
  );
}
