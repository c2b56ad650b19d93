import type { Message } from '../message';
import { Confirmation } from '../parts/confirmation';
import { Line } from '../parts/text';
import { shortBy } from '../../domain/team';

/** To a captain whose team is too few, with the link and the three words to pass on. */
export const teamIncomplete: Message = {
  subject: ({ t, title, letter }) => t.board_mail_incomplete_subject({ title, count: missingOf(letter) }),
  said: ({ t, named, team, letter }) => t.board_mail_incomplete_said({ team, named, count: missingOf(letter) }),
  body: (view) => (
    <>
      <Line>{view.t.board_mail_incomplete_next()}</Line>
      <Confirmation {...view} />
    </>
  ),
};

function missingOf({ receipt: { team } }: Parameters<Message['subject']>[0]['letter']): number {
  return team ? shortBy(team.players, team) : 0;
}
