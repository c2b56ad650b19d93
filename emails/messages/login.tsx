import { Text } from 'react-email';
import type { LoginLetter } from '../../db/letter-kinds';
import type { Speech } from '../../domain/language/speech';
import { codeStands, showLoginCode } from '../../domain/login';
import { look } from '../parts/look';
import { Line, LinkButton } from '../parts/text';

/**
 * The code of a login. Not in the subject, which a phone shows to whoever sees it lying there. Where a form waits for it
 * there is nothing to follow: a code that is written on another page is used up there, and what was begun is not done.
 */
export function login(t: Speech, { code, site, formWaits }: LoginLetter, link: string) {
  return {
    subject: t.mail_login_subject({ site: site.name }),
    said: formWaits ? t.mail_login_waits_said() : t.mail_login_said(),
    body: (
      <>
        <Text style={look.text}>
          <span style={look.code}>{showLoginCode(code)}</span>
        </Text>
        <Line>{t.mail_login_stands({ minutes: codeStands / 60_000 })}</Line>
        {formWaits ? (
          <Line>{t.mail_login_waits_where()}</Line>
        ) : (
          <LinkButton href={link}>{t.mail_login_open()}</LinkButton>
        )}
        <Line>{t.mail_login_not_yours()}</Line>
      </>
    ),
  };
}
