import type { CoHostAnswerLetter } from '../../db/letter-kinds';
import type { Speech } from '../../domain/language/speech';
import { oneLine } from '../../domain/text';
import { Line, LinkButton } from '../parts/text';

/** Tells what an organisation answered that was asked to host with another. */
export function coHostAnswer(t: Speech, { offer, organisation, yes }: CoHostAnswerLetter, link: string) {
  const { title } = offer;
  return {
    subject: oneLine(
      yes ? t.mail_co_host_yes_subject({ organisation, title }) : t.mail_co_host_no({ organisation, title }),
    ),
    said: yes ? t.mail_co_host_yes_said({ organisation, title }) : t.mail_co_host_no({ organisation, title }),
    body: (
      <>
        <Line>{yes ? t.mail_co_host_yes_text() : t.mail_co_host_no_text()}</Line>
        <LinkButton href={link}>{t.mail_co_host_look()}</LinkButton>
      </>
    ),
  };
}
