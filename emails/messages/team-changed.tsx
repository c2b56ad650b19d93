import type { Message } from '../message';
import { Confirmation } from '../parts/confirmation';
import { Standing } from '../parts/standing';
import { Line } from '../parts/text';
import { teamPlaced } from './team-placed';

/** To a captain: the organiser has changed your team. Also to who was captain until then. */
export const teamChanged: Message = {
  subject: (view) => (view.team ? view.t.board_mail_changed_subject({ title: view.title }) : teamPlaced.subject(view)),
  said: (view) =>
    view.team ? view.t.board_mail_changed_said({ team: view.team, named: view.named }) : teamPlaced.said(view),
  body: (view) => (
    <>
      <Line>
        {view.letter.receipt.team?.captain ? view.t.board_mail_changed_next() : view.t.board_mail_not_captain()}
      </Line>
      <Standing {...view} />
      <Confirmation {...view} />
    </>
  ),
};
