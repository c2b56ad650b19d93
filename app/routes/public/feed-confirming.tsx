import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { confirmFeed, feedByConfirmToken, type SecretFeed } from '../../../db/feeds/secret-feed';
import { feedPath } from '../../../domain/paths';
import { requestSpeech } from '../../http/request-speech';
import { Button, ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** What the mail to an address leads to: a button, since whoever scans links in mails must not confirm. */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const feed = found(await feedByConfirmToken(samling.store, params.token ?? ''));
  // the calendar's own address is told to whoever has confirmed, and is nobody else's to know
  return { confirmedToken: feed.state === 'confirmed' ? feed.token : null };
}

/** Lets the calendar gather the signups of the address; again is harmless. CONTRACT §4.6. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const feed = found(await confirmFeed(samling.store, params.token ?? '', samling.now()));
  return redirect(feedPath(requestSpeech(request).language, feed.token), 303);
}

function found(feed: SecretFeed | 'ended' | undefined): SecretFeed {
  if (!feed) throw data(null, { status: 404 });
  if (feed === 'ended') throw data(null, { status: 410 });
  return feed;
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.feed_confirm_title() }));

export default function FeedConfirming() {
  const t = useSpeech();
  const { confirmedToken } = useLoaderData<typeof loader>();
  if (confirmedToken !== null) {
    return (
      <Page t={t} heading={t.feed_title()} trail={[]}>
        <p>{t.feed_confirm_done()}</p>
        <p>
          <ButtonLink href={feedPath(t.language, confirmedToken)}>{t.feed_confirm_see()}</ButtonLink>
        </p>
      </Page>
    );
  }
  return (
    <Page t={t} heading={t.feed_confirm_title()} trail={[]}>
      <p>{t.feed_confirm_text()}</p>
      <p>{t.feed_confirm_warning()}</p>
      <form method="post">
        <Button>{t.feed_confirm_button()}</Button>
      </form>
    </Page>
  );
}
