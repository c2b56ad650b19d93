import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { Line, LinkButton } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** You gave up your place, or an organiser did for you. */
export const cancelled: Message = {
  subject: ({ t, title }) => t.mail_cancelled_subject({ title }),
  said: ({ t, named }) => t.mail_cancelled_said({ named }),
  body: (view) => (
    <>
      <Line>
        {view.letter.receipt.endedAs === 'by-organiser'
          ? view.t.participants_mail_cancelled_next()
          : view.t.mail_cancelled_next()}
      </Line>
      <WhenWhere {...view} />
      <Code view={view} over />
      {view.links.offer && view.letter.receipt.offer.status === 'published' && (
        <LinkButton href={view.links.offer}>{view.t.mail_cancelled_again()}</LinkButton>
      )}
      <Contact {...view} />
    </>
  ),
};
