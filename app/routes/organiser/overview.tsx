import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { numbersOf } from '../../../db/console-numbers';
import { atLineStart, formatWhen } from '../../../domain/language/dates';
import { callListPath, eventPath, seriesPath } from '../../../domain/paths';
import { may } from '../../../domain/role';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { ConsolePage } from '../../ui/console-page';
import { Notice } from '../../ui/notice';
import { StatusMark } from '../../ui/own-offers';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** How an event or a series stands, and what there is to do. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'overview');
  const numbers = await numbersOf(samling.store.read, [offer.id]);
  return { now: samling.now(), offer, role, numbers: numbers.get(offer.id)! };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, () => ({ title: loaded?.offer.title ?? '' }));

export default function Overview() {
  const t = useSpeech();
  const { now, offer, role, numbers } = useLoaderData<typeof loader>();
  const { confirmed, waitlisted, cancelled, toCall } = numbers;
  const isOver = offer.overAt !== null && offer.overAt <= now;
  const publicPath = offer.type === 'event' ? eventPath('sv', offer.slug) : seriesPath('sv', offer.slug);
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="overview" heading={offer.title}>
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
      <h2>{t.console_numbers()}</h2>
      {confirmed.signups + waitlisted.signups + cancelled === 0 && <p>{t.console_numbers_none()}</p>}
      <ul className="console-numbers">
        {confirmed.signups > 0 && <li>{t.console_numbers_people({ count: confirmed.people })}</li>}
        {waitlisted.signups > 0 && <li>{t.console_numbers_waiting({ count: waitlisted.people })}</li>}
        {cancelled > 0 && <li>{t.console_numbers_cancelled({ count: cancelled })}</li>}
        {toCall > 0 && may(role, 'participants') && (
          <li>
            <a href={callListPath(offer.type, offer.slug)}>{t.console_numbers_calls({ count: toCall })}</a>
          </li>
        )}
      </ul>
    </ConsolePage>
  );
}
