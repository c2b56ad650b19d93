import type { Speech } from '../../domain/language/speech';
import { TextArea } from './text-input';

/** What an organiser says to those who had signed up to what is called off; a discreet event says nothing. CONTRACT §4.5 */
export function CalledOffWords(props: { t: Speech; offer: { discreet: boolean }; value?: string; error?: string }) {
  const { t, offer, value, error } = props;
  if (offer.discreet) return <p>{t.editor_call_off_discreet()}</p>;
  return (
    <TextArea
      t={t}
      name="words"
      label={t.editor_call_off_words()}
      hint={t.editor_call_off_words_hint()}
      error={error}
      value={value}
      rows={4}
      optional
    />
  );
}
