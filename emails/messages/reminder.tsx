import type { Message, View } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { GoodToKnow } from '../parts/good-to-know';
import { TeamCard } from '../parts/team';
import { Labelled, Line } from '../parts/text';
import { placeWords, WhenWhere } from '../parts/when-where';
import { sayWhen } from '../when';

/** It is soon: when, where, what to bring. No day is called "tomorrow", since a mail is read any day. */
export const reminder: Message = {
  subject: ({ t, title }) => t.mail_reminder_subject({ title }),
  said: ({ t, named }) => t.mail_reminder_said({ named }),
  body: (view) => {
    const { t, links } = view;
    return (
      <>
        {view.letter.reminded ? <OneDate {...view} /> : <WhenWhere {...view} />}
        <GoodToKnow {...view} />
        <TeamCard {...view} />
        <Line>{t.mail_reminder_cannot()}</Line>
        <Code view={view} />
        <Line>{t.mail_reminder_calendar({ url: links.calendar })}</Line>
        <Contact {...view} />
        <Line>{t.mail_reminder_stop({ url: links.reminders })}</Line>
      </>
    );
  },
};

/** Of a whole series: the date that is next, not all of them. */
function OneDate({ letter, t, title }: View) {
  const date = letter.reminded!;
  return (
    <>
      <Labelled label={t.mail_what()} lines={[title]} />
      <Labelled label={t.mail_when()} lines={[sayWhen(date, letter.receipt.offer.timeZone, t)]} />
      <Labelled label={t.mail_where()} lines={[placeWords(date, t)]} />
    </>
  );
}
