import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { News } from '../parts/news';
import { TeamCard } from '../parts/team';
import { Line } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** Your wait is over: you have a place. Nobody has to accept it, but who cannot come should say so. */
export const promoted: Message = {
  subject: ({ t, title }) => t.mail_promoted_subject({ title }),
  said: ({ t, named }) => t.mail_promoted_said({ named }),
  body: (view) => (
    <>
      <Line>{view.t.mail_promoted_next()}</Line>
      <News {...view} />
      <WhenWhere {...view} />
      <TeamCard {...view} />
      <Code view={view} />
      <Contact {...view} />
    </>
  ),
};
