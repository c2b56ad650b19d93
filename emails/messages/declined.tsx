import type { Message } from '../message';
import { Contact } from '../parts/contact';
import { Line } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** The organiser said no. Nobody has done anything wrong, and there is somebody to ask. */
export const declined: Message = {
  subject: ({ t, title }) => t.approval_mail_declined_subject({ title }),
  said: ({ t, named }) => t.approval_mail_declined_said({ named }),
  body: (view) => (
    <>
      <Line>{view.t.approval_mail_declined_next()}</Line>
      <WhenWhere {...view} />
      <Contact {...view} />
    </>
  ),
};
