import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSignedIn, safeReturn } from '../../http/session.server';
import { MakePasskey } from '../../ui/make-passkey';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** Asks whoever has just logged in by a code whether they want to do without one here. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  await requireSignedIn(request, samling);
  return { goesTo: safeReturn(new URL(request.url).searchParams.get('till')) };
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.account_offer_title() }));

export default function PasskeyOffer() {
  const t = useSpeech();
  const { goesTo } = useLoaderData<typeof loader>();
  return (
    <Page t={t} heading={t.account_offer_title()}>
      <p>{t.account_offer_text()}</p>
      <p>{t.account_offer_safe()}</p>
      <MakePasskey t={t} goesTo={goesTo} />
      <p>
        <a className="button button-other" href={goesTo}>
          {t.account_offer_no()}
        </a>
      </p>
    </Page>
  );
}
