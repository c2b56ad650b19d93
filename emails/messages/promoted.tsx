import type { Message } from '../message';
import { Confirmation } from '../parts/confirmation';
import { Line } from '../parts/text';

/** Your wait is over: you have a place. Nobody has to accept it, but who cannot come should say so. */
export const promoted: Message = {
  subject: ({ t, title, count }) => t.mail_promoted_subject({ title, count }),
  said: ({ t, named, count }) => t.mail_promoted_said({ named, count }),
  body: (view) => (
    <>
      <Line>{view.t.mail_promoted_next()}</Line>
      <Confirmation {...view} />
    </>
  ),
};
