import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pairsIn } from '../../../../db/participants/doubles';
import { atLineStart, formatMoment } from '../../../../domain/language/dates';
import { participantActPath } from '../../../../domain/paths';
import { showPhone } from '../../../../domain/phone';
import { requireParticipants } from '../../../http/participants.server';
import { ConsolePage } from '../../../ui/console-page';
import { Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** Pairs of signups that look like one person's, to be compared. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role } = await requireParticipants(request, samling, params);
  return {
    now: samling.now(),
    head,
    role,
    timeZone: terms.timeZone,
    pairs: await pairsIn(samling.store.read, terms.id),
    keptApart: new URL(request.url).searchParams.get('klart') === 'olika',
  };
}

export const meta: MetaFunction<typeof loader> = (place) =>
  pageMeta(place, (t) => ({ title: t.participants_doubles_title() }));

export default function Doubles() {
  const t = useSpeech();
  const { now, head, role, timeZone, pairs, keptApart } = useLoaderData<typeof loader>();
  return (
    <ConsolePage t={t} offer={head} role={role} tab="participants" heading={t.participants_doubles_title()}>
      {keptApart && (
        <div role="status">
          <Notice tone="good" heading={t.participants_doubles_kept_apart()} />
        </div>
      )}
      <p>{pairs.length ? t.participants_doubles_text() : t.participants_doubles_none()}</p>
      <ul className="console-list">
        {pairs.map(({ first, second }) => (
          <li key={first.id + second.id}>
            <h2>
              <bdi>{first.name}</bdi>
              {second.name !== first.name && (
                <>
                  {' / '}
                  <bdi>{second.name}</bdi>
                </>
              )}
            </h2>
            {[first, second].map((one) => (
              <p key={one.id}>
                <bdi>{one.name}</bdi>
                {' · '}
                {[
                  atLineStart(formatMoment(one.createdAt, timeZone, t, now), t),
                  t.participants_people({ count: one.partySize }),
                  one.phone && showPhone(one.phone),
                  one.email,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            ))}
            <p>
              <a href={`${participantActPath(head.type, head.slug, first.id, 'sammanslagning')}?med=${second.id}`}>
                {t.participants_doubles_look()}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </ConsolePage>
  );
}
