import type { CoHostLetter } from '../../db/letter-kinds';
import type { Speech } from '../../domain/language/speech';
import { oneLine } from '../../domain/text';
import { Line, LinkButton } from '../parts/text';

/** Asks an organisation to host an event or a series with another. */
export function coHost(t: Speech, { title, host, organisation, by }: CoHostLetter, link: string) {
  return {
    subject: oneLine(t.mail_co_host_subject({ host, title })),
    said: t.mail_co_host_said({ by, host, organisation, title }),
    body: (
      <>
        <Line>{t.mail_co_host_text()}</Line>
        <LinkButton href={link}>{t.mail_co_host_open()}</LinkButton>
      </>
    ),
  };
}
