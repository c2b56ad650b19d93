import type { Message } from '../message';
import { Confirmation } from '../parts/confirmation';

/** You have a place. */
export const confirmed: Message = {
  subject: ({ t, title, count }) => t.mail_confirmed_subject({ title, count }),
  said: ({ t, named, count }) => t.mail_confirmed_said({ named, count }),
  body: Confirmation,
};
