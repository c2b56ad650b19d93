import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { leftToTell } from '../../../db/calls';
import { numbersOf } from '../../../db/console-numbers';
import { whoAnswersFor } from '../../../db/duties';
import { readPlaces, type Places } from '../../../db/offer-places';
import { offerById } from '../../../db/offers';
import { atLineStart, formatWhen } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import {
  callListPath,
  doneWords,
  eventPath,
  participantsPath,
  responsiblePath,
  seriesPath,
  type DoneWord,
} from '../../../domain/paths';
import { may } from '../../../domain/role';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { callsInWords } from '../../ui/calls-left';
import { ConsolePage } from '../../ui/console-page';
import { MainAction, OtherActions } from '../../ui/editor/actions';
import { Notice } from '../../ui/notice';
import { StatusMark } from '../../ui/own-offers';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** How an event or a series stands, and what there is to do. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role, isHost } = await requireOffer(request, samling, at, 'overview');
  const { read } = samling.store;
  const now = samling.now();
  const numbers = (await numbersOf(read, [offer.id])).get(offer.id)!;
  const responsible = may(role, 'events') ? await whoAnswersFor(read, offer.id) : null;
  const { places, teams } = await readPlaces(read, await offerById(read, offer.type, offer.id), now);
  const left = may(role, 'participants') ? await leftToTell(read, offer) : null;
  const asked = new URL(request.url).searchParams.get('klart');
  const done = doneWords.find((word) => word === asked) ?? null;
  return { now, offer, role, isHost, numbers, places, teams, left, responsible, done };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, () => ({ title: loaded?.offer.title ?? '' }));

export default function Overview() {
  const t = useSpeech();
  const { now, offer, role, isHost, numbers, places, teams, left, responsible, done } = useLoaderData<typeof loader>();
  const { confirmed, waitlisted, asked, cancelled } = numbers;
  const isOver = offer.overAt !== null && offer.overAt <= now;
  const publicPath = offer.type === 'event' ? eventPath('sv', offer.slug) : seriesPath('sv', offer.slug);
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="overview" heading={offer.title}>
      {done && (
        <div role="status">
          <Notice tone="good" heading={saidDone(t, done)} />
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
      {confirmed.signups + waitlisted.signups + asked.signups + cancelled === 0 && <p>{t.console_numbers_none()}</p>}
      <ul className="console-numbers">
        {confirmed.signups > 0 && <li>{t.console_numbers_people({ count: confirmed.people })}</li>}
        <Taken places={places} words={t.console_numbers_places} full={t.console_numbers_full()} />
        <Taken places={teams} words={t.console_numbers_teams} full={t.console_numbers_full()} />
        {teams.waiting > 0 && <li>{t.console_numbers_teams_waiting({ count: teams.waiting })}</li>}
        {waitlisted.signups > 0 && <li>{t.console_numbers_waiting({ count: waitlisted.people })}</li>}
        {asked.signups > 0 && (
          <li>
            <MaybeLink
              href={may(role, 'participants') ? `${participantsPath(offer.type, offer.slug)}?visa=fraga` : null}
            >
              {t.console_numbers_asked({ count: asked.people })}
            </MaybeLink>
          </li>
        )}
        {cancelled > 0 && <li>{t.console_numbers_cancelled({ count: cancelled })}</li>}
        {left &&
          callsInWords(t, left).map((words) => (
            <li key={words}>
              <a href={callListPath(offer.type, offer.slug)}>{words}</a>
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
  };
  return words[done]();
}

/** "8 av 8 platser är tagna. Det är fullt." Of what has a limit, once somebody can have taken some. */
function Taken(props: { places: Places; words: (of: { taken: number; count: number }) => string; full: string }) {
  const { places, words, full } = props;
  const { capacity, taken } = places;
  if (capacity === null) return null;
  return (
    <li>
      {words({ taken, count: capacity })} {taken >= capacity && full}
    </li>
  );
}

/** A link where there is something to follow. */
const MaybeLink = ({ href, children }: { href: string | null; children: ReactNode }) =>
  href === null ? <>{children}</> : <a href={href}>{children}</a>;
