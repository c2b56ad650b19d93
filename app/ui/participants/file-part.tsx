import type { Speech } from '../../../domain/language/speech';
import { participantsFilePath } from '../../../domain/paths';
import { Button } from '../button';

/** Gets those whom the list shows as a file. A POST, since it is written down. */
export function FilePart(props: {
  t: Speech;
  offer: { type: 'event' | 'series'; slug: string };
  /** The list's filter. */
  fields: readonly (readonly [name: string, value: string])[];
}) {
  const { t, offer, fields } = props;
  return (
    <form method="post" action={participantsFilePath(offer.type, offer.slug)} className="no-print">
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="quiet">{t.participants_csv_hint()}</p>
      <Button look="other">{t.participants_csv()}</Button>
    </form>
  );
}
