import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { News } from '../parts/news';
import { TeamCard } from '../parts/team';
import { WhenWhere } from '../parts/when-where';

/** You have a place. */
export const confirmed: Message = {
  subject: ({ t, title }) => t.mail_confirmed_subject({ title }),
  said: ({ t, named }) => t.mail_confirmed_said({ named }),
  body: (view) => (
    <>
      <News {...view} />
      <WhenWhere {...view} />
      <TeamCard {...view} />
      <Code view={view} />
      <Contact {...view} />
    </>
  ),
};
