import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { mailingsOf } from '../../../db/messages/list';
import { sendMessage } from '../../../db/messages/send';
import { formatMoment } from '../../../domain/language/dates';
import { messagePath, messagesPath, newMessagePath, remindingPath } from '../../../domain/paths';
import { readMessage } from '../../forms/message-form';
import { longest } from '../../forms/fields';
import { readTyped, valueOf } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { leaveAnswer, leftAnswer } from '../../http/left-answer.server';
import { ButtonLink } from '../../ui/button';
import { ConsolePage } from '../../ui/console-page';
import { senderWords, Standing } from '../../ui/mailing-standing';
import { copyWords, mailingTitle, whomWords } from '../../ui/message-words';
import { Alert, Notice } from '../../ui/notice';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** What has gone out to many at an event, and how it stands. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'participants');
  const { mailings, single } = await mailingsOf(samling.store.read, offer);
  const fault = leftAnswer<'wrong' | 'nobody'>(samling);
  return { now: samling.now(), offer, role, mailings, single, fault };
}

/** Sends a message that has been looked at. The form that comes twice sends once. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'events');
  const typed = readTyped(samling.form);
  const read = readMessage(typed);
  const key = valueOf(typed, 'key').slice(0, longest.key);
  const sendBack = (fault: 'wrong' | 'nobody', status: 400 | 409) => {
    leaveAnswer(samling, fault);
    return data(null, { status });
  };
  if ('faults' in read || !key) return sendBack('wrong', 400);
  const sending = { at: offer, ...read, by: signed.organiser.id, organisationId: organisation.id, key };
  const outcome = await sendMessage(samling.store, sending, samling.now());
  if (outcome.kind === 'no-such-part') return sendBack('wrong', 400);
  if (outcome.kind === 'nobody') return sendBack('nobody', 409);
  const seen = Number(valueOf(typed, 'seen'));
  const reaches = outcome.kind === 'sent' ? outcome.reach.mails + outcome.reach.toCall.length : seen;
  const changed = reaches === seen ? '' : `&sedd=${seen}&nu=${reaches}`;
  return redirect(`${messagePath(offer.type, offer.slug, outcome.id)}?klart=skickat&antal=${reaches}${changed}`, 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${t.messages_title()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.fault ? t.site_error_title({ title }) : title };
  });

export default function Messages() {
  const t = useSpeech();
  const { now, offer, role, mailings, single, fault } = useLoaderData<typeof loader>();
  const { type, slug, series } = offer;
  // most of those who have no address have seen what it says on their receipt
  const unmailed = single.call + single.called;
  const singles = copyWords(t, { ...single, call: 0, called: 0 });
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="messages" heading={t.messages_title()}>
      {fault && (
        <Alert>
          <Notice tone="stop" heading={fault === 'nobody' ? t.messages_unsent_nobody() : t.messages_unsent()} />
        </Alert>
      )}
      <p>
        <ButtonLink href={newMessagePath(type, slug)}>{t.messages_write()}</ButtonLink>
        <ButtonLink href={remindingPath(type, slug)} look="other">
          {t.messages_reminding()}
        </ButtonLink>
      </p>
      {series && (
        <p>
          {t.messages_series_too()} <a href={messagesPath('series', series.slug)}>{t.messages_series_link()}</a>
        </p>
      )}
      <h2>{t.messages_sent_list()}</h2>
      {mailings.length === 0 && <p>{t.messages_none()}</p>}
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
