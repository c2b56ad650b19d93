import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { Line, LinkButton } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** To each of a team that its captain has withdrawn: your place went with it. */
export const teamWithdrawn: Message = {
  subject: ({ t, title }) => t.mail_team_withdrawn_subject({ title }),
  said: ({ t, named, team }) => t.mail_team_withdrawn_said({ team, named }),
  body: (view) => (
    <>
      <Line>{view.t.mail_team_withdrawn_next()}</Line>
      <WhenWhere {...view} />
      <Code view={view} over />
      {view.links.offer && view.letter.receipt.offer.status === 'published' && (
        <LinkButton href={view.links.offer}>{view.t.mail_team_withdrawn_again()}</LinkButton>
      )}
      <Contact {...view} />
    </>
  ),
};
