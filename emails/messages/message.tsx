import type { Message } from '../message';
import { Contact } from '../parts/contact';
import { Labelled, Line, LinkButton, Paragraphs } from '../parts/text';
import { whenWords, whereWords } from '../parts/when-where';
import { written } from '../text';

/** What an organiser writes to many, in their own words; and which signup it is about, since one can have several. */
export const message: Message = {
  subject: ({ letter }) => letter.message?.subject ?? '',
  said: ({ letter }) => letter.message?.subject ?? '',
  body: (view) => {
    const { letter, t, title, links } = view;
    const own = letter.message;
    const foreign = own && own.language !== t.language ? own.language : undefined;
    return (
      <>
        {foreign && <Line>{t.mail_message_swedish_only()}</Line>}
        <Paragraphs text={own?.words ?? ''} lang={foreign} />
        <Labelled label={t.mail_message_about()} lines={[title, whenWords(view), whereWords(view)]} />
        <Labelled label={t.mail_message_for()} lines={[written(letter.receipt.name)]} />
        <LinkButton href={links.receipt}>{t.mail_open_receipt()}</LinkButton>
        <Contact {...view} />
      </>
    );
  },
};
