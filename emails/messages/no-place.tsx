import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { Line } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** The wait is over and no place came. Told once: CONTRACT §3.3. */
export const noPlace: Message = {
  subject: ({ t, title }) => t.mail_no_place_subject({ title }),
  said: ({ t, named }) => t.mail_no_place_said({ named }),
  body: (view) => (
    <>
      <Line>{view.t.mail_no_place_next()}</Line>
      <WhenWhere {...view} />
      <Code view={view} over />
      <Contact {...view} />
    </>
  ),
};
