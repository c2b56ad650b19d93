import type { Message, View } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { GoodToKnow } from '../parts/good-to-know';
import { News } from '../parts/news';
import { Position } from '../parts/standing';
import { TeamCard } from '../parts/team';
import { Line } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** To a player: you are on the team, or wait with it, or wait for a place in it. */
export const teamJoined: Message = {
  subject: (view) => {
    const { t, title } = view;
    return standingOf(view) === 'waits-alone'
      ? t.mail_waitlisted_subject({ title })
      : t.mail_team_joined_subject({ title });
  },
  said: (view) => {
    const { t, named, team } = view;
    const standing = standingOf(view);
    if (standing === 'waits-alone') return t.mail_team_joined_waits_alone({ team, named });
    if (standing === 'waits-with-team') return t.mail_team_joined_waits({ team, named });
    return t.mail_team_joined_said({ team, named });
  },
  body: (view) => (
    <>
      {standingOf(view) !== 'on-team' && (
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

function standingOf({ letter }: View): 'on-team' | 'waits-with-team' | 'waits-alone' {
  if (letter.receipt.state !== 'waitlisted') return 'on-team';
  return letter.waitsWithTeam ? 'waits-with-team' : 'waits-alone';
}
