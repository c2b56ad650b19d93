import { wayTo } from '../../../domain/calls';
import type { Speech } from '../../../domain/language/speech';
import { Mark } from '../notice';
import { MailLink, PhoneLink } from '../reach';

/** How somebody can be reached, to tap; or that they cannot. */
export function ContactOf(props: {
  t: Speech;
  one: { email: string | null; phone: string | null; addressFailed: boolean; hasCode: boolean };
}) {
  const { t, one } = props;
  const { email, phone, addressFailed, hasCode } = one;
  if (!hasCode) return <p className="quiet">{t.participants_named_only()}</p>;
  const noReach = wayTo(one) === 'neither' && <Mark tone="mind">{t.participants_no_reach()}</Mark>;
  if (email === null && phone === null) return noReach;
  return (
    <ul className="reach">
      {phone !== null && (
        <li>
          <PhoneLink phone={phone} />
        </li>
      )}
      {email !== null && (
        <li>
          <MailLink email={email} /> {addressFailed && <Mark tone="stop">{t.participants_mail_fails()}</Mark>} {noReach}
        </li>
      )}
    </ul>
  );
}
