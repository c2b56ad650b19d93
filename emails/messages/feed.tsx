import type { Speech } from '../../domain/language/speech';
import { Line, LinkButton } from '../parts/text';

/** Asks an address whether its signups may be gathered in a secret calendar. It tells nothing of any signup. */
export const feed = {
  subject: (t: Speech) => t.mail_feed_subject(),
  said: (t: Speech) => t.mail_feed_said(),
  body: (t: Speech, confirmLink: string) => (
    <>
      <Line>{t.mail_feed_yours()}</Line>
      <LinkButton href={confirmLink}>{t.mail_feed_confirm()}</LinkButton>
      <Line>{t.mail_feed_not_yours()}</Line>
      <Line>{t.mail_feed_shows()}</Line>
    </>
  ),
};
