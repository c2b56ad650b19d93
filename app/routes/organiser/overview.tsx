import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { leftToTell } from '../../../db/calls';
import type { ConsoleOffer } from '../../../db/console-offer';
import { numbersOf } from '../../../db/console-numbers';
import { whoAnswersFor } from '../../../db/duties';
import { readPlaces, type Places } from '../../../db/offer-places';
import { offerById } from '../../../db/offers';
import { wholeSeriesOf } from '../../../db/participants/whole-series';
import { peopleByDate, type DateWithPeople } from '../../../db/people-by-date';
import type { Asker } from '../../../db/store';
import { atLineStart, formatMoment, formatWhen } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import { isByDate, withoutSignup } from '../../../domain/offer';
import {
  callListPath,
  doneWords,
  eventPath,
  newEventPath,
  participantsPath,
  responsiblePath,
  seriesPath,
  type DoneWord,
} from '../../../domain/paths';
import type { ParticipantView } from '../../../domain/participant-filter';
import { may } from '../../../domain/role';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { callsInWords } from '../../ui/calls-left';
import { ConsolePage } from '../../ui/console-page';
import { MainAction, OtherActions } from '../../ui/editor/actions';
import { KeptPlaces } from '../../ui/kept-places';
import { Notice } from '../../ui/notice';
import { StatusMark } from '../../ui/own-offers';
import { pageMeta } from '../../ui/page-meta';
import { NoSignups } from '../../ui/participants/no-signups';
import { PeopleByDate } from '../../ui/participants/people-by-date';
import { WhereElse } from '../../ui/participants/where-else';
import { useSpeech } from '../../ui/use-speech';

/** How an event or a series stands, and what there is to do. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role, isHost } = await requireOffer(request, samling, at, 'overview');
  const { read } = samling.store;
  const now = samling.now();
  // who comes to a date of a course has signed up to the course
  const whose = (await wholeSeriesOf(read, offer)) ?? { type: offer.type, id: offer.id, slug: offer.slug };
  const numbers = (await numbersOf(read, [whose.id])).get(whose.id)!;
  const responsible = may(role, 'events') ? await answering(read, offer) : null;
  const terms = await offerById(read, whose.type, whose.id);
  const { places, teams, kept, standing } = await readPlaces(read, terms, now);
  const left = may(role, 'participants') ? await leftToTell(read, whose) : null;
  const asked = new URL(request.url).searchParams.get('klart');
  const done = doneWords.find((word) => word === asked) ?? null;
  const dates = isByDate(terms)
    ? (await peopleByDate(read, offer.id, now, may(role, 'participants'))).filter(({ over }) => !over)
    : null;
  const way = withoutSignup(terms);
  // of a series that one signs up to by date it is its first date's
  const opensAt = standing.state === 'not-yet' && !dates ? standing.opensAt : null;
  return {
    now,
    offer,
    role,
    isHost,
    whose,
    numbers,
    way,
    dates,
    places,
    teams,
    kept,
    opensAt,
    left,
    responsible,
    done,
  };
}

/** Who answers for a series answers for its dates, where nobody else is noted for one. */
const answering = async (asker: Asker, { id, series }: ConsoleOffer) =>
  (await whoAnswersFor(asker, id)) ?? (series && whoAnswersFor(asker, series.id));

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, () => ({ title: loaded?.offer.title ?? '' }));

export default function Overview() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  const { now, offer, role, isHost, whose, numbers, way, dates, left, responsible, done } = loaded;
  const { places, teams, kept, opensAt } = loaded;
  const { confirmed, waitlisted, asked, cancelled } = numbers;
  const waited = waitlisted.people + asked.people;
  const isOver = offer.overAt !== null && offer.overAt <= now;
  const listed = (view: ParticipantView) =>
    may(role, 'participants') ? `${participantsPath(whose.type, whose.slug)}?visa=${view}` : null;
  const publicPath = offer.type === 'event' ? eventPath('sv', offer.slug) : seriesPath('sv', offer.slug);
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="overview" heading={offer.title}>
      {done && (
        <div role="status">
          <Notice tone="good" heading={saidDone(t, done)}>
            {done === 'mall' && (
              <p>
                {t.console_done_template_where()} <a href={newEventPath}>{t.console_new_event()}</a>
              </p>
            )}
          </Notice>
        </div>
      )}
      <p>
        <StatusMark t={t} status={offer.status} /> {isOver && t.console_status_over()}
      </p>
      {offer.type === 'event' && <p>{atLineStart(formatWhen(offer, t, now), t)}</p>}
      {offer.status === 'draft' ? (
        <Notice heading={t.console_draft_seen()} />
      ) : (
        <p>
          <a href={publicPath}>{t.console_public_page()}</a>
        </p>
      )}
      {may(role, 'events') && <MainAction t={t} offer={offer} />}
      <h2>{t.console_numbers()}</h2>
      {offer.series?.signup === 'whole' && <WhereElse t={t} series={offer.series.slug} />}
      {dates && <ComingPeople t={t} now={now} slug={offer.slug} dates={dates} />}
      {way && <NoSignups t={t} way={way} />}
      {opensAt !== null && <p>{t.console_numbers_opens({ when: formatMoment(opensAt, offer.timeZone, t, now) })}</p>}
      {!dates && !way && confirmed.signups + waitlisted.signups + asked.signups + cancelled === 0 && (
        <p>{t.console_numbers_none()}</p>
      )}
      <ul className="console-numbers">
        {confirmed.signups > 0 && (
          <li>
            <MaybeLink href={listed('plats')}>
              {offer.status === 'cancelled'
                ? t.console_numbers_were({ count: confirmed.people })
                : t.console_numbers_people({ count: confirmed.people })}
            </MaybeLink>
          </li>
        )}
        {/* nobody takes a place at what is off; those of a series that one signs up to by date are its dates'; and where
            one does not sign up here none is */}
        {offer.status !== 'cancelled' && !dates && !way && (
          <>
            <Taken
              places={places}
              words={t.console_numbers_places}
              over={t.console_numbers_places_over}
              full={t.console_numbers_full()}
            />
            {/* why somebody waits while there are places */}
            {places.capacity !== null && kept.some(({ places: of, held }) => of > held) && (
              <li>
                <KeptPlaces t={t} kept={kept} timeZone={offer.timeZone} now={now} />
              </li>
            )}
            <Taken
              places={teams}
              words={t.console_numbers_teams}
              over={t.console_numbers_teams_over}
              full={t.console_numbers_full()}
            />
          </>
        )}
        {teams.waiting > 0 && <li>{t.console_numbers_teams_waiting({ count: teams.waiting })}</li>}
        {way && waited > 0 && (
          <li>
            <MaybeLink href={listed(waitlisted.signups > 0 ? 'vantar' : 'fraga')}>
              {t.console_numbers_waited({ count: waited })}
            </MaybeLink>
          </li>
        )}
        {!way && waitlisted.signups > 0 && (
          <li>
            <MaybeLink href={listed('vantar')}>{t.console_numbers_waiting({ count: waitlisted.people })}</MaybeLink>
          </li>
        )}
        {/* it is they who answer: nobody at the door can */}
        {!way && asked.signups > 0 && listed('fraga') !== null && (
          <li>
            <MaybeLink href={listed('fraga')}>{t.console_numbers_asked({ count: asked.people })}</MaybeLink>
          </li>
        )}
        {cancelled > 0 && (
          <li>
            <MaybeLink href={listed('avbokade')}>{t.console_numbers_cancelled({ count: cancelled })}</MaybeLink>
          </li>
        )}
        {left &&
          callsInWords(t, left).map((words) => (
            <li key={words}>
              <a href={callListPath(whose.type, whose.slug)}>{words}</a>
            </li>
          ))}
      </ul>
      {may(role, 'events') && (
        <p>
          {responsible
            ? t.console_answers_for({ who: responsible.name ?? responsible.email })
            : t.console_answers_nobody()}{' '}
          {isHost && <a href={responsiblePath(offer.type, offer.slug)}>{t.console_answers_change()}</a>}
        </p>
      )}
      {may(role, 'events') && <OtherActions t={t} offer={offer} isHost={isHost} />}
    </ConsolePage>
  );
}

function saidDone(t: Speech, done: DoneWord): string {
  const words = {
    publicerat: t.console_done_published,
    installt: t.console_done_cancelled,
    'blir-av': t.console_done_restored,
    utkast: t.console_done_draft,
    ansvarig: t.console_done_responsible,
    mall: t.console_done_template,
  };
  return words[done]();
}

/** How many of the dates that come next an overview shows. */
const nextDates = 5;

/** How many come to the dates of a series that one signs up to by date: in all, and to those that are next. */
function ComingPeople(props: { t: Speech; now: number; slug: string; dates: readonly DateWithPeople[] }) {
  const { t, now, slug, dates } = props;
  const people = dates.reduce((sum, { numbers }) => sum + numbers.confirmed.people, 0);
  return (
    <>
      <p>{t.participants_of_series_dates()}</p>
      {dates.length === 0 && <p>{t.series_coming_none()}</p>}
      {people > 0 && <p>{t.participants_dates_sum({ people: t.participants_people({ count: people }) })}</p>}
      <PeopleByDate t={t} now={now} dates={dates.slice(0, nextDates)} />
      <p>
        <a href={participantsPath('series', slug)}>{t.participants_dates_all()}</a>
      </p>
    </>
  );
}

/** "8 av 8 platser är tagna. Det är fullt." Of what has a limit, once somebody can have taken some. */
type TakenWords = (of: { taken: number; count: number }) => string;

/** How many places are taken. @param props.over where more are in than there are places for: CONTRACT §3.4 */
function Taken(props: { places: Places; words: TakenWords; over: TakenWords; full: string }) {
  const { places, words, over, full } = props;
  const { capacity, taken } = places;
  if (capacity === null) return null;
  return (
    <li>
      {(taken > capacity ? over : words)({ taken, count: capacity })} {taken >= capacity && full}
    </li>
  );
}

/** A link where there is something to follow. */
const MaybeLink = ({ href, children }: { href: string | null; children: ReactNode }) =>
  href === null ? <>{children}</> : <a href={href}>{children}</a>;
