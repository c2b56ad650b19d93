import type { Message } from '../message';
import { Contact } from '../parts/contact';
import { OwnWords } from '../parts/own-words';
import { Labelled, LinkLine } from '../parts/text';
import { whenWords } from '../parts/when-where';
import { written } from '../text';

/** An organiser's thanks when it is over, in their own words; of a discreet event we ourselves do not say of what. */
export const thanks: Message = {
  subject: ({ t, title }) => t.mail_thanks_subject({ title }),
  said: ({ t, named }) => t.mail_thanks_said({ named }),
  body: (view) => {
    const { letter, t, title, links } = view;
    return (
      <>
        <OwnWords {...view} />
        <Labelled label={t.mail_message_about()} lines={[title, whenWords(view)]} />
        <Labelled label={t.mail_message_for()} lines={[written(letter.receipt.name)]} />
        <Contact {...view} />
        <LinkLine href={links.reminders}>{t.mail_thanks_stop()}</LinkLine>
      </>
    );
  },
};
