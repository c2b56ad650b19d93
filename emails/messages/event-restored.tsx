import type { Message } from '../message';
import { Confirmation } from '../parts/confirmation';
import { Standing } from '../parts/standing';

/** What was called off is on again. Who was never told the first is well served by this alone. */
export const eventRestored: Message = {
  subject: ({ t, title }) => t.mail_event_restored_subject({ title }),
  said: ({ t, named }) => t.mail_event_restored_said({ named }),
  body: (view) => (
    <>
      <Standing {...view} />
      <Confirmation {...view} />
    </>
  ),
};
