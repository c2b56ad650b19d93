import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { GoodToKnow } from '../parts/good-to-know';
import { News } from '../parts/news';
import { Position } from '../parts/standing';
import { TeamCard } from '../parts/team';
import { Line } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** To the captain: your team is signed up, and this is how the rest join. */
export const teamRegistered: Message = {
  subject: ({ t, title }) => t.mail_team_registered_subject({ title }),
  said: ({ t, letter, named, team }) =>
    letter.receipt.state === 'confirmed'
      ? t.mail_team_registered_said({ team, named })
      : t.mail_team_registered_waits({ team, named }),
  body: (view) => (
    <>
      {view.letter.receipt.state === 'waitlisted' && (
        <>
          <Line>
            <Position {...view} />
          </Line>
          <Line>{view.t.mail_waitlisted_next()}</Line>
        </>
      )}
      <News {...view} />
      <TeamCard {...view} />
      <WhenWhere {...view} />
      <GoodToKnow {...view} />
      <Code view={view} />
      <Contact {...view} />
    </>
  ),
};
