import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ConsoleOffer } from '../../../db/console-offer';
import { sampleLetter } from '../../../db/messages/sample-letter';
import { basisOfThanks, countThanked, isWhole, setThanks, thanksOf, thanksState } from '../../../db/thanks';
import type { Instant } from '../../../domain/event';
import { formatMoment } from '../../../domain/language/dates';
import { languages, type Speech } from '../../../domain/language/speech';
import { messagePath, newMessagePath, thanksPath } from '../../../domain/paths';
import { longestThanks, type ThanksWords } from '../../../domain/thanks';
import { previewOf, type Preview } from '../../../emails/preview';
import { readThanks, type ThanksFault } from '../../forms/thanks-form';
import { readTyped, valueOf, type Typed } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import type { Samling } from '../../http/context';
import { leaveAnswer, leftAnswer } from '../../http/left-answer.server';
import coachScript from '../../enhance/coach?worker&url';
import unsavedScript from '../../enhance/unsaved?worker&url';
import { Button, ButtonLink } from '../../ui/button';
import { Conflict, Theirs } from '../../ui/conflict';
import { ConsolePage } from '../../ui/console-page';
import { Coach } from '../../ui/editor/coach';
import { ErrorSummary } from '../../ui/error-summary';
import { errorOf } from '../../ui/form-fields';
import { MailPreviews } from '../../ui/mail-previews';
import { Alert, Notice } from '../../ui/notice';
import { pageMeta } from '../../ui/page-meta';
import { Prose } from '../../ui/prose';
import { Script } from '../../ui/script';
import { TextArea } from '../../ui/text-input';
import { useSpeech } from '../../ui/use-speech';

/** A form that came back, or how what it says will look. Nothing of either is kept here. */
interface Answer {
  typed: Typed;
  faults: ThanksFault[];
  previews: Preview[];
  /** What a colleague has written meanwhile; null: nothing, or nobody has. */
  conflict: { now: ThanksWords | null } | null;
}

const nothing = { faults: [], previews: [], conflict: null };

/** Words of thanks that go when an event or a series is over. A date of a series has those of its series. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'events');
  const { store } = samling;
  const now = samling.now();
  const words = await thanksOf(store.read, offer.id);
  const state = await thanksState(store.read, offer, now);
  const next = state.kind === 'open' ? state.next : null;
  return {
    now,
    offer,
    role,
    words,
    basis: basisOfThanks(words),
    state,
    next: next && { dueAt: next.dueAt, count: await countThanked(store, next.at, now) },
    isEachDate: offer.type === 'series' && !(await isWhole(store.read, offer.id)),
    answer: leftAnswer<Answer>(samling),
    done: new URL(request.url).searchParams.get('klart'),
  };
}

/** Saves the words, shows by its other button what they will look like, or takes them away. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'events');
  // what its series says: the page leads there
  if (offer.series) return data(null, { status: 409 });
  const typed = readTyped(samling.form);
  const sendBack = (answer: Partial<Answer>, status: number) => {
    leaveAnswer<Answer>(samling, { ...nothing, typed, ...answer });
    return data(null, { status });
  };
  const by = { by: signed.organiser.id, organisationId: organisation.id };
  const now = samling.now();
  const own = thanksPath(offer.type, offer.slug);
  if (valueOf(typed, 'remove')) {
    const outcome = await setThanks(samling.store, { at: offer, words: null, ...by }, now);
    return outcome.kind === 'saved' ? redirect(`${own}?klart=borttaget`, 303) : sendBack({}, 409);
  }
  const read = readThanks(typed);
  if ('faults' in read) return sendBack({ faults: read.faults }, 400);
  if (valueOf(typed, 'look')) return sendBack({ previews: await previewsOf(samling, offer, read.words, now) }, 200);
  const basis = valueOf(typed, 'basis');
  const outcome = await setThanks(samling.store, { at: offer, words: read.words, basis, ...by }, now);
  if (outcome.kind === 'conflict') return sendBack({ conflict: { now: outcome.now } }, 409);
  return outcome.kind === 'saved' ? redirect(`${own}?klart=sparat`, 303) : sendBack({}, 409);
}

async function previewsOf(
  { store, baseUrl }: Samling,
  offer: ConsoleOffer,
  { sv, en }: ThanksWords,
  now: Instant,
): Promise<Preview[]> {
  const subject = '';
  const texts = { sv: { subject, words: sv }, en: en === null ? null : { subject, words: en } };
  const previews: Preview[] = [];
  for (const language of languages) {
    previews.push(await previewOf(await sampleLetter(store, offer, texts, language, now, 'thanks'), baseUrl));
  }
  return previews;
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const looks = loaded?.answer && loaded.answer.previews.length > 0;
    const title = `${looks ? t.messages_preview_title() : t.messages_thanks_title()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.answer && !looks ? t.site_error_title({ title }) : title };
  });

export default function Thanks() {
  const t = useSpeech();
  const { offer, role, words, state, answer, done } = useLoaderData<typeof loader>();
  const { type, slug, series } = offer;
  const errors = (answer?.faults ?? []).map(({ field, fault }) => ({
    name: field,
    message: fault === 'missing' ? t.messages_thanks_error() : t.messages_error_long({ most: String(longestThanks) }),
  }));
  const isOpen = state.kind === 'open' && !series;
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="messages"
      heading={answer?.previews.length ? t.messages_preview_title() : t.messages_thanks_title()}
      before={answer?.conflict ? <Conflict t={t} /> : <ErrorSummary t={t} errors={errors} />}
    >
      {done === 'sparat' && words !== null && (
        <div role="status">
          <Notice tone="good" heading={t.messages_thanks_saved()} />
        </div>
      )}
      {done === 'borttaget' && words === null && isOpen && (
        <div role="status">
          <Notice tone="good" heading={t.messages_thanks_removed()} />
        </div>
      )}
      {series && (
        <>
          <p>{t.messages_thanks_series()}</p>
          <p>
            <a href={thanksPath('series', series.slug)}>{t.messages_remind_series_link()}</a>
          </p>
        </>
      )}
      {!series && state.kind === 'sent' && (
        <>
          <p>{t.messages_thanks_sent()}</p>
          <p>
            <ButtonLink href={messagePath(type, slug, state.id)}>{t.messages_sent_look()}</ButtonLink>
          </p>
        </>
      )}
      {!series && state.kind === 'late' && (
        <>
          <p>{t.messages_thanks_late()}</p>
          <p>
            <ButtonLink href={newMessagePath(type, slug)}>{t.messages_thanks_late_write()}</ButtonLink>
          </p>
        </>
      )}
      {isOpen ? <Writing errors={errors} /> : <Kept t={t} answer={answer} />}
      <Script src={unsavedScript} />
      <Script src={coachScript} />
    </ConsolePage>
  );
}

/** What was written too late is not lost, and can be copied from where nobody reads it. */
function Kept({ t, answer }: { t: Speech; answer: Answer | null }) {
  const text = answer ? valueOf(answer.typed, 'words') : '';
  if (!text) return null;
  return (
    <Alert>
      <Notice tone="mind" heading={t.messages_thanks_kept()}>
        <Prose text={text} />
      </Notice>
    </Alert>
  );
}

function Writing({ errors }: { errors: { name: string; message: string }[] }) {
  const t = useSpeech();
  const { offer, words, basis, answer } = useLoaderData<typeof loader>();
  const own = thanksPath(offer.type, offer.slug);
  const typed = answer?.typed ?? [];
  const sv = answer ? valueOf(typed, 'words') : (words?.sv ?? '');
  const en = answer ? valueOf(typed, 'words_en') : (words?.en ?? '');
  const looks = answer !== null && answer.previews.length > 0;
  // where somebody has changed them meanwhile, what is there now is shown: the next save is meant
  const from = answer && !answer.conflict ? valueOf(typed, 'basis') : basis;
  const theirs = (which: 'sv' | 'en') =>
    answer?.conflict && <Theirs t={t} value={answer.conflict.now?.[which] ?? ''} />;
  return (
    <>
      {looks ? (
        <>
          <p>{t.messages_thanks_unsaved()}</p>
          <MailPreviews t={t} previews={answer.previews} hasEnglish={en !== ''} />
          <h2>{t.messages_preview_change()}</h2>
        </>
      ) : (
        <p>{t.messages_thanks_text()}</p>
      )}
      <When />
      {offer.discreet && <Notice tone="mind" heading={t.messages_discreet()} />}
      <form method="post" action={own} noValidate data-unsaved>
        <input type="hidden" name="basis" value={from} />
        <TextArea
          t={t}
          name="words"
          label={t.messages_thanks_words()}
          hint={
            <>
              {t.messages_thanks_words_hint()} {theirs('sv')}
            </>
          }
          value={sv}
          error={errorOf(errors, 'words')}
          rows={5}
        />
        <Coach t={t} name="words" text={sv} />
        <details open={en !== '' || Boolean(answer?.conflict)}>
          <summary>{t.messages_english()}</summary>
          <TextArea
            t={t}
            name="words_en"
            label={t.messages_thanks_words_en()}
            hint={
              <>
                {t.messages_english_hint()} {theirs('en')}
              </>
            }
            value={en}
            error={errorOf(errors, 'words_en')}
            rows={5}
            optional
          />
        </details>
        <Button>{t.messages_save()}</Button>{' '}
        <Button look="other" name="look" value="1">
          {looks ? t.messages_preview_again() : t.messages_preview()}
        </Button>
      </form>
      {words !== null && !looks && (
        <form method="post" action={own}>
          <Button look="other" name="remove" value="1">
            {t.messages_thanks_remove()}
          </Button>
        </form>
      )}
    </>
  );
}

/** When it goes, and to how many as things stand. */
function When() {
  const t = useSpeech();
  const { now, offer, next, isEachDate } = useLoaderData<typeof loader>();
  const when = next && formatMoment(next.dueAt, offer.timeZone, t, now);
  if (offer.status === 'cancelled') return <p>{t.messages_thanks_off()}</p>;
  if (offer.status === 'draft') return <p>{t.messages_thanks_draft()}</p>;
  return (
    <>
      {offer.type === 'series' && <p>{isEachDate ? t.messages_thanks_each() : t.messages_thanks_once()}</p>}
      {when === null && !isEachDate && <p>{t.messages_thanks_when_unknown()}</p>}
      {next && when !== null && (
        <p>
          {isEachDate ? t.messages_thanks_each_next({ when }) : t.messages_thanks_when({ when })}{' '}
          {next.count ? t.messages_thanks_reaches({ count: next.count }) : t.messages_thanks_reaches_nobody()}
        </p>
      )}
    </>
  );
}
