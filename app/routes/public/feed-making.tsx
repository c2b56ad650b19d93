import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { makeFeed } from '../../../db/feeds/secret-feed';
import { receiptByCode } from '../../../db/receipts';
import { readCode } from '../../../domain/code';
import { feedPath, receiptPath } from '../../../domain/paths';
import { requestSpeech } from '../../http/request-speech';
import { Button, ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** Asks whether a signup's person wants a secret calendar. CONTRACT §1 (`/anmalan/:code/kalender`), §4.6. */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const code = readCode(params.code ?? '');
  const receipt = code === null ? undefined : await receiptByCode(samling.store, code, samling.now());
  if (!receipt) throw data(null, { status: 404 });
  return { code: receipt.code };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const code = readCode(params.code ?? '');
  const { language } = requestSpeech(request);
  const feed = code === null ? undefined : await makeFeed(samling.store, code, samling.now(), language);
  if (!feed) throw data(null, { status: 404 });
  return redirect(feedPath(language, feed.token), 303);
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.feed_make_title() }));

export default function FeedMaking() {
  const t = useSpeech();
  const { code } = useLoaderData<typeof loader>();
  const receipt = receiptPath(t.language, code);
  return (
    <Page t={t} heading={t.feed_make_title()} trail={[{ href: receipt, label: t.feed_to_receipt() }]}>
      <p>{t.feed_make_text()}</p>
      <p>{t.feed_make_shows()}</p>
      <p>{t.feed_make_gathers()}</p>
      <form method="post">
        <Button>{t.feed_make_button()}</Button>
      </form>
      <p>
        <ButtonLink href={receipt} look="other">
          {t.feed_to_receipt()}
        </ButtonLink>
      </p>
    </Page>
  );
}
