import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { News } from '../parts/news';
import { Standing } from '../parts/standing';
import { TeamCard } from '../parts/team';
import { WhenWhere } from '../parts/when-where';

/** You changed your signup. It may be the first mail that you get, so it holds all that a confirmation does. */
export const changed: Message = {
  subject: ({ t, title }) => t.mail_changed_subject({ title }),
  said: ({ t, named }) => t.mail_changed_said({ named }),
  body: (view) => (
    <>
      <Standing {...view} />
      <News {...view} />
      <WhenWhere {...view} />
      <TeamCard {...view} />
      <Code view={view} />
      <Contact {...view} />
    </>
  ),
};
