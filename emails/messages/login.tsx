import { Text } from 'react-email';
import type { LoginLetter } from '../../db/letter';
import type { Speech } from '../../domain/language/speech';
import { codeStands, showLoginCode } from '../../domain/login';
import { look } from '../parts/look';
import { Line, LinkButton } from '../parts/text';

/** The code of a login. Not in the subject, which a phone shows to whoever sees it lying there. */
export function login(t: Speech, { code, site }: LoginLetter, link: string) {
  return {
    subject: t.mail_login_subject({ site: site.name }),
    said: t.mail_login_said(),
    body: (
      <>
        <Text style={look.text}>
          <span style={look.code}>{showLoginCode(code)}</span>
        </Text>
        <Line>{t.mail_login_stands({ minutes: codeStands / 60_000 })}</Line>
        <LinkButton href={link}>{t.mail_login_open()}</LinkButton>
        <Line>{t.mail_login_not_yours()}</Line>
      </>
    ),
  };
}
