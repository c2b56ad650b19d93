import type { View } from '../message';
import { Line, Paragraphs } from './text';

/** What an organiser has written, as it was; where nobody wrote it in the reader's language, that it is in Swedish. */
export function OwnWords({ letter, t }: View) {
  const own = letter.message;
  const foreign = own && own.language !== t.language ? own.language : undefined;
  return (
    <>
      {foreign && <Line>{t.mail_message_swedish_only()}</Line>}
      <Paragraphs text={own?.words ?? ''} lang={foreign} />
    </>
  );
}
