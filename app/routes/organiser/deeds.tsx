import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { deedsShown, deedsTo } from '../../../db/deeds';
import { atLineStart, formatMoment } from '../../../domain/language/dates';
import { deedLines } from '../../../domain/deed-lines';
import { deedsPath } from '../../../domain/paths';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { ConsolePage } from '../../ui/console-page';
import { deedWords } from '../../ui/deed-words';
import { fieldsInWords } from '../../ui/editor/field-words';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** Who did what to an event, and when: the latest first. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'events');
  const before = Number(new URL(request.url).searchParams.get('fore')) || undefined;
  const deeds = await deedsTo(samling.store.read, offer.id, before);
  return { now: samling.now(), offer, role, deeds, hasOlder: deeds.length === deedsShown };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.console_deeds_title()}: ${loaded?.offer.title ?? ''}` }));

export default function Deeds() {
  const t = useSpeech();
  const { now, offer, role, deeds, hasOlder } = useLoaderData<typeof loader>();
  const last = deeds.at(-1);
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="deeds" heading={t.console_deeds_title()}>
      {deeds.length === 0 && <p>{t.console_deeds_none()}</p>}
      <ul className="console-list">
        {deedLines(deeds).map((deed) => {
          const { id, at, by, facts, reason } = deed;
          return (
            <li key={id}>
              <p>
                <strong>{by ? (by.name ?? by.email) : t.console_deeds_nobody()}</strong>{' '}
                {[deedWords(t, deed), fieldsInWords(t, facts.fields ?? [])].filter(Boolean).join(' ')}
              </p>
              {reason && <p>{t.console_deeds_reason({ reason })}</p>}
              <p className="quiet">{atLineStart(formatMoment(at, offer.timeZone, t, now), t)}</p>
            </li>
          );
        })}
      </ul>
      {hasOlder && last && (
        <p>
          <a href={`${deedsPath(offer.type, offer.slug)}?fore=${last.at}`}>{t.console_deeds_older()}</a>
        </p>
      )}
    </ConsolePage>
  );
}
