import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { mailingsOf } from '../../../db/messages/list';
import { wholeSeriesOf } from '../../../db/participants/whole-series';
import { formatMoment } from '../../../domain/language/dates';
import { messagePath, messagesPath, newMessagePath, remindingPath, thanksPath } from '../../../domain/paths';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { ButtonLink } from '../../ui/button';
import { ConsolePage } from '../../ui/console-page';
import { senderWords, Standing } from '../../ui/mailing-standing';
import { copyWords, mailingTitle, whomWords } from '../../ui/message-words';
import { pageMeta } from '../../ui/page-meta';
import { WhereElse } from '../../ui/participants/where-else';
import { useSpeech } from '../../ui/use-speech';

/** What has gone out to many at an event, and how it stands. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'participants');
  const { mailings, single } = await mailingsOf(samling.store.read, offer);
  const whole = await wholeSeriesOf(samling.store.read, offer);
  return { now: samling.now(), offer, role, whole, mailings, single };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.messages_title()}: ${loaded?.offer.title ?? ''}` }));

export default function Messages() {
  const t = useSpeech();
  const { now, offer, role, whole, mailings, single } = useLoaderData<typeof loader>();
  const { type, slug, series } = offer;
  // most of those who have no address have seen what it says on their receipt
  const unmailed = single.call + single.called;
  const singles = copyWords(t, { ...single, call: 0, called: 0 });
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="messages" heading={t.messages_title()}>
      {whole && (
        <WhereElse
          t={t}
          series={whole.slug}
          to={newMessagePath('series', whole.slug)}
          words={t.messages_series_whole()}
        />
      )}
      <p>
        {!whole && <ButtonLink href={newMessagePath(type, slug)}>{t.messages_write()}</ButtonLink>}
        <ButtonLink href={remindingPath(type, slug)} look="other">
          {t.messages_reminding()}
        </ButtonLink>
        <ButtonLink href={thanksPath(type, slug)} look="other">
          {t.messages_thanks_title()}
        </ButtonLink>
      </p>
      {series && (
        <p>
          {t.messages_series_too()} <a href={messagesPath('series', series.slug)}>{t.messages_series_link()}</a>
        </p>
      )}
      {(mailings.length > 0 || !whole) && <h2>{t.messages_sent_list()}</h2>}
      {mailings.length === 0 && !whole && <p>{t.messages_none()}</p>}
      <ul className="console-list">
        {mailings.map((mailing) => (
          <li key={mailing.id}>
            <h3>
              <a href={messagePath(type, slug, mailing.id)}>{mailingTitle(t, mailing)}</a>
            </h3>
            {mailing.of === 'message' && (
              <p>
                {t.messages_to()}: {whomWords(t, mailing.whom, mailing.part)}
              </p>
            )}
            <Standing t={t} mailing={mailing} />
            <p className="quiet">{senderWords(t, mailing, formatMoment(mailing.at, offer.timeZone, t, now))}</p>
          </li>
        ))}
      </ul>
      {singles.length + unmailed > 0 && (
        <>
          <h2>{t.messages_single()}</h2>
          <p>{t.messages_single_text()}</p>
          <ul>
            {singles.map((words) => (
              <li key={words}>{words}</li>
            ))}
            {unmailed > 0 && <li>{t.messages_single_unmailed({ count: unmailed })}</li>}
          </ul>
        </>
      )}
    </ConsolePage>
  );
}
