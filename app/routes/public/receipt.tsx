import { data, redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { calledOffOn } from '../../../db/called-off';
import { nextTimeAfter } from '../../../db/next-time';
import { receiptNews } from '../../../db/receipt-news';
import { receiptByCode, type Receipt } from '../../../db/receipts';
import { readCode, showCode } from '../../../domain/code';
import { formatWhen } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import {
  cancelPath,
  changePath,
  eventPath,
  eventSignupPath,
  eventTeamPath,
  feedMakingPath,
  findSignupPath,
  receiptCalendarPath,
  receiptPath,
  seriesSignupPath,
  teamPath,
} from '../../../domain/paths';
import { requestSpeech } from '../../http/request-speech';
import { accentOf } from '../../ui/accent';
import { Button, ButtonLink } from '../../ui/button';
import { CalendarLinks } from '../../ui/calendar-links';
import { CodeBlock } from '../../ui/code-block';
import { NoSuchSignup } from '../../ui/no-such-signup';
import { Notice } from '../../ui/notice';
import { ContactFacts } from '../../ui/offer-facts';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { Prose } from '../../ui/prose';
import { MailLink, PhoneLink } from '../../ui/reach';
import { ReceiptFacts } from '../../ui/receipt-facts';
import { ReceiptMessages, ReceiptNews } from '../../ui/receipt-news';
import { receiptState } from '../../ui/receipt-state';
import { placeOf, TeamOnReceipt } from '../../ui/receipt-team';
import { useSpeech } from '../../ui/use-speech';

/**
 * The receipt: how a signup stands, its code, and all that can be done with it. CONTRACT §1 (`/anmalan/:code`). Any
 * spelling of a code leads to it. `?annan` says that a form was sent again under another name (§2.2).
 */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const written = params.code ?? '';
  const code = readCode(written);
  const receipt = code === null ? undefined : await receiptByCode(samling.store, code, now);
  if (!receipt) return data(null, { status: 404 });
  const { search, searchParams } = new URL(request.url);
  const { language } = requestSpeech(request);
  if (written !== receipt.code) throw redirect(receiptPath(language, receipt.code) + search);
  const told = await receiptNews(samling.store.read, receipt.id, language);
  const calledOff = await calledOffOn(samling.store.read, receipt);
  const next = receipt.state === 'cancelled' ? null : await nextTimeAfter(samling.store.read, receipt, now);
  return { receipt, told, calledOff, next, now, baseUrl: samling.baseUrl, other: searchParams.get('annan') };
}

// the same for every event, so that a discreet one is not told by a tab or a history (§4.5)
export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: loaded ? t.signup_receipt_title() : t.signup_unknown_title() }));

export default function ReceiptPage() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  if (!loaded) return <NoSuchSignup t={t} />;
  const { receipt, told, calledOff, next, now, baseUrl, other } = loaded;
  const { code, offer, team } = receipt;
  const state = receiptState(t, receipt, now);
  const calendar = receiptCalendarPath(t.language, code);
  return (
    <Page
      t={t}
      accent={accentOf(receipt.host.slug)}
      heading={state.heading}
      tone={state.tone}
      before={other !== null && <OtherName t={t} receipt={receipt} other={other} />}
    >
      {state.text.map((words) => (
        <p key={words} className="receipt-text">
          {words}
        </p>
      ))}
      {state.elsewhere !== undefined && (
        <p className="no-print">
          <ButtonLink href={state.elsewhere} rel="external noopener noreferrer">
            {t.signup_external_link()}
          </ButtonLink>
        </p>
      )}
      {receipt.state !== 'cancelled' && calledOff.whole !== null && (
        <section>
          <h2>{t.signup_called_off()}</h2>
          <Prose text={calledOff.whole} />
        </section>
      )}
      {next && (
        <>
          <p className="receipt-text">{t.signup_next_time({ when: formatWhen(next, t, now) })}</p>
          <p className="no-print">
            <ButtonLink href={eventPath(t.language, next.slug)}>{t.signup_next_time_see()}</ButtonLink>
          </p>
        </>
      )}
      {state.alive && <ReceiptNews t={t} news={told.news} receipt={receipt} now={now} />}
      {receipt.state === 'cancelled' ? (
        // a draft has no form
        offer.status !== 'draft' &&
        receipt.endedAs !== 'declined' && (
          <p className="no-print">
            <ButtonLink href={freshForm(t, receipt)}>{t.signup_is_cancelled_again()}</ButtonLink>
          </p>
        )
      ) : (
        <Code t={t} code={code} baseUrl={baseUrl} alive={state.alive} />
      )}
      <ReceiptFacts t={t} receipt={receipt} calledOff={calledOff.dates} now={now} />
      <ReceiptMessages t={t} messages={told.messages} timeZone={offer.timeZone} now={now} />
      {state.alive && (
        <p className="no-print">
          <ButtonLink href={changePath(t.language, code)} look="other">
            {t.signup_change()}
          </ButtonLink>
          <ButtonLink href={cancelPath(t.language, code)} look="other">
            {t.signup_cancel()}
          </ButtonLink>
        </p>
      )}
      {team && receipt.state !== 'cancelled' && (
        <TeamOnReceipt t={t} team={team} code={code} baseUrl={baseUrl} alive={state.alive} />
      )}
      {state.alive && <Reach t={t} receipt={receipt} />}
      {state.alive && (
        <>
          {offer.startAt !== null && <CalendarLinks t={t} feedUrl={baseUrl + calendar} copyUrl={calendar} />}
          <form className="no-print" method="post" action={feedMakingPath(t.language, code)}>
            <p>{t.signup_calendar_all_text()}</p>
            <Button look="other">{t.signup_calendar_all()}</Button>
          </form>
        </>
      )}
      <ContactFacts t={t} contact={receipt.contact} host={receipt.host} />
    </Page>
  );
}

/** The one thing to keep: big enough to read aloud, or to take a picture of. */
function Code({ t, code, baseUrl, alive }: { t: Speech; code: string; baseUrl: string; alive: boolean }) {
  return (
    <section>
      <h2>{t.signup_code()}</h2>
      <CodeBlock groups={showCode(code).split('-')} />
      <p>
        {alive ? t.signup_code_hint() : t.signup_code_hint_over()}{' '}
        {t.signup_code_found_at({ place: placeOf(baseUrl + findSignupPath(t.language)) })}
      </p>
    </section>
  );
}

/** A key was used again under another name: whose receipt this is, and where the second person goes. §2.2 */
function OtherName({ t, receipt, other }: { t: Speech; receipt: Receipt; other: string }) {
  return (
    <div role="alert">
      <Notice tone="mind" heading={t.signup_other_heading({ name: receipt.name })}>
        <p>{t.signup_other_text()}</p>
        <p>
          <ButtonLink href={freshForm(t, receipt, other)}>{t.signup_other_link()}</ButtonLink>
        </p>
      </Notice>
    </div>
  );
}

/** The form that a signup like this one is made with. */
function freshForm(t: Speech, { offer, team }: Receipt, other?: string): string {
  if (other === 'lag') return eventTeamPath(t.language, offer.slug);
  if (team && team.state !== 'cancelled') return teamPath(t.language, team.code);
  return (offer.type === 'event' ? eventSignupPath : seriesSignupPath)(t.language, offer.slug);
}

/** How we reach the person when something changes; where we cannot, what to do instead. */
function Reach({ t, receipt: { email, phone, addressFailed } }: { t: Speech; receipt: Receipt }) {
  return (
    <section>
      <h2>{t.signup_reach_you()}</h2>
      {addressFailed && email !== null && (
        <Notice tone="stop" heading={t.signup_reach_failed()}>
          <p>{t.signup_reach_failed_text({ email })}</p>
        </Notice>
      )}
      {email === null && phone === null && <p>{t.signup_reach_none()}</p>}
      {((email !== null && !addressFailed) || phone !== null) && (
        <ul>
          {email !== null && !addressFailed && (
            <li>
              <MailLink email={email} />
            </li>
          )}
          {phone !== null && (
            <li>
              <PhoneLink phone={phone} />
            </li>
          )}
        </ul>
      )}
    </section>
  );
}
