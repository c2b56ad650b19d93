import type { Message } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { News } from '../parts/news';
import { Position } from '../parts/standing';
import { TeamLookedFor } from '../parts/team';
import { Line } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** You stand in line. */
export const waitlisted: Message = {
  subject: ({ t, title, count }) => t.mail_waitlisted_subject({ title, count }),
  said: ({ t, named, count }) => t.mail_waitlisted_said({ named, count }),
  body: (view) => (
    <>
      <Line>
        <Position {...view} />
      </Line>
      <Line>{view.t.mail_waitlisted_next()}</Line>
      <TeamLookedFor {...view} />
      <News {...view} />
      <WhenWhere {...view} />
      <Code view={view} />
      <Contact {...view} />
    </>
  ),
};
