import type { Consequences } from '../../../db/programme/edit';
import type { Speech } from '../../../domain/language/speech';
import type { Typed } from '../../forms/typed';
import { ConsequenceList } from '../consequences';

/**
 * What a change will do to whom, before it is done. What was typed stands in hidden fields: it is saved from here, or
 * goes back into its form.
 */
export function Confirm({ t, consequences, typed }: { t: Speech; consequences: Consequences; typed: Typed }) {
  return (
    <form method="post" noValidate>
      <p>{t.editor_confirm_text()}</p>
      <ConsequenceList t={t} consequences={consequences} />
      {typed.map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <p>
        <button type="submit" className="button button-go" name="bekraftat" value="1">
          {t.editor_confirm_yes()}
        </button>
        <button type="submit" className="button button-other" name="tillbaka" value="1">
          {t.editor_confirm_back()}
        </button>
      </p>
    </form>
  );
}
