import { render, toPlainText } from 'react-email';
import type { Letter } from '../db/letter-kinds';
import { isNoReasonToCall } from '../domain/notice';
import { oneLine } from '../domain/text';
import { speak } from '../domain/language/speech';
import { calendarParts, type CalendarPart } from './calendar-parts';
import {
  coHostEndedLink,
  coHostingLink,
  coHostsLink,
  confirmFeedLink,
  consoleLink,
  handedOverLink,
  invitationLink,
  loginLink,
} from './links';
import { viewOf } from './message';
import { alsoSaid, messages } from './messages';
import { coHost } from './messages/co-host';
import { coHostAnswer } from './messages/co-host-answer';
import { coHostEnded } from './messages/co-host-ended';
import { feed } from './messages/feed';
import { handedOver } from './messages/handed-over';
import { invitation } from './messages/invitation';
import { login } from './messages/login';
import { membership } from './messages/membership';
import { personFor } from './parts/contact';
import { Frame } from './parts/frame';
import { Line } from './parts/text';
import type { Sender } from './sender';

/** A mail, ready to be sent to one address. */
export interface Mail {
  /** With its angle brackets; made from the outbox row's id, so that a repeat is recognisable. CONTRACT §4.2. */
  messageId: string;
  /** What every mail about the same signup refers to, so that mail programs keep them together. */
  references: string;
  from: Sender;
  replyTo: string | null;
  to: string;
  subject: string;
  html: string;
  text: string;
  calendar: CalendarPart[];
  /** Of what one can do without: where one press stops it, by RFC 8058. */
  unsubscribe: string | null;
}

/**
 * Writes a letter as a mail, in the person's language.
 * @param by.baseUrl BASE_URL without a slash at its end
 * @param by.sender MAIL_FROM
 */
export async function writeMail(
  letter: Letter & { to: string },
  by: { baseUrl: string; sender: Sender },
): Promise<Mail> {
  const t = speak(letter.language);
  const host = new URL(by.baseUrl).hostname;
  const { subject, said, body } = wordsOf(letter, by.baseUrl);
  const html = await render(
    <Frame t={t} subject={subject} said={said} site={letter.site} because={becauseOf(letter)}>
      {body}
    </Frame>,
  );
  const about = letter.about === 'signup' ? letter : null;
  const links = about && viewOf(about, t, by.baseUrl).links;
  const receiptUrl = links && links.receipt;
  return {
    messageId: `<${letter.id}@${host}>`,
    references: `<${letter.rootId}.${letter.about}@${host}>`,
    from: by.sender,
    replyTo: (about ? personFor(about).email : letter.site.email) ?? null,
    to: letter.to,
    subject,
    html,
    text: `${toPlainText(html, asWritten).trim()}\n`,
    unsubscribe: isNoReasonToCall(letter.kind) && links ? links.reminders : null,
    calendar: about && receiptUrl ? calendarParts(about, { t, receiptUrl, sender: by.sender }) : [],
  };
}

function wordsOf(letter: Letter, baseUrl: string) {
  const t = speak(letter.language);
  switch (letter.about) {
    case 'feed':
      return { subject: feed.subject(t), said: feed.said(t), body: feed.body(t, confirmFeedLink(letter, baseUrl)) };
    case 'login':
      return login(t, letter, loginLink(letter, baseUrl));
    case 'invitation':
      return invitation(t, letter, invitationLink(letter, baseUrl));
    case 'co-host':
      return coHost(t, letter, coHostingLink(baseUrl));
    case 'co-host-answer':
      return coHostAnswer(t, letter, coHostsLink(letter, baseUrl));
    case 'handed-over':
      return handedOver(t, letter, handedOverLink(letter, baseUrl));
    case 'membership':
      return membership(t, letter, consoleLink(baseUrl));
    case 'co-host-ended':
      return coHostEnded(t, letter, coHostEndedLink(letter, baseUrl));
  }
  const view = viewOf(letter, t, baseUrl);
  const message = messages[letter.kind];
  const body = (
    <>
      {alsoSaid(view).map((words) => (
        <Line key={words}>{words}</Line>
      ))}
      {message.body(view)}
    </>
  );
  return { subject: oneLine(message.subject(view)), said: oneLine(message.said(view)), body };
}

/** Why one gets it: who has signed up knows that, who logs in or is invited has not signed up. */
function becauseOf(letter: Letter): string {
  const t = speak(letter.language);
  const toPerson = letter.about === 'signup' || letter.about === 'feed';
  return toPerson ? t.mail_sent_because() : t.mail_sent_to_organiser();
}

/** Headings as they are: in capitals a name or a code would be another. */
const asWritten = {
  selectors: ['h1', 'h2', 'h3'].map((selector) => ({ selector, options: { uppercase: false } })),
};
