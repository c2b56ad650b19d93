import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { copiesOf, mailableNow } from '../../../db/messages/copies';
import { messageOf, noticeOf, readNoticeId, type Copies, type Mailing } from '../../../db/messages/list';
import { atLineStart, formatMoment } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import { copyStates, type CopyState } from '../../../domain/message';
import { callListPath, messageAgainPath, messagePath, messagesPath } from '../../../domain/paths';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { Button, ButtonLink } from '../../ui/button';
import { ConsolePage } from '../../ui/console-page';
import { ListSteps } from '../../ui/list-steps';
import { senderWords, Standing } from '../../ui/mailing-standing';
import { mailingTitle, whomWords } from '../../ui/message-words';
import { Notice } from '../../ui/notice';
import { pageMeta } from '../../ui/page-meta';
import { Prose } from '../../ui/prose';
import { useSpeech } from '../../ui/use-speech';

/** One message or what a change told everybody: its words, and who has it, waits for it or has to be called. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'participants');
  const asker = samling.store.read;
  const id = params.message ?? '';
  const notice = readNoticeId(id);
  const mailing = await (notice ? noticeOf(asker, offer, notice.kind, notice.at) : messageOf(asker, offer, id));
  if (!mailing) throw new Response(null, { status: 404 });
  const query = new URL(request.url).searchParams;
  const state = readState(query.get('visa')) ?? firstState(mailing.copies);
  const page = Math.max(1, Math.trunc(Number(query.get('sida'))) || 1);
  const { copies, pages } = await copiesOf(asker, offer, id, { state, page });
  return {
    now: samling.now(),
    offer,
    role,
    mailing,
    state,
    copies,
    pages,
    page: Math.min(page, pages),
    mailable: isSentAgain(mailing) ? await mailableNow(asker, offer, id) : 0,
    told: query.get('klart'),
    count: Number(query.get('antal')) || 0,
    neither: Number(query.get('varken')) || 0,
    changed: query.has('sedd') ? { before: query.get('sedd')!, now: query.get('nu') ?? '' } : null,
  };
}

/** Reminders and thanks are of their moment. */
const isSentAgain = (mailing: Pick<Mailing, 'of'>) => mailing.of !== 'reminder' && mailing.of !== 'thanks';

const addresses: Record<string, CopyState> = {
  fatt: 'sent',
  vantar: 'queued',
  ringas: 'call',
  uppringda: 'called',
  'nas-inte': 'neither',
};
const readState = (word: string | null): CopyState | undefined => addresses[word ?? ''];
const wordOf = (state: CopyState) => Object.keys(addresses).find((word) => addresses[word] === state)!;

/** What one looks at first: those who are left to call, else where somebody is. */
function firstState(copies: Copies): CopyState {
  return (['call', 'neither', 'queued', 'sent', 'called'] as const).find((state) => copies[state]) ?? 'sent';
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: loaded ? mailingTitle(t, loaded.mailing) : t.messages_one_title() }));

export default function OneMessage() {
  const t = useSpeech();
  const { now, offer, role, mailing, state, copies, page, pages, mailable, told, count, neither, changed } =
    useLoaderData<typeof loader>();
  const { type, slug } = offer;
  const own = messagePath(type, slug, mailing.id);
  const show = (which: CopyState, at = 1) => `${own}?visa=${wordOf(which)}${at > 1 ? `&sida=${at}` : ''}#vilka`;
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="messages" heading={mailingTitle(t, mailing)}>
      {told === 'skickat' && (
        <div role="status">
          <Notice tone="good" heading={t.messages_sent()}>
            {changed && <p>{t.messages_sent_changed(changed)}</p>}
            {count > 0 && <p>{t.messages_sent_to({ count })}</p>}
            {neither > 0 && <p>{t.messages_sent_neither({ count: neither })}</p>}
            <p>
              <a href={own}>{t.messages_sent_look()}</a>
            </p>
          </Notice>
        </div>
      )}
      {told === 'igen' && <p role="status">{count ? t.messages_again_done({ count }) : t.messages_again_none()}</p>}
      <Standing t={t} mailing={mailing} />
      <p className="quiet">{senderWords(t, mailing, formatMoment(mailing.at, offer.timeZone, t, now))}</p>
      {mailing.copies.call > 0 && (
        <p>
          <ButtonLink href={callListPath(type, slug)}>{t.messages_sent_call()}</ButtonLink>
        </p>
      )}
      {mailable > 0 && (
        <form method="post" action={messageAgainPath(type, slug, mailing.id)}>
          <Button look="other">{t.messages_again_all({ count: mailable })}</Button>
        </form>
      )}
      {(mailing.of === 'message' || mailing.of === 'thanks') && (
        <div className="mail-preview">
          <p>
            {t.messages_to()}:{' '}
            <strong>
              {mailing.of === 'thanks' ? whomWords(t, 'in', null) : whomWords(t, mailing.whom, mailing.part)}
            </strong>
          </p>
          <Prose text={mailing.texts.sv.words} />
          {mailing.texts.en && (
            <div lang="en">
              <p>
                <strong>{mailing.texts.en.subject}</strong>
              </p>
              <Prose text={mailing.texts.en.words} />
            </div>
          )}
        </div>
      )}
      <nav className="console-nav" id="vilka" aria-label={t.messages_show_nav()}>
        <ul>
          {copyStates.map((one) => (
            <li key={one}>
              <a href={show(one)} aria-current={one === state ? 'true' : undefined}>
                {`${stateWords(t, one)} (${mailing.copies[one]})`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {copies.length === 0 && <p>{t.messages_show_none()}</p>}
      <ul className="console-list">
        {copies.map((copy) => (
          <li key={copy.signupId}>
            <p>
              <strong>{copy.name}</strong>
            </p>
            {copy.at !== null && (
              <p className="quiet">{atLineStart(formatMoment(copy.at, offer.timeZone, t, now), t)}</p>
            )}
            {isSentAgain(mailing) && copy.canBeMailed && copy.state !== 'queued' && (
              <form method="post" action={messageAgainPath(type, slug, mailing.id)}>
                <input type="hidden" name="signup" value={copy.signupId} />
                <input type="hidden" name="times" value={copy.times} />
                <Button look="other">{t.messages_again_one({ name: copy.name })}</Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <ListSteps t={t} page={page} pages={pages} href={(one) => show(state, one)} />
      <p>
        <a href={messagesPath(type, slug)}>{t.messages_title()}</a>
      </p>
    </ConsolePage>
  );
}

function stateWords(t: Speech, state: CopyState): string {
  const words = {
    sent: t.messages_show_sent,
    queued: t.messages_show_queued,
    call: t.messages_show_call,
    called: t.messages_show_called,
    neither: t.messages_show_neither,
  };
  return words[state]();
}
