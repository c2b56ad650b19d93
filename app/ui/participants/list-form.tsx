import type { Speech } from '../../../domain/language/speech';
import { printedColumn, writePrintedColumns, type PrintedColumns } from '../../../domain/printed-columns';
import type { Question } from '../../../domain/question';
import { Button } from '../button';
import { CheckboxGroup, Select } from '../choices';

/** What a list on paper has on it. A POST, since making one is written down. With script a tick sends it by itself. */
export function ListForm(props: {
  t: Speech;
  parts: readonly { id: string; title: string }[];
  part: string | null;
  questions: readonly Question[];
  columns: PrintedColumns;
}) {
  const { t, parts, part, questions, columns } = props;
  return (
    <form method="post" className="no-print" data-list-form>
      {parts.length > 0 && (
        <Select
          t={t}
          name="del"
          label={t.participants_list_which()}
          value={part ?? ''}
          choices={[
            { value: '', label: t.participants_list_all() },
            { value: 'each', label: t.participants_list_each() },
            ...parts.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      )}
      <CheckboxGroup
        t={t}
        name="med"
        label={t.participants_list_columns()}
        hint={t.participants_list_columns_hint()}
        values={writePrintedColumns(columns)}
        choices={[
          { value: printedColumn.phones, label: t.participants_list_phones() },
          ...questions.map(({ id, label }) => ({ value: printedColumn.question(id), label })),
          { value: printedColumn.notes, label: t.signup_note() },
        ]}
      />
      <div data-without-script>
        <Button>{t.participants_list_show()}</Button>
      </div>
    </form>
  );
}
