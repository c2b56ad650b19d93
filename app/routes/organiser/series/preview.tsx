import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { seriesAsPublished } from '../../../../db/series-page';
import { signupPageOf } from '../../../../db/signup-page';
import { isByDate } from '../../../../domain/offer';
import { requireSeries } from '../../../http/series-date.server';
import { OfferPreview, previewFormId } from '../../../ui/editor/offer-preview';
import { pageMeta } from '../../../ui/page-meta';
import { SeriesView } from '../../../ui/series-view';
import { useSpeech } from '../../../ui/use-speech';

/** A series as others see it, or will once it is published: its page with its dates, and the form of one for them all. */
export async function loader(args: LoaderFunctionArgs) {
  const { samling } = args.context;
  const { offer, role, dates } = await requireSeries(args);
  const { read } = samling.store;
  const now = samling.now();
  const page = await seriesAsPublished(read, { id: offer.id, dates }, now);
  const signup = isByDate(page.offer) ? null : await signupPageOf(read, page.offer, now);
  return { offer, role, now, baseUrl: samling.baseUrl, page, signup };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_preview()}: ${loaded?.offer.title ?? ''}` }));

export default function SeriesPreview() {
  const t = useSpeech();
  const { page, baseUrl, ...shown } = useLoaderData<typeof loader>();
  return (
    <OfferPreview t={t} {...shown}>
      <SeriesView t={t} page={page} now={shown.now} baseUrl={baseUrl} preview={{ formHref: `#${previewFormId}` }} />
    </OfferPreview>
  );
}
