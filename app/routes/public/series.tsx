import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readSeriesPage } from '../../../db/series-page';
import { pageMeta } from '../../ui/page-meta';
import { SeriesView } from '../../ui/series-view';
import { useSpeech } from '../../ui/use-speech';

/** A series with all its dates. CONTRACT §1 (`/serier/:slug`). */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const page = await readSeriesPage(samling.store.read, params.slug ?? '', now);
  if (!page) throw data(null, { status: 404 });
  return { page, now, baseUrl: samling.baseUrl };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    if (!loaded) return { title: '' };
    const { offer, text } = loaded.page;
    return {
      title: offer.status === 'cancelled' ? t.event_title_cancelled({ title: offer.title }) : offer.title,
      description: text.summary ?? text.description,
      picture: loaded.page.picture,
    };
  });

export default function Series() {
  const t = useSpeech();
  return <SeriesView t={t} {...useLoaderData<typeof loader>()} />;
}
