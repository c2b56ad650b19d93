import type { Speech } from '../../../domain/language/speech';
import { rowsOf, type RowList } from '../../forms/editor/rows';
import { valueOf, type Typed } from '../../forms/typed';

/** A list as somebody else has left it, where both have changed it. */
export function TheirRows({
  t,
  theirs,
  list,
  field,
}: {
  t: Speech;
  theirs: Typed | null;
  list: RowList;
  field: string;
}) {
  if (!theirs) return null;
  const rows = rowsOf(theirs, list);
  return (
    <div className="theirs">
      <p>{rows.length ? t.editor_conflict_rows() : t.editor_conflict_theirs_empty()}</p>
      <ul>
        {rows.map((row) => (
          <li key={row}>
            {[field, 'start', 'end', 'places', 'options']
              .map((name) => valueOf(theirs, `${list}.${row}.${name}`))
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </div>
  );
}
