import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { partsAt } from '../../../db/messages/choices';
import { reachOf, type Reach } from '../../../db/messages/recipients';
import { sampleLetter } from '../../../db/messages/sample-letter';
import { languages, type Speech } from '../../../domain/language/speech';
import { longestSubject, longestWords, type MessageTexts } from '../../../domain/message';
import { messagesPath, newMessagePath } from '../../../domain/paths';
import { previewOf, type Preview } from '../../../emails/preview';
import { readMessage, whomValue, type MessageFault } from '../../forms/message-form';
import { readTyped, valueOf, type Typed } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { leaveAnswer, leftAnswer } from '../../http/left-answer.server';
import { Button } from '../../ui/button';
import { RadioGroup, type Choice } from '../../ui/choices';
import { ConsolePage } from '../../ui/console-page';
import { ErrorSummary } from '../../ui/error-summary';
import { errorOf, type FieldsProps } from '../../ui/form-fields';
import { whomWords } from '../../ui/message-words';
import { Notice } from '../../ui/notice';
import { pageMeta } from '../../ui/page-meta';
import { TextArea, TextInput } from '../../ui/text-input';
import { useSpeech } from '../../ui/use-speech';

/** A form that came back, or what it would send. Nothing of either is kept here. */
interface Answer {
  typed: Typed;
  faults: MessageFault[];
  looked: { previews: Preview[]; reach: Reach; whom: string } | null;
}

/** How many names of those who have to be called a preview shows. */
const namesShown = 30;

/** Writes a message to many. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'events');
  const parts = await partsAt(samling.store.read, offer);
  return { offer, role, parts, formKey: samling.formKey, answer: leftAnswer<Answer>(samling) };
}

/** Shows what a message will look like, how many it reaches and who has to be called. Nothing is kept or sent. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer } = await requireOffer(request, samling, at, 'events');
  const typed = readTyped(samling.form);
  const parts = await partsAt(samling.store.read, offer);
  const read = readMessage(typed);
  const faults: MessageFault[] = 'faults' in read ? read.faults : [];
  if (!('faults' in read) && read.to.whom === 'part' && !parts.some((part) => part.id === read.to.partId)) {
    faults.push({ field: 'whom', fault: 'missing' });
  }
  if ('faults' in read || faults.length) {
    leaveAnswer<Answer>(samling, { typed, faults, looked: null });
    return data(null, { status: 400 });
  }
  const now = samling.now();
  const previews: Preview[] = [];
  for (const language of languages) {
    const letter = await sampleLetter(samling.store, offer, read.texts, language, now);
    previews.push(await previewOf(letter, samling.baseUrl));
  }
  const reach = await reachOf(samling.store.read, offer, read.to, now);
  const looked = { previews, reach, whom: whomValue(read.to) };
  leaveAnswer<Answer>(samling, { typed: typedAs(read.texts, looked.whom), faults: [], looked });
  return null;
}

/** What was read, as the form would send it: what is sent on is what was looked at. */
const typedAs = ({ sv, en }: MessageTexts, whom: string): Typed => [
  ['whom', whom],
  ['subject', sv.subject],
  ['words', sv.words],
  ['subject_en', en?.subject ?? ''],
  ['words_en', en?.words ?? ''],
];

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${loaded?.answer?.looked ? t.messages_preview_title() : t.messages_write()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.answer?.faults.length ? t.site_error_title({ title }) : title };
  });

export default function NewMessage() {
  const t = useSpeech();
  const { offer, role, parts, formKey, answer } = useLoaderData<typeof loader>();
  const typed = answer?.typed ?? [];
  const errors = (answer?.faults ?? []).map((fault) => ({ name: fault.field, message: faultWords(t, fault) }));
  const looked = answer?.looked;
  const choices = choicesOf(t, offer, parts);
  const chosen = choices.find((choice) => choice.value === looked?.whom)?.label;
  const form = (
    <form method="post" action={newMessagePath(offer.type, offer.slug)} noValidate>
      <Fields t={t} typed={typed} errors={errors} choices={choices} />
      <Button look={looked ? 'other' : 'go'}>{looked ? t.messages_preview_again() : t.messages_preview()}</Button>
    </form>
  );
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="messages"
      heading={looked ? t.messages_preview_title() : t.messages_write()}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      {offer.discreet && !looked && <Notice tone="mind" heading={t.messages_discreet()} />}
      {looked ? (
        <>
          <p>{t.messages_preview_nothing()}</p>
          <p>
            {t.messages_to()}: <strong>{chosen}</strong>
          </p>
          <Reached t={t} reach={looked.reach} />
          {looked.reach.mails + looked.reach.toCall.length > 0 && (
            <form method="post" action={messagesPath(offer.type, offer.slug)}>
              <input type="hidden" name="key" value={formKey} />
              <input type="hidden" name="seen" value={looked.reach.mails + looked.reach.toCall.length} />
              {typed.map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <Button>{t.messages_send()}</Button>
            </form>
          )}
          {looked.previews.map((preview) => (
            <Looked key={preview.language} t={t} preview={preview} hasEnglish={!!valueOf(typed, 'subject_en')} />
          ))}
          <h2 id="andra">{t.messages_preview_change()}</h2>
          {form}
        </>
      ) : (
        form
      )}
    </ConsolePage>
  );
}

function choicesOf(
  t: Speech,
  offer: { type: 'event' | 'series'; hasTeams: boolean },
  parts: readonly { id: string; title: string }[],
): Choice[] {
  const whoms = ['in', 'all', 'line', ...(offer.hasTeams ? (['captains', 'teamless'] as const) : [])] as const;
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

/** How many get it by mail, and who has to be called. */
function Reached({ t, reach: { mails, toCall } }: { t: Speech; reach: Reach }) {
  if (mails + toCall.length === 0) return <Notice tone="mind" heading={t.messages_reach_nobody()} />;
  const more = toCall.length - namesShown;
  return (
    <>
      <p>{mails ? t.messages_reach_mails({ count: mails }) : t.messages_reach_no_mails()}</p>
      {toCall.length > 0 && (
        <>
          <p>{t.messages_reach_calls({ count: toCall.length })}</p>
          <ul>
            {toCall.slice(0, namesShown).map((name, position) => (
              <li key={position}>{name}</li>
            ))}
            {more > 0 && <li>{t.messages_reach_more({ count: more })}</li>}
          </ul>
        </>
      )}
    </>
  );
}

/** A mail as it will be, in one language. Its markup is made by emails/, which has escaped every word of it. */
function Looked({ t, preview, hasEnglish }: { t: Speech; preview: Preview; hasEnglish: boolean }) {
  const english = hasEnglish ? t.messages_preview_en() : t.messages_preview_en_only_swedish();
  const heading = preview.language === 'sv' ? t.messages_preview_sv() : english;
  return (
    <section>
      <h2>{heading}</h2>
      <div className="mail-preview">
        <p className="mail-subject">{t.messages_preview_subject({ subject: preview.subject })}</p>
        <div lang={preview.language} dangerouslySetInnerHTML={{ __html: preview.html }} />
      </div>
    </section>
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
