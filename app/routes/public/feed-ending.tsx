import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { endFeed, feedByToken } from '../../../db/feeds/secret-feed';
import { feedEndingPath, feedPath } from '../../../domain/paths';
import { requestSpeech } from '../../http/request-speech';
import { Button, ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** Asks whether a secret calendar should end, and says when it has. */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const feed = await feedByToken(samling.store, token);
  if (!feed) throw data(null, { status: 404 });
  return { ended: feed === 'ended', token };
}

/** Ends it; again is harmless. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const token = params.token ?? '';
  if (!(await endFeed(samling.store, token, samling.now()))) throw data(null, { status: 404 });
  return redirect(feedEndingPath(requestSpeech(request).language, token), 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: loaded?.ended ? t.feed_ended_title() : t.feed_end_title() }));

export default function FeedEnding() {
  const t = useSpeech();
  const { ended, token } = useLoaderData<typeof loader>();
  if (ended) {
    return (
      <Page t={t} heading={t.feed_ended_title()} trail={[]}>
        <p>{t.feed_ended_text()}</p>
      </Page>
    );
  }
  return (
    <Page t={t} heading={t.feed_end_title()} trail={[]}>
      <p>{t.feed_end_text()}</p>
      <form method="post">
        <Button look="stop">{t.feed_end_button()}</Button>
      </form>
      <p>
        <ButtonLink href={feedPath(t.language, token)} look="other">
          {t.feed_end_back()}
        </ButtonLink>
      </p>
    </Page>
  );
}
