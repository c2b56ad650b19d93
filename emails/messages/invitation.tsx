import type { InvitationLetter } from '../../db/letter-kinds';
import type { Speech } from '../../domain/language/speech';
import { Line, LinkButton } from '../parts/text';

/** Asks somebody to join an organisation. */
export function invitation(t: Speech, { organisation, by, role }: InvitationLetter, link: string) {
  const may = {
    administrator: t.mail_invitation_administrator(),
    organiser: t.mail_invitation_organiser(),
    door: t.mail_invitation_door(),
  }[role];
  return {
    subject: t.mail_invitation_subject({ organisation }),
    said: t.mail_invitation_said({ by, organisation }),
    body: (
      <>
        <Line>{may}</Line>
        <LinkButton href={link}>{t.mail_invitation_open()}</LinkButton>
        <Line>{t.mail_invitation_not_yours()}</Line>
      </>
    ),
  };
}
