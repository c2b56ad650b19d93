import type { Message } from '../message';
import { TeamBody } from '../parts/team-body';

/** To the captain: your team is signed up, and this is how the rest join. */
export const teamRegistered: Message = {
  subject: ({ t, title }) => t.mail_team_registered_subject({ title }),
  said: ({ t, letter, named, team }) =>
    letter.receipt.state === 'confirmed'
      ? t.mail_team_registered_said({ team, named })
      : t.mail_team_registered_waits({ team, named }),
  body: (view) => <TeamBody view={view} waits={view.letter.receipt.state === 'waitlisted'} />,
};
