import type { Message } from '../message';
import { Contact } from '../parts/contact';
import { OwnWords } from '../parts/own-words';
import { Labelled, LinkButton } from '../parts/text';
import { whenWords, whereWords } from '../parts/when-where';
import { written } from '../text';

/** What an organiser writes to many, in their own words; and which signup it is about, since one can have several. */
export const message: Message = {
  subject: ({ letter }) => letter.message?.subject ?? '',
  said: ({ letter }) => letter.message?.subject ?? '',
  body: (view) => {
    const { letter, t, title, links } = view;
    return (
      <>
        <OwnWords {...view} />
        <Labelled label={t.mail_message_about()} lines={[title, whenWords(view), whereWords(view)]} />
        <Labelled label={t.mail_message_for()} lines={[written(letter.receipt.name)]} />
        <LinkButton href={links.receipt}>{t.mail_open_receipt()}</LinkButton>
        <Contact {...view} />
      </>
    );
  },
};
