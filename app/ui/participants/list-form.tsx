import type { Speech } from '../../../domain/language/speech';
import { Button } from '../button';
import { CheckboxGroup, Select } from '../choices';

/** What a list on paper has on it. A POST, since making one is written down. */
export function ListForm(props: {
  t: Speech;
  parts: readonly { id: string; title: string }[];
  part: string | null;
  phones: boolean;
}) {
  const { t, parts, part, phones } = props;
  return (
    <form method="post" className="no-print">
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
        name="telefon"
        label={t.participants_list_phone()}
        hint={t.participants_list_phones_hint()}
        values={phones ? ['1'] : []}
        choices={[{ value: '1', label: t.participants_list_phones() }]}
      />
      <Button look="other">{t.participants_list_make()}</Button>
    </form>
  );
}
