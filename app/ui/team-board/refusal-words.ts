import type { Instant } from '../../../domain/event';
import { formatMoment } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import type { BoardAnswer } from '../../http/team-board.server';

/** Why a deed on the board was refused, in words that say what to do. */
export function refusalWords(
  t: Speech,
  why: BoardAnswer['why'],
  { now, offer }: { now: Instant; offer: { timeZone: string } },
): string {
  switch (why.kind) {
    case 'gone':
      return t.board_refused_gone();
    case 'moved':
      return t.board_refused_moved();
    case 'team-full':
      return why.room > 0
        ? t.board_refused_room({ team: why.team, count: why.room })
        : t.board_refused_full({ team: why.team });
    case 'event-full':
      return t.board_refused_event_full();
    case 'no-more-teams':
      return t.board_refused_no_teams();
    case 'team-waits':
      return t.board_refused_waits({ team: why.team });
    case 'leaves-names':
      return t.board_refused_names({ team: why.team });
    case 'no-captain':
      return t.board_refused_no_captain();
    case 'nobody-chosen':
      return t.board_refused_nobody();
    case 'all-chosen':
      return t.board_refused_all();
    case 'name-missing':
      return t.board_refused_name();
    case 'over':
      return t.board_refused_over();
    case 'event-cancelled':
      return t.board_refused_cancelled();
    case 'nothing-to-undo':
      return t.board_refused_nothing();
    case 'in-the-way':
      return t.board_refused_in_way();
    case 'outdated':
      return t.board_refused_outdated();
    case 'too-soon':
      return t.board_refused_too_soon({ when: formatMoment(why.lastAt, offer.timeZone, t, now) });
    case 'nobody':
      return t.board_refused_nobody_short();
  }
}
