import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requestsTo } from '../../../../db/co-hosts';
import { formatMoment } from '../../../../domain/language/dates';
import type { Speech } from '../../../../domain/language/speech';
import { coHostingPath, consolePath } from '../../../../domain/paths';
import { defaultTimeZone } from '../../../../domain/time';
import { answersFor } from '../../../http/co-hosting.server';
import { requireSignedIn } from '../../../http/session.server';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { Page } from '../../../ui/page';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** What one's organisations are asked to host with others. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const signed = await requireSignedIn(request, samling);
  return {
    now: samling.now(),
    requests: await requestsTo(samling.store.read, answersFor(signed)),
    done: new URL(request.url).searchParams.get('klart'),
  };
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.series_co_hosting() }));

export default function CoHosting() {
  const t = useSpeech();
  const { now, requests, done } = useLoaderData<typeof loader>();
  const said = {
    accepted: t.series_co_hosting_done_yes(),
    declined: t.series_co_hosting_done_no(),
    gone: t.series_co_hosting_gone(),
    refused: t.series_co_hosting_gone(),
  }[done ?? ''];
  return (
    <Page t={t} heading={t.series_co_hosting()} trail={[{ href: consolePath, label: t.organiser_start_title() }]}>
      {said && (
        <div role="status">
          <Notice tone={done === 'accepted' ? 'good' : 'plain'} heading={said} />
        </div>
      )}
      {requests.length === 0 ? <p>{t.series_co_hosting_none()}</p> : <WhatYesMeans t={t} />}
      <ul className="console-list">
        {requests.map(({ id, organisation, host, offer, askedAt, by }) => (
          <li key={id}>
            <h2>{offer.title}</h2>
            <p>{t.series_co_hosting_asks({ host, organisation: organisation.name })}</p>
            {offer.summary && <p>{offer.summary}</p>}
            <p className="quiet">
              {by} · {t.series_co_host_asked_when({ when: formatMoment(askedAt, defaultTimeZone, t, now) })}
            </p>
            <form method="post" action={`${coHostingPath}/${id}/ja`}>
              <Button>
                {t.series_co_hosting_yes()}
                <span className="unseen">: {offer.title}</span>
              </Button>
            </form>
            <form method="post" action={`${coHostingPath}/${id}/nej`}>
              <Button look="other">
                {t.series_co_hosting_no()}
                <span className="unseen">: {offer.title}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** What whoever says yes may do and may not: as `requireOffer` and `hostOnly` have it in app/http/console-offer.server.ts. */
const WhatYesMeans = ({ t }: { t: Speech }) => (
  <>
    <p>{t.series_co_hosting_if_yes()}</p>
    <ul>
      <li>{t.series_co_hosting_may_write()}</li>
      <li>{t.series_co_hosting_may_see()}</li>
      <li>{t.series_co_hosting_may_tell()}</li>
    </ul>
    <p>{t.series_co_hosting_host_only()}</p>
    <ul>
      <li>{t.series_co_hosting_host_off()}</li>
      <li>{t.series_co_hosting_host_choose()}</li>
    </ul>
    <p>{t.series_co_hosting_whom()}</p>
  </>
);
