import type { SignupLetter } from '../db/letter-kinds';
import { writeMail } from './mail';

/** A mail as an organiser sees it before it is sent. */
export interface Preview {
  language: SignupLetter['language'];
  subject: string;
  /** What the mail shows, for a page of ours: without styles of its own, and leading nowhere. */
  html: string;
}

/** Writes a mail as it will be sent, to be looked at in a page. */
export async function previewOf(letter: SignupLetter, baseUrl: string): Promise<Preview> {
  const nobody = { name: letter.site.name, email: 'nobody@example.invalid' };
  const mail = await writeMail({ ...letter, to: nobody.email }, { baseUrl, sender: nobody });
  return { language: letter.language, subject: mail.subject, html: insideOf(mail.html) };
}

/**
 * A page of ours lets no element have a style of its own (its security policy), has one heading, and leads to no
 * signup's receipt that does not exist. All that a mail's words hold is escaped already, so that what is taken away
 * here can only be markup.
 */
function insideOf(html: string): string {
  const [, body = ''] = /<body[^>]*>([\s\S]*)<\/body>/u.exec(html) ?? [];
  return body
    .replace(/<!--[\s\S]*?-->/gu, '')
    .replace(/<h1[^>]*>/gu, '<p class="mail-said">')
    .replace(/<\/h1>/gu, '</p>')
    .replace(/<(?!p class="mail-said")([a-z0-9]+)((?:\s[^<>]*)?)>/gu, (_tag, name: string, attributes: string) => {
      const lang = /\slang="([a-z-]+)"/u.exec(attributes);
      const role = name === 'table' ? ' role="presentation"' : '';
      return `<${name}${role}${lang ? ` lang="${lang[1]}"` : ''}>`;
    });
}
