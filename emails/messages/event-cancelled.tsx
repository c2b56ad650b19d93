import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { Labelled, Line } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** The organiser called it off. */
export const eventCancelled: Message = {
  subject: ({ t, title }) => t.mail_event_cancelled_subject({ title }),
  said: ({ t, named }) => t.mail_event_cancelled_said({ named }),
  body: (view) => (
    <>
      <Labelled label={view.t.mail_event_cancelled_words()} lines={view.letter.words?.split('\n') ?? []} />
      <Line>{view.t.mail_event_cancelled_next()}</Line>
      <WhenWhere {...view} />
      <Code view={view} over />
      <Contact {...view} />
    </>
  ),
};
