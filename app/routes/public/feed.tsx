import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { feedByToken, type SecretFeed } from '../../../db/feeds/secret-feed';
import type { Speech } from '../../../domain/language/speech';
import { feedCalendarPath, feedEndingPath } from '../../../domain/paths';
import { ButtonLink } from '../../ui/button';
import { CalendarLinks } from '../../ui/calendar-links';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** A secret calendar's address, and what it shows. CONTRACT §1 (`/anmalan/:code/kalender`), §4.6. */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const feed = await feedByToken(samling.store, params.token ?? '');
  if (!feed) throw data(null, { status: 404 });
  if (feed === 'ended') throw data(null, { status: 410 });
  return { feed, baseUrl: samling.baseUrl };
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.feed_title() }));

export default function Feed() {
  const t = useSpeech();
  const { feed, baseUrl } = useLoaderData<typeof loader>();
  const feedUrl = baseUrl + feedCalendarPath(t.language, feed.token);
  return (
    <Page t={t} heading={t.feed_title()} trail={[]}>
      <p>{whatItShows(feed.state, t)}</p>
      <CalendarLinks t={t} feedUrl={feedUrl} />
      <p>
        {t.calendar_address()}: <code dir="ltr">{feedUrl}</code>
      </p>
      <p>{t.feed_secret()}</p>
      <p>{t.feed_keep()}</p>
      <p>
        <ButtonLink href={feedEndingPath(t.language, feed.token)} look="other">
          {t.feed_end_link()}
        </ButtonLink>
      </p>
    </Page>
  );
}

function whatItShows(state: SecretFeed['state'], t: Speech): string {
  switch (state) {
    case 'one-signup':
      return t.feed_one();
    case 'awaits-confirmation':
      return t.feed_awaits();
    case 'confirmed':
      return t.feed_confirmed();
  }
}
