import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { News } from '../parts/news';
import { Line } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** You have asked to come, and the organiser will say yes or no. */
export const received: Message = {
  subject: ({ t, title }) => t.approval_mail_received_subject({ title }),
  said: ({ t, named }) => t.approval_mail_received_said({ named }),
  body: (view) => (
    <>
      <Line>{view.t.approval_mail_received_next()}</Line>
      <News {...view} />
      <WhenWhere {...view} />
      <Code view={view} />
      <Contact {...view} />
    </>
  ),
};
