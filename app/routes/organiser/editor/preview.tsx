import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { eventPageOf } from '../../../../db/event-page';
import { offerById } from '../../../../db/offers';
import { signupPageOf } from '../../../../db/signup-page';
import { previewPath } from '../../../../domain/paths';
import { requireOffer } from '../../../http/console-offer.server';
import { OfferPreview, previewFormId } from '../../../ui/editor/offer-preview';
import { EventView } from '../../../ui/event-view';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** An event as others see it, or will once it is published: its page and its form, which cannot be sent. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { offer, role } = await requireOffer(request, samling, { type: 'event', slug: params.slug }, 'events');
  const { read } = samling.store;
  const now = samling.now();
  const found = await offerById(read, 'event', offer.id);
  const shown = { ...found, status: offer.status === 'draft' ? ('published' as const) : offer.status };
  const page = await eventPageOf(read, shown, now);
  const signup = await signupPageOf(read, shown, now);
  return { offer, role, now, baseUrl: samling.baseUrl, page, signup };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_preview()}: ${loaded?.offer.title ?? ''}` }));

export default function Preview() {
  const t = useSpeech();
  const { page, baseUrl, ...shown } = useLoaderData<typeof loader>();
  const { wholeSeries } = page.offer;
  // a date of a course has no form of its own
  const formHref = `${wholeSeries ? previewPath('series', wholeSeries) : ''}#${previewFormId}`;
  return (
    <OfferPreview t={t} {...shown}>
      <EventView t={t} page={page} nearby={[]} now={shown.now} baseUrl={baseUrl} preview={{ formHref }} />
    </OfferPreview>
  );
}
