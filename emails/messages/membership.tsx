import type { MembershipLetter } from '../../db/letter-kinds';
import type { Speech } from '../../domain/language/speech';
import { oneLine } from '../../domain/text';
import { Line, LinkButton } from '../parts/text';

/** Tells an organiser that a colleague has given them another role, or taken it away. */
export function membership(t: Speech, { organisation, role, by }: MembershipLetter, link: string) {
  const ask = <Line>{t.mail_colleague_ask({ by })}</Line>;
  if (role === null) {
    return {
      subject: oneLine(t.mail_membership_removed_subject({ organisation })),
      said: oneLine(t.mail_membership_removed_said({ by, organisation })),
      body: (
        <>
          <Line>{t.mail_membership_removed_text()}</Line>
          {ask}
        </>
      ),
    };
  }
  const may = {
    administrator: t.mail_membership_administrator(),
    organiser: t.mail_membership_organiser(),
    door: t.mail_membership_door(),
  }[role];
  return {
    subject: oneLine(t.mail_membership_subject({ organisation })),
    said: oneLine(t.mail_membership_said({ by, organisation })),
    body: (
      <>
        <Line>{may}</Line>
        <LinkButton href={link}>{t.mail_membership_open()}</LinkButton>
        {ask}
      </>
    ),
  };
}
