import type { ReactNode } from 'react';
import type { Speech } from '../../../domain/language/speech';
import { moreRows, rowsShown, rowUp, type RowList as List } from '../../forms/editor/rows';
import { valueOf, type Typed } from '../../forms/typed';

/**
 * Rows of fields, with buttons that send the form and get it back with more rows, or with one row moved up: nothing is
 * saved by them, and nothing typed is lost.
 */
export function RowList(props: {
  t: Speech;
  typed: Typed;
  list: List;
  /** How many empty rows there are to begin with. */
  empty: number;
  legend: string;
  hint: string;
  /** "Ta bort ”Yoga”": the name of what a row holds. */
  nameOf: (row: number) => string;
  /** "Aktivitet 2", for an empty one. */
  titleOf: (number: number) => string;
  moreLabel: string;
  children: (row: string) => ReactNode;
}) {
  const { t, typed, list, empty, legend, hint, nameOf, titleOf, moreLabel, children } = props;
  const count = rowsShown(typed, list, empty);
  return (
    <fieldset className="field row-list">
      <legend>{legend}</legend>
      <p className="hint">{hint}</p>
      <input type="hidden" name={`${list}.rows`} value={count} />
      {Array.from({ length: count }, (_, row) => {
        const name = nameOf(row);
        const removing = `${list}.${row}.remove`;
        return (
          <fieldset className="row" key={row}>
            <legend>{titleOf(row + 1)}</legend>
            {children(`${list}.${row}`)}
            {name && (
              <div className="tick">
                <input
                  type="checkbox"
                  id={removing}
                  name={removing}
                  value="yes"
                  defaultChecked={valueOf(typed, removing) !== ''}
                />
                <label htmlFor={removing}>{t.editor_row_remove({ name })}</label>
              </div>
            )}
            {name && row > 0 && (
              <button type="submit" className="button button-other" name={rowUp} value={`${list}.${row}`}>
                {t.editor_row_up()}
                <span className="unseen"> {name}</span>
              </button>
            )}
          </fieldset>
        );
      })}
      <button type="submit" className="button button-other" name={moreRows} value={list}>
        {moreLabel}
      </button>
    </fieldset>
  );
}
