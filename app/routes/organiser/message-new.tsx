import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asksForAnswers, partsAt } from '../../../db/messages/choices';
import { reachOf, type At, type Reach } from '../../../db/messages/recipients';
import { sampleLetter } from '../../../db/messages/sample-letter';
import { sendMessage, sentBefore, type SendOutcome } from '../../../db/messages/send';
import { wholeSeriesOf } from '../../../db/participants/whole-series';
import type { Instant } from '../../../domain/event';
import { languages, type Speech } from '../../../domain/language/speech';
import { longestSubject, longestWords, reached, type MessageTexts, type Recipients } from '../../../domain/message';
import { messagePath, newMessagePath } from '../../../domain/paths';
import { previewOf, type Preview } from '../../../emails/preview';
import { longest } from '../../forms/fields';
import { readMessage, whomValue, type MessageFault } from '../../forms/message-form';
import { keyOf } from '../../forms/signup-form';
import { readTyped, valueOf, type Typed } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import type { Samling } from '../../http/context';
import { leaveAnswer, leftAnswer } from '../../http/left-answer.server';
import { messageKey } from '../../http/message-key.server';
import unsavedScript from '../../enhance/unsaved?worker&url';
import { Button, ButtonLink } from '../../ui/button';
import { RadioGroup, type Choice } from '../../ui/choices';
import { ConsolePage } from '../../ui/console-page';
import { ErrorSummary } from '../../ui/error-summary';
import { errorOf, type FieldsProps } from '../../ui/form-fields';
import { MailPreviews } from '../../ui/mail-previews';
import { whomWords } from '../../ui/message-words';
import { Alert, Notice } from '../../ui/notice';
import { pageMeta } from '../../ui/page-meta';
import { WhereElse } from '../../ui/participants/where-else';
import { Script } from '../../ui/script';
import { TextArea, TextInput } from '../../ui/text-input';
import { useSpeech } from '../../ui/use-speech';

/** A form that came back, or what it would send. Nothing of either is kept here. */
interface Answer {
  typed: Typed;
  faults: MessageFault[];
  /** The form's own, which it keeps however often it comes back. */
  formKey: string;
  /** `key`: the message's; `sent`: its id where it has been sent already. */
  looked: { previews: Preview[]; reach: Reach; whom: string; key: string; sent: string | null } | null;
  /** Why what should have been sent was not: it is other than what was shown, or there is nobody left to send it to. */
  unsent: 'changed' | 'nobody' | null;
}

/** How many names of those who have to be called a preview shows. */
const namesShown = 30;

/** Writes a message to many. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'events');
  const parts = await partsAt(samling.store.read, offer);
  const asksAnswers = await asksForAnswers(samling.store.read, offer);
  const answer = leftAnswer<Answer>(samling);
  const whole = await wholeSeriesOf(samling.store.read, offer);
  return { offer, role, whole, parts, asksAnswers, formKey: answer?.formKey ?? samling.formKey, answer };
}

/**
 * Shows what a message will look like, how many it reaches and who has to be called; or, by its other button, sends what
 * was shown. The words stand in the same form, so what is sent is always what it says: where that is not what was shown,
 * it is shown anew, and nothing is sent. The form that comes twice sends once, and who comes back to it with the browser's
 * button after it was sent is told so.
 */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'events');
  const typed = readTyped(samling.form);
  const parts = await partsAt(samling.store.read, offer);
  const formKey = (keyOf(typed) ?? samling.formKey).slice(0, longest.key);
  const read = readMessage(typed);
  const faults: MessageFault[] = 'faults' in read ? read.faults : [];
  if (!('faults' in read) && read.to.whom === 'part' && !parts.some((part) => part.id === read.to.partId)) {
    faults.push({ field: 'whom', fault: 'missing' });
  }
  if ('faults' in read || faults.length) {
    leaveAnswer<Answer>(samling, { typed, faults, formKey, looked: null, unsent: null });
    return data(null, { status: 400 });
  }
  const { to, texts } = read;
  const now = samling.now();
  const key = messageKey(formKey, to, texts);
  let unsent: Answer['unsent'] = null;
  if (valueOf(typed, 'send')) {
    if (valueOf(typed, 'sure') === key) {
      const sending = { at: offer, to, texts, by: signed.organiser.id, organisationId: organisation.id, key };
      const outcome = await sendMessage(samling.store, sending, now);
      if (outcome.kind === 'sent' || outcome.kind === 'already') {
        return redirect(`${messagePath(offer.type, offer.slug, outcome.id)}?${sentQuery(outcome, typed)}`, 303);
      }
      unsent = 'nobody';
    } else {
      unsent = 'changed';
    }
  }
  const looked = await lookAt(samling, offer, { to, texts, key }, now);
  // the form that came back is sent again by who goes back to it
  if (looked.sent) unsent = null;
  leaveAnswer<Answer>(samling, { typed: typedAs(texts, looked.whom), faults: [], formKey, looked, unsent });
  return data(null, { status: unsent ? 409 : 200 });
}

/** What the page of a message that was just sent is told: how many it goes to, and how many the preview said. */
function sentQuery(outcome: Extract<SendOutcome, { kind: 'sent' | 'already' }>, typed: Typed): string {
  const seen = Number(valueOf(typed, 'seen'));
  const reaches = outcome.kind === 'sent' ? reached(outcome.reach) : seen;
  const neither = outcome.kind === 'sent' ? outcome.reach.neither.length : 0;
  const changed = reaches === seen ? '' : `&sedd=${seen}&nu=${reaches}`;
  return `klart=skickat&antal=${reaches}${neither ? `&varken=${neither}` : ''}${changed}`;
}

async function lookAt(
  { store, baseUrl }: Samling,
  offer: At,
  { to, texts, key }: { to: Recipients; texts: MessageTexts; key: string },
  now: Instant,
): Promise<NonNullable<Answer['looked']>> {
  const previews: Preview[] = [];
  for (const language of languages) {
    previews.push(await previewOf(await sampleLetter(store, offer, texts, language, now), baseUrl));
  }
  const reach = await reachOf(store.read, offer, to, now);
  const sent = (await sentBefore(store.read, offer.id, key)) ?? null;
  return { previews, reach, whom: whomValue(to), key, sent };
}

/** What was read, as the form would send it: it stands there as it was looked at. */
const typedAs = ({ sv, en }: MessageTexts, whom: string): Typed => [
  ['whom', whom],
  ['subject', sv.subject],
  ['words', sv.words],
  ['subject_en', en?.subject ?? ''],
  ['words_en', en?.words ?? ''],
];

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${headingOf(t, loaded?.answer?.looked)}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.answer?.faults.length ? t.site_error_title({ title }) : title };
  });

function headingOf(t: Speech, looked: Answer['looked'] | undefined): string {
  if (looked?.sent) return t.messages_preview_sent();
  return looked ? t.messages_preview_title() : t.messages_write();
}

export default function NewMessage() {
  const t = useSpeech();
  const { offer, role, whole, parts, asksAnswers, formKey, answer } = useLoaderData<typeof loader>();
  const typed = answer?.typed ?? [];
  const errors = (answer?.faults ?? []).map((fault) => ({ name: fault.field, message: faultWords(t, fault) }));
  const looked = answer?.looked;
  const choices = choicesOf(t, { ...offer, asksAnswers }, parts);
  const chosen = choices.find((choice) => choice.value === looked?.whom)?.label;
  const fields = <Fields t={t} typed={typed} errors={errors} choices={choices} />;
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="messages"
      heading={headingOf(t, looked)}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      {whole && (
        <WhereElse
          t={t}
          series={whole.slug}
          to={newMessagePath('series', whole.slug)}
          words={t.messages_series_whole()}
        />
      )}
      {offer.discreet && !looked && <Notice tone="mind" heading={t.messages_discreet()} />}
      {answer?.unsent && (
        <Alert>
          {answer.unsent === 'changed' ? (
            <Notice tone="mind" heading={t.messages_unsent_changed()} />
          ) : (
            <Notice tone="stop" heading={t.messages_unsent_nobody()} />
          )}
        </Alert>
      )}
      {looked?.sent && (
        <>
          <p>
            <ButtonLink href={messagePath(offer.type, offer.slug, looked.sent)}>{t.messages_sent_look()}</ButtonLink>
          </p>
          <MailPreviews t={t} previews={looked.previews} hasEnglish={valueOf(typed, 'subject_en') !== ''} />
        </>
      )}
      {/* what was written already is not lost, and can be copied from where nobody reads it */}
      {!looked?.sent && (!whole || answer !== null) && (
        <form method="post" action={newMessagePath(offer.type, offer.slug)} noValidate data-unsaved>
          <input type="hidden" name="key" value={formKey} />
          {looked ? (
            <>
              <input type="hidden" name="sure" value={looked.key} />
              <input type="hidden" name="seen" value={reached(looked.reach)} />
              {/* what Enter presses: the first button of a form */}
              <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true">
                {t.messages_preview_again()}
              </button>
              <p>{t.messages_preview_nothing()}</p>
              <p>
                {t.messages_to()}: <strong>{chosen}</strong>
              </p>
              {!(whole && isNobody(looked.reach)) && <Reached t={t} reach={looked.reach} />}
              {!isNobody(looked.reach) && (
                <Button name="send" value="1">
                  {t.messages_send()}
                </Button>
              )}
              <MailPreviews t={t} previews={looked.previews} hasEnglish={valueOf(typed, 'subject_en') !== ''} />
              <h2 id="andra">{t.messages_preview_change()}</h2>
              {fields}
              <Button look="other">{t.messages_preview_again()}</Button>
            </>
          ) : (
            <>
              {fields}
              <Button>{t.messages_preview()}</Button>
            </>
          )}
        </form>
      )}
      <Script src={unsavedScript} />
    </ConsolePage>
  );
}

function choicesOf(
  t: Speech,
  offer: { hasTeams: boolean; asksAnswers: boolean },
  parts: readonly { id: string; title: string }[],
): Choice[] {
  const whoms = [
    ...(['in', 'all', 'line'] as const),
    ...(offer.asksAnswers ? (['unanswered'] as const) : []),
    ...(offer.hasTeams ? (['captains', 'teamless'] as const) : []),
  ];
  return [
    ...whoms.map((whom) => ({ value: whom, label: whomWords(t, whom, null) })),
    ...parts.map(({ id, title }) => ({
      value: whomValue({ whom: 'part', partId: id }),
      label: whomWords(t, 'part', title),
    })),
  ];
}

function Fields({ t, typed, errors, choices }: FieldsProps & { choices: Choice[] }) {
  const english = valueOf(typed, 'subject_en') !== '' || valueOf(typed, 'words_en') !== '';
  return (
    <>
      <RadioGroup
        t={t}
        name="whom"
        label={t.messages_to_label()}
        choices={choices}
        value={valueOf(typed, 'whom') || 'in'}
        error={errorOf(errors, 'whom')}
      />
      <TextInput
        t={t}
        name="subject"
        label={t.messages_subject()}
        hint={t.messages_subject_hint()}
        value={valueOf(typed, 'subject')}
        error={errorOf(errors, 'subject')}
        maxLength={longestSubject}
        autoComplete="off"
        required
      />
      <TextArea
        t={t}
        name="words"
        label={t.messages_words()}
        hint={t.messages_words_hint()}
        value={valueOf(typed, 'words')}
        error={errorOf(errors, 'words')}
        rows={8}
      />
      <details open={english}>
        <summary>{t.messages_english()}</summary>
        <p className="hint">{t.messages_english_hint()}</p>
        <TextInput
          t={t}
          name="subject_en"
          label={t.messages_subject_en()}
          value={valueOf(typed, 'subject_en')}
          error={errorOf(errors, 'subject_en')}
          maxLength={longestSubject}
          autoComplete="off"
          optional
        />
        <TextArea
          t={t}
          name="words_en"
          label={t.messages_words_en()}
          value={valueOf(typed, 'words_en')}
          error={errorOf(errors, 'words_en')}
          rows={8}
          optional
        />
      </details>
    </>
  );
}

const isNobody = (reach: Reach): boolean => reached(reach) === 0;

/** How many get it by mail, who has to be called, and who is told when one meets. */
function Reached({ t, reach }: { t: Speech; reach: Reach }) {
  const { mails, toCall, neither, byCaptain } = reach;
  if (isNobody(reach)) return <Notice tone="mind" heading={t.messages_reach_nobody()} />;
  return (
    <>
      <p>{mails ? t.messages_reach_mails({ count: mails }) : t.messages_reach_no_mails()}</p>
      <Unmailed t={t} names={toCall} words={t.messages_reach_calls} />
      <Unmailed t={t} names={neither} words={t.messages_reach_neither} />
      {byCaptain > 0 && <p>{t.messages_reach_by_captain({ count: byCaptain })}</p>}
    </>
  );
}

function Unmailed(props: { t: Speech; names: readonly string[]; words: (of: { count: number }) => string }) {
  const { t, names, words } = props;
  if (!names.length) return null;
  const more = names.length - namesShown;
  return (
    <>
      <p>{words({ count: names.length })}</p>
      <ul>
        {names.slice(0, namesShown).map((name, position) => (
          <li key={position}>{name}</li>
        ))}
        {more > 0 && <li>{t.messages_reach_more({ count: more })}</li>}
      </ul>
    </>
  );
}

function faultWords(t: Speech, { field, fault }: MessageFault): string {
  if (fault === 'too-long') {
    const most = field.startsWith('subject') ? longestSubject : longestWords;
    return t.messages_error_long({ most: String(most) });
  }
  const missing = {
    whom: t.messages_error_whom,
    subject: t.messages_error_subject,
    words: t.messages_error_words,
    subject_en: t.messages_error_subject_en,
    words_en: t.messages_error_words_en,
  };
  return missing[field]();
}
