import type { Message, View } from '../message';
import { TeamBody } from '../parts/team-body';

/** To a player: you are on the team, or wait with it, or wait for a place in it. */
export const teamJoined: Message = {
  subject: (view) => {
    const { t, title, count } = view;
    return standingOf(view) === 'waits-alone'
      ? t.mail_waitlisted_subject({ title, count })
      : t.mail_team_joined_subject({ title });
  },
  said: (view) => {
    const { t, named, team } = view;
    const standing = standingOf(view);
    if (standing === 'waits-alone') return t.mail_team_joined_waits_alone({ team, named });
    if (standing === 'waits-with-team') return t.mail_team_joined_waits({ team, named });
    return t.mail_team_joined_said({ team, named });
  },
  body: (view) => <TeamBody view={view} waits={standingOf(view) !== 'on-team'} />,
};

function standingOf({ letter }: View): 'on-team' | 'waits-with-team' | 'waits-alone' {
  if (letter.receipt.state !== 'waitlisted') return 'on-team';
  return letter.waitsWithTeam ? 'waits-with-team' : 'waits-alone';
}
