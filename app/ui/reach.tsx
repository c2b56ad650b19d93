import type { ReactNode } from 'react';
import { dialled, showPhone } from '../../domain/phone';

/** A phone number to tap, as people read it. */
export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a href={`tel:${dialled(phone)}`} dir="ltr">
      {showPhone(phone)}
    </a>
  );
}

/** An e-mail address to tap. */
export function MailLink({ email }: { email: string }) {
  return (
    <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`} dir="ltr">
      {email}
    </a>
  );
}

/** The ways to reach somebody, one on each line; nothing where there are none. @param site a link to theirs */
export function ReachUs(props: { phone?: string | null; email?: string | null; site?: ReactNode }) {
  const { phone, email, site } = props;
  if (!phone && !email && !site) return null;
  return (
    <ul className="reach">
      {phone && (
        <li>
          <PhoneLink phone={phone} />
        </li>
      )}
      {email && (
        <li>
          <MailLink email={email} />
        </li>
      )}
      {site && <li>{site}</li>}
    </ul>
  );
}
