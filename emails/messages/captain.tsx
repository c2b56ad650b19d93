import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { News } from '../parts/news';
import { Standing } from '../parts/standing';
import { TeamCard } from '../parts/team';
import { Line } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** To the player whom the captain's role has passed to. */
export const captain: Message = {
  subject: ({ t, title }) => t.mail_captain_subject({ title }),
  said: ({ t, named, team }) => t.mail_captain_said({ team, named }),
  body: (view) => (
    <>
      <Line>{view.letter.facts.byOrganiser ? view.t.board_mail_captain_next() : view.t.mail_captain_next()}</Line>
      <Standing {...view} />
      <News {...view} />
      <TeamCard {...view} />
      <WhenWhere {...view} />
      <Code view={view} />
      <Contact {...view} />
    </>
  ),
};
