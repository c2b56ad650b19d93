import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { callList, leftToTell, type Call, type CallWords } from '../../../db/calls';
import { wholeSeriesOf } from '../../../db/participants/whole-series';
import type { Instant } from '../../../domain/event';
import { formatMoment } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import { callListPath, callMissedPath, callPath, callUndonePath } from '../../../domain/paths';
import { spokenOf } from '../../../emails/spoken';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { Button } from '../../ui/button';
import { callsInWords } from '../../ui/calls-left';
import { ConsolePage, type OfferHead } from '../../ui/console-page';
import { ListSteps } from '../../ui/list-steps';
import { Notice } from '../../ui/notice';
import { pageMeta } from '../../ui/page-meta';
import { PrintButton } from '../../ui/participants/print-button';
import { WhereElse } from '../../ui/participants/where-else';
import { PhoneLink } from '../../ui/reach';
import { useSpeech } from '../../ui/use-speech';

/**
 * Those who have to be told something and cannot be mailed: first those to call, then those who have no number either;
 * or those who have been told. CONTRACT §4.3
 */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'participants');
  const query = new URL(request.url).searchParams;
  const of = query.get('visa') === 'uppringda' ? ('done' as const) : ('left' as const);
  const page = Math.max(1, Math.trunc(Number(query.get('sida'))) || 1);
  const now = samling.now();
  const { calls, toCall, neither, done, pages } = await callList(samling.store, offer, { of, page }, now);
  const whole = await wholeSeriesOf(samling.store.read, offer);
  const elsewhere = whole && { slug: whole.slug, left: await leftToTell(samling.store.read, whole) };
  const own = { toCall, neither, done, page: Math.min(page, pages), pages, people: calls.map(shown) };
  return { now, offer, role, of, elsewhere, ...own };
}

/** What the page shows of somebody, and no more. */
const shown = ({ signupId, name, phone, language, missed, left, done }: Call) => ({
  signupId,
  name,
  phone,
  speaksEnglish: language === 'en',
  missed,
  items: [...left, ...done].map(wordsShown),
});

const wordsShown = ({ ids, letter, calledAt, calledBy }: CallWords) => ({
  ids,
  lines: spokenOf(letter),
  calledAt,
  calledBy,
});

type Person = ReturnType<typeof shown>;

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.messages_calls_title()}: ${loaded?.offer.title ?? ''}` }));

export default function CallList() {
  const t = useSpeech();
  const { now, offer, role, of, elsewhere, toCall, neither, done, page, pages, people } =
    useLoaderData<typeof loader>();
  const own = callListPath(offer.type, offer.slug);
  const show = (one: number) => `${own}?${of === 'done' ? 'visa=uppringda&' : ''}sida=${one}`;
  const withNumber = people.filter(({ phone }) => phone !== null);
  const without = people.filter(({ phone }) => phone === null);
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="calls" heading={t.messages_calls_title()}>
      {elsewhere && (
        <WhereElse
          t={t}
          series={elsewhere.slug}
          to={callListPath('series', elsewhere.slug)}
          words={[t.messages_calls_series(), callsInWords(t, elsewhere.left).join('. ')].filter(Boolean).join(': ')}
        />
      )}
      {toCall === 0 ? (
        !elsewhere && (
          <Notice tone="good" heading={neither || !done ? t.messages_calls_nobody() : t.messages_calls_none()} />
        )
      ) : (
        <>
          <p>
            <strong>{t.messages_calls_left({ count: toCall })}</strong>
          </p>
          <p>{t.messages_calls_text()}</p>
        </>
      )}
      {of === 'done' ? (
        <ul className="call-list">
          {people.map((person) => (
            <li key={person.signupId}>
              <Called t={t} offer={offer} person={person} now={now} timeZone={offer.timeZone} />
            </li>
          ))}
        </ul>
      ) : (
        <>
          <ToTell t={t} offer={offer} people={withNumber} />
          {neither > 0 && (
            <>
              <h2>{t.messages_calls_neither({ count: neither })}</h2>
              <p>{t.messages_calls_neither_text()}</p>
              <ToTell t={t} offer={offer} people={without} />
            </>
          )}
        </>
      )}
      <ListSteps t={t} page={page} pages={pages} href={show} />
      {of === 'left' && toCall + neither > 0 && (
        <>
          <PrintButton t={t} />
          <p className="no-print quiet">{t.messages_calls_print()}</p>
        </>
      )}
      {of === 'done' ? (
        <p className="no-print">
          <a href={own}>{t.messages_calls_left_show()}</a>
        </p>
      ) : (
        done > 0 && (
          <p className="no-print">
            {t.messages_calls_done({ count: done })}.{' '}
            <a href={`${own}?visa=uppringda`}>{t.messages_calls_done_show()}</a>
          </p>
        )
      )}
    </ConsolePage>
  );
}

function ToTell({ t, offer, people }: { t: Speech; offer: OfferHead; people: readonly Person[] }) {
  if (!people.length) return null;
  return (
    <ul className="call-list">
      {people.map((person) => (
        <li key={person.signupId}>
          <ToCall t={t} offer={offer} person={person} />
        </li>
      ))}
    </ul>
  );
}

function Who(props: { t: Speech; person: Person; as?: 'h2' | 'h3' }) {
  const { t, person, as: Heading = 'h2' } = props;
  const { name, phone, speaksEnglish } = person;
  return (
    <>
      <Heading>{name}</Heading>
      {phone !== null && (
        <p className="call-phone">
          <PhoneLink phone={phone} />
        </p>
      )}
      {speaksEnglish && <p>{t.messages_calls_english()}</p>}
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <div className="call-words">
      {lines.map((line, position) => (
        <p key={position}>{position === 0 ? <strong>{line}</strong> : line}</p>
      ))}
    </div>
  );
}

function ToCall({ t, offer, person }: { t: Speech; offer: OfferHead; person: Person }) {
  const { signupId, name, phone, missed, items } = person;
  const { type, slug } = offer;
  const notices = items
    .flatMap(({ ids }) => ids)
    .map((id) => <input key={id} type="hidden" name="notice" value={id} />);
  return (
    <>
      <Who t={t} person={person} as={phone === null ? 'h3' : 'h2'} />
      <p>{phone === null ? t.messages_calls_tell() : t.messages_calls_say()}</p>
      {items.map(({ ids, lines }) => (
        <Lines key={ids[0]} lines={lines} />
      ))}
      {phone !== null && missed > 0 && <p>{t.messages_calls_missed_count({ count: missed })}</p>}
      <p className="call-box">{phone === null ? t.messages_calls_neither_box() : t.messages_calls_box()}</p>
      <div className="call-forms no-print">
        <form method="post" action={callPath(type, slug, signupId)}>
          {notices}
          <Button>{t.messages_calls_tick({ name })}</Button>
        </form>
        {phone !== null && (
          <form method="post" action={callMissedPath(type, slug, signupId)}>
            {notices}
            <input type="hidden" name="missed" value={missed} />
            <Button look="other">{t.messages_calls_missed_who({ name })}</Button>
          </form>
        )}
      </div>
    </>
  );
}

function Called(props: { t: Speech; offer: OfferHead; person: Person; now: Instant; timeZone: string }) {
  const { t, offer, person, now, timeZone } = props;
  return (
    <>
      <Who t={t} person={person} />
      {person.items.map(({ ids, lines, calledAt, calledBy }) => {
        const when = calledAt === null ? '' : formatMoment(calledAt, timeZone, t, now);
        return (
          <div key={ids[0]}>
            <Lines lines={lines} />
            <p className="quiet">
              {calledBy === null
                ? t.messages_calls_done_at({ when })
                : t.messages_calls_done_by({ who: calledBy, when })}
            </p>
          </div>
        );
      })}
      <form className="no-print" method="post" action={callUndonePath(offer.type, offer.slug, person.signupId)}>
        {person.items
          .flatMap(({ ids }) => ids)
          .map((id) => (
            <input key={id} type="hidden" name="notice" value={id} />
          ))}
        <Button look="other">{t.messages_calls_untick({ name: person.name })}</Button>
      </form>
    </>
  );
}
