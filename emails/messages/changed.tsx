import type { Message } from '../message';
import { Confirmation } from '../parts/confirmation';
import { Standing } from '../parts/standing';

/** You changed your signup. It may be the first mail that you get, so it holds all that a confirmation does. */
export const changed: Message = {
  subject: ({ t, title }) => t.mail_changed_subject({ title }),
  said: ({ t, named }) => t.mail_changed_said({ named }),
  body: (view) => (
    <>
      <Standing {...view} />
      <Confirmation {...view} />
    </>
  ),
};
