import type { MailDefaults } from 'nodemailer/lib/mailer';
import type { Mail } from './mail';

/** A mail as nodemailer takes it: text, HTML and calendar as alternatives, for one address and no other. */
export function compose(mail: Mail): MailDefaults {
  const [invitation, ...otherDates] = mail.calendar;
  return {
    messageId: mail.messageId,
    references: mail.references,
    from: { name: mail.from.name, address: mail.from.email },
    ...(mail.replyTo === null ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    // an object, because a string would be read as a list of addresses
    to: { name: '', address: mail.to },
    envelope: { from: mail.from.email, to: [mail.to] },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(invitation && {
      icalEvent: {
        method: invitation.method,
        content: invitation.content,
        filename: invitation.filename,
        // so that it arrives byte for byte: quoted-printable leaves a calendar's CRLF to the reader's taste
        contentTransferEncoding: 'base64',
      },
    }),
    attachments: otherDates.map((part) => ({
      filename: part.filename,
      content: part.content,
      contentType: `text/calendar; charset=utf-8; method=${part.method}`,
    })),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(mail.unsubscribe === null ? {} : oneClick(mail.unsubscribe)),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * A mail program shows a button of its own, and posts to the address when it is pressed (RFC 8058). Should mails be
 * signed with DKIM here, both belong to the signed headers, and nodemailer's own list lacks the second.
 */
function oneClick(url: string) {
  return {
    'List-Unsubscribe': { prepared: true, value: `<${url}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}
