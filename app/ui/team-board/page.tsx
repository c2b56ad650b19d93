import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { DeedDone, TeamBoard } from '../../../db/team-board/view';
import type { Instant } from '../../../domain/event';
import { formatMoment } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import { addTeamPath, boardDeedPaths } from '../../../domain/paths';
import script from '../../enhance/board?worker&url';
import type { boardLoader } from '../../http/team-board.server';
import { ButtonLink } from '../button';
import { ConsolePage } from '../console-page';
import { ErrorSummary } from '../error-summary';
import { fieldId } from '../field';
import { pageMeta } from '../page-meta';
import { Script } from '../script';
import { useSpeech } from '../use-speech';
import { fieldOf, refusedBy } from './forms';
import { Player, type BoardProps } from './player';
import { refusalWords } from './refusal-words';
import { Team, teamId } from './team';
import { teamLabel } from './team-label';

export const boardMeta: MetaFunction<typeof boardLoader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = t.board_title({ title: loaded?.offer.title ?? '' });
    return { title: loaded?.answer ? t.site_error_title({ title }) : title };
  });

/** The team board: those without a team, and beside them every team; on a phone one below the other. */
export function TeamBoardPage() {
  const t = useSpeech();
  const { now, offer, role, board, told, answer } = useLoaderData<typeof boardLoader>();
  const paths = boardDeedPaths(offer.slug);
  const message = answer ? refusalWords(t, answer.why, { now, offer }) : '';
  const refused = refusedBy(answer, message);
  const shared: BoardProps = {
    ...{ t, teams: board.teams, max: board.max, open: board.open },
    ...{ slug: offer.slug, paths, refused },
  };
  const isAboutName = refused?.form === 'split' && answer?.why.kind === 'name-missing';
  const field = refused && fieldOf(refused.form, refused.about) + (isAboutName ? '-namn' : '');
  return (
    <>
      <ConsolePage
        t={t}
        offer={offer}
        role={role}
        tab="teams"
        heading={t.board_heading()}
        before={<ErrorSummary t={t} errors={field ? [{ name: field, message }] : []} />}
      >
        <Last t={t} last={board.last} told={told} open={board.open} path={paths.undo} />
        <p>
          {t.board_terms({ min: board.min, max: board.max })}{' '}
          {t.board_summary({
            teams: board.teams.length,
            short: board.teams.filter(({ short }) => short > 0).length,
            lone: board.lone.length,
          })}
        </p>
        {!board.open && <p>{offer.status === 'cancelled' ? t.board_refused_cancelled() : t.board_refused_over()}</p>}
        {board.open && <p>{t.board_told()}</p>}
        {board.open && <Tools t={t} offer={offer} board={board} paths={paths} now={now} />}
        <Jumps t={t} board={board} />
        {/* true where the script runs, which shows it */}
        {board.open && (
          <p className="board-how quiet" id="board-how" hidden>
            {t.board_drag_how()}
          </p>
        )}
        <div className="board" id="tavla" data-move={paths.move} {...dragWords(t)}>
          <section
            className="board-lone"
            id="utan-lag"
            aria-labelledby="utan-lag-rubrik"
            data-team=""
            data-name={t.board_move_alone()}
          >
            <h2 id="utan-lag-rubrik">{t.board_lone()}</h2>
            <p>{board.lone.length ? t.board_lone_text() : t.board_lone_none()}</p>
            <ul className="board-players">
              {board.lone.map((member) => (
                <Player key={member.id} {...shared} member={member} team={null} />
              ))}
            </ul>
          </section>
          <div className="board-rest">
            <h2>{t.board_teams()}</h2>
            {board.teams.length === 0 && <p>{t.board_none()}</p>}
            <div className="board-teams">
              {board.teams.map((team) => (
                <Team key={team.id} {...shared} team={team} min={board.min} />
              ))}
            </div>
          </div>
        </div>
      </ConsolePage>
      {board.open && <Script src={script} />}
    </>
  );
}

/** What was done last, and the button that undoes it. */
function Last(props: { t: Speech; last: DeedDone | null; told: string | null; open: boolean; path: string }) {
  const { t, last, told, open, path } = props;
  const done = last && doneWords(t, last);
  const status =
    told === 'gjort'
      ? t.board_did()
      : told === 'angrat'
        ? t.board_undone()
        : told === 'paminda'
          ? t.board_nudged()
          : null;
  if (!last && !status) return null;
  return (
    <div className="board-last">
      <p role={status ? 'status' : undefined} id="board-status">
        {status} {done && (told === 'gjort' ? done : `${t.board_last()} ${done}`)}
      </p>
      {last && open && (
        <form method="post" action={path}>
          <input type="hidden" name="undo" value={last.id} />
          <button type="submit" className="button button-other" id={fieldId(fieldOf('undo', ''))}>
            {t.board_undo()}
          </button>
        </form>
      )}
    </div>
  );
}

function doneWords(t: Speech, deed: DeedDone): string {
  const { kind, team, sharesName, ended } = deed;
  const named = kind === 'team-renamed' || kind === 'team-split';
  return [
    deedWords(t, deed),
    // said at once, so that one who did not mean it takes it back
    named && sharesName ? t.board_done_same_name({ team: team ?? '' }) : '',
    ended === null ? '' : t.board_done_ended({ team: ended }),
  ]
    .filter(Boolean)
    .join(' ');
}

function deedWords(t: Speech, { kind, count, player, team, formerTeam }: DeedDone): string {
  const names = { player: player ?? '', team: team ?? '', former: formerTeam ?? '' };
  switch (kind) {
    case 'teams-merged':
      return t.board_done_merged(names);
    case 'team-split':
      return t.board_done_split(names);
    case 'team-renamed':
      return t.board_done_renamed(names);
    case 'captain-changed':
      return t.board_done_captain(names);
    case 'proposal-used':
      return t.board_done_proposal({ count });
    default:
      return team === null ? t.board_done_alone(names) : t.board_done_placed(names);
  }
}

/** What is done for the whole board. */
function Tools(props: {
  t: Speech;
  board: TeamBoard;
  offer: { slug: string; timeZone: string };
  paths: ReturnType<typeof boardDeedPaths>;
  now: Instant;
}) {
  const { t, offer, board, paths, now } = props;
  const { possible, lastAt } = board.nudge;
  return (
    <div className="board-tools">
      <ButtonLink href={addTeamPath(offer.slug)} look="other">
        {t.board_add()}
      </ButtonLink>
      {board.lone.length > 0 && <ButtonLink href={paths.proposal}>{t.board_propose()}</ButtonLink>}
      {possible && (
        <form method="post" action={paths.nudge}>
          <button type="submit" className="button button-other" id={fieldId(fieldOf('nudge', ''))}>
            {t.board_nudge()}
          </button>
          <p className="quiet">{t.board_nudge_text()}</p>
        </form>
      )}
      {lastAt !== null && (
        <p className="quiet">{t.board_nudged_at({ when: formatMoment(lastAt, offer.timeZone, t, now) })}</p>
      )}
    </div>
  );
}

/** On a phone the board is long: to those without a team, and to every team. */
function Jumps({ t, board }: { t: Speech; board: TeamBoard }) {
  return (
    <nav className="board-jumps" aria-label={t.board_jump()}>
      <ul>
        <li>
          <a href="#utan-lag">{t.board_jump_lone({ count: board.lone.length })}</a>
        </li>
        {board.teams.map((team) => (
          <li key={team.id}>
            <a href={`#${teamId(team)}`}>
              {teamLabel(t, team)}{' '}
              {team.short > 0 && <span className="quiet">({t.board_short({ count: team.short })})</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What the script says aloud, with places for names. */
function dragWords(t: Speech) {
  const [name, team] = ['{name}', '{team}'];
  return {
    'data-help': t.board_drag_help({ name }),
    'data-picked': t.board_drag_picked({ name }),
    'data-over': t.board_drag_over({ team }),
    'data-dropped': t.board_drag_dropped({ name, team }),
    'data-cancelled': t.board_drag_cancelled({ name }),
    'data-failed': t.board_drag_failed(),
  };
}
