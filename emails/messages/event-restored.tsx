import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { News } from '../parts/news';
import { Standing } from '../parts/standing';
import { TeamCard } from '../parts/team';
import { WhenWhere } from '../parts/when-where';

/** What was called off is on again. Who was never told the first is well served by this alone. */
export const eventRestored: Message = {
  subject: ({ t, title }) => t.mail_event_restored_subject({ title }),
  said: ({ t, named }) => t.mail_event_restored_said({ named }),
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
