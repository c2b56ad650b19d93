import type { Message } from '../message';
import { Line } from '../parts/text';
import { Confirmation } from '../parts/confirmation';
import { Standing } from '../parts/standing';

/**
 * To a player whom the organiser has put in a team, or taken out of one: how it is when the mail is written, whatever
 * was tried before.
 */
export const teamPlaced: Message = {
  subject: ({ t, title, letter }) =>
    letter.receipt.team ? t.board_mail_placed_subject({ title }) : t.board_mail_alone_subject({ title }),
  said: ({ t, named, team, letter }) =>
    letter.receipt.team ? t.board_mail_placed_said({ team, named }) : t.board_mail_alone_said({ named }),
  body: (view) => (
    <>
      {view.letter.receipt.team && <Line>{view.t.board_mail_placed_next()}</Line>}
      <Standing {...view} />
      <Confirmation {...view} />
    </>
  ),
};
