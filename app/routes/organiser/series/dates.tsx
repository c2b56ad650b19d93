import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { leftToTell } from '../../../../db/calls';
import { holidaysBetween } from '../../../../domain/holidays';
import { formatWhen } from '../../../../domain/language/dates';
import { planOfTimes } from '../../../../domain/series/plan';
import { sayPlan } from '../../../../domain/series/say-plan';
import {
  addDatePath,
  seriesDatesPath,
  seriesEndPath,
  seriesRulePath,
  seriesSignupModePath,
} from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { localDateOf } from '../../../../domain/time';
import { MailsLater } from '../../../ui/consequences';
import { asOffer } from '../../../forms/editor/section-form';
import { lacksAt } from '../../../http/editing.server';
import { requireSeries } from '../../../http/series-date.server';
import { ButtonLink } from '../../../ui/button';
import { CallsLeft } from '../../../ui/calls-left';
import { ConsolePage } from '../../../ui/console-page';
import { MainAction } from '../../../ui/editor/actions';
import { Lacks } from '../../../ui/editor/lacks';
import { Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { NoSignups } from '../../../ui/participants/no-signups';
import { SeriesDateList } from '../../../ui/series-dates';
import { signupModeWords } from '../../../ui/series-signup-fields';
import { SeriesLayers } from '../../../ui/series-layers';
import { useSpeech } from '../../../ui/use-speech';

/** How many of the coming dates are shown at first, and how many of the past. */
const comingShown = 20;
const pastShown = 50;

/** All dates of a series, and what can be done with each and with all. */
export async function loader(args: LoaderFunctionArgs) {
  const { samling } = args.context;
  const { offer, role, isHost, entry, dates } = await requireSeries(args);
  const asked = new URL(args.request.url).searchParams;
  const [first, last] = [dates[0], dates.at(-1)];
  const dayOf = (one: (typeof dates)[number]) => localDateOf(one.startAt ?? samling.now(), one.timeZone);
  const holidays = first && last ? await holidaysBetween(dayOf(first), dayOf(last)) : new Map<string, never>();
  const listed = dates.map((one) => ({ ...one, holiday: holidays.get(dayOf(one)) ?? null }));
  const coming = listed.filter((one) => !one.over && !one.forgotten);
  const shown = asked.has('alla') ? coming : coming.slice(0, comingShown);
  const done = asked.get('klart');
  return {
    now: samling.now(),
    ...{ offer, role, isHost },
    plan: planOfTimes(entry),
    layers: (entry.changed ?? []).filter(({ following }) => following),
    today: localDateOf(samling.now(), offer.timeZone),
    rrule: entry.rrule,
    signup: entry.signup,
    external: entry.externalSignup ?? null,
    hidden: coming.length - shown.length,
    coming: shown,
    forgotten: listed.filter((one) => one.forgotten),
    past: listed
      .filter((one) => one.over)
      .reverse()
      .slice(0, pastShown),
    done,
    moved: listed.find((one) => one.date === asked.get('datum')) ?? null,
    mails: asked.get('mejl'),
    left: done !== null && may(role, 'participants') ? await leftToTell(samling.store.read, offer) : null,
    lacks: offer.status === 'draft' ? await lacksAt(samling, { type: 'series', entry: asOffer(entry), offer }) : [],
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.series_dates()}: ${loaded?.offer.title ?? ''}` }));

export default function SeriesDatesPage() {
  const t = useSpeech();
  const {
    now,
    offer,
    role,
    isHost,
    plan,
    layers,
    today,
    rrule,
    signup,
    external,
    hidden,
    coming,
    forgotten,
    past,
    done,
    moved,
    mails,
    left,
    lacks,
  } = useLoaderData<typeof loader>();
  const { slug, title } = offer;
  const signups = { open: t.series_signup_open(), whole: t.series_signup_whole(), none: t.series_signup_none() };
  const movedTo = done === 'date-moved' && moved ? t.series_done_moved_to({ when: formatWhen(moved, t, now) }) : null;
  const said = movedTo ?? (done && doneWords(t, done));
  const list = { t, slug, title, now, mayChange: true, mayCancel: isHost };
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="dates" heading={t.series_dates()}>
      {said && (
        <div role="status">
          <Notice tone="good" heading={said} />
          <MailsLater t={t} mails={mails} />
          <CallsLeft t={t} offer={offer} left={left} />
        </div>
      )}
      <p>
        {plan ? t.series_is({ said: sayPlan(plan, t) }) : t.series_is_rule({ rule: rrule })}{' '}
        {external === null && <>{signups[signup]}.</>}
      </p>
      {external !== null && <NoSignups t={t} way={{ state: 'external', url: external }} />}
      <SeriesLayers t={t} layers={layers} today={today} />
      {offer.status === 'draft' && (
        <>
          <Notice heading={t.console_draft_seen()} />
          <MainAction t={t} offer={{ ...offer, type: 'series' }} />
          <Lacks t={t} lacks={lacks} type="series" slug={slug} />
        </>
      )}
      <p>
        <ButtonLink href={addDatePath(slug)} look={offer.status === 'draft' ? 'other' : 'go'}>
          {t.series_add()}
        </ButtonLink>
      </p>
      <ul className="series-whole">
        {isHost && (
          <li>
            <a href={seriesRulePath(slug)}>{t.series_rule()}</a>
          </li>
        )}
        <li>
          <a href={seriesSignupModePath(slug)}>{signupModeWords(t, external === null ? signup : undefined)}</a>
        </li>
        {isHost && (
          <li>
            <a href={seriesEndPath(slug)}>{t.series_end_series()}</a>
          </li>
        )}
      </ul>
      <h2>{t.series_coming()}</h2>
      {coming.length ? <SeriesDateList {...list} dates={coming} /> : <p>{t.series_coming_none()}</p>}
      {hidden > 0 && (
        <p>
          <a href={`${seriesDatesPath(slug)}?alla`}>{t.series_more({ count: hidden })}</a>
        </p>
      )}
      {forgotten.length > 0 && (
        <details>
          <summary>{t.series_forgotten({ count: forgotten.length })}</summary>
          <SeriesDateList {...list} dates={forgotten} />
        </details>
      )}
      {past.length > 0 && (
        <details>
          <summary>{t.series_past()}</summary>
          <SeriesDateList {...list} dates={past} />
        </details>
      )}
    </ConsolePage>
  );
}

function doneWords(t: ReturnType<typeof useSpeech>, kind: string): string | null {
  switch (kind) {
    case 'created':
      return t.series_done_created();
    case 'date-moved':
      return t.series_done_moved();
    case 'date-cancelled':
      return t.series_done_cancelled();
    case 'date-restored':
      return t.series_done_restored();
    case 'date-added':
      return t.series_done_added();
    case 'date-changed':
    case 'edited':
      return t.series_done_changed();
    default:
      return null;
  }
}
