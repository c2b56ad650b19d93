import type { Message } from '../message';
import { Confirmation } from '../parts/confirmation';

/** You have a place. */
export const confirmed: Message = {
  subject: ({ t, title }) => t.mail_confirmed_subject({ title }),
  said: ({ t, named }) => t.mail_confirmed_said({ named }),
  body: Confirmation,
};
