import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readEventPage } from '../../../db/event-page';
import { listNearby } from '../../../db/listing';
import { atLineStart, formatDay, formatWhen } from '../../../domain/language/dates';
import { publicEventFacts } from '../../../domain/public-event';
import { jsonLdScript, schemaOrgEvent } from '../../../domain/schema-org';
import { localDateOf } from '../../../domain/time';
import { requestSpeech } from '../../http/request-speech';
import { EventView } from '../../ui/event-view';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** One event. CONTRACT §1 (`/evenemang/:slug`). */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const { baseUrl } = samling;
  const page = await readEventPage(samling.store.read, params.slug ?? '', now);
  if (!page) throw data(null, { status: 404 });
  const t = requestSpeech(request);
  const { offer, text } = page;
  const facts = publicEventFacts(
    {
      ...text,
      ...offer,
      start: offer.startAt,
      end: offer.endAt,
      hosts: [text.host, ...text.coHosts],
      picture: page.picture?.id ?? null,
    },
    { baseUrl, t },
  );
  const here = { id: offer.id, venue: text.venue, series: page.series?.slug ?? null };
  const nearby = await listNearby(samling.store.read, here, now, 3);
  return { page, nearby, now, baseUrl, jsonLd: jsonLdScript(schemaOrgEvent(facts, t)) };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    if (!loaded) return { title: '' };
    const { offer, text, series } = loaded.page;
    // the dates of a series have one name
    const title =
      series && offer.startAt !== null
        ? t.event_title_dated({ title: offer.title, date: formatDay(localDateOf(offer.startAt, offer.timeZone), t) })
        : offer.title;
    return {
      title: offer.status === 'cancelled' ? t.event_title_cancelled({ title }) : title,
      description: t.event_description({
        when: atLineStart(formatWhen(offer, t), t),
        where: text.venue ?? t.event_place_open(),
        summary: text.summary ?? '',
      }),
      picture: loaded.page.picture,
    };
  });

export default function Event() {
  const t = useSpeech();
  const { jsonLd, ...shown } = useLoaderData<typeof loader>();
  return (
    <>
      <EventView t={t} {...shown} />
      {/* data, not a script: no browser runs it */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonLd }} />
    </>
  );
}
