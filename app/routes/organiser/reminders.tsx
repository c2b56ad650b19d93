import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { basisOf, editOffer, entryOf } from '../../../db/programme/edit';
import { setTimings, timingsOf } from '../../../db/reminders';
import { remindingPath } from '../../../domain/paths';
import { longestConfirmation } from '../../../domain/programme/schema';
import { reminderTimings, type ReminderTiming } from '../../../domain/reminder';
import { cleanText, lengthOf } from '../../forms/clean';
import { readTyped, valueOf, valuesOf } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { leaveAnswer, leftAnswer } from '../../http/left-answer.server';
import { Button } from '../../ui/button';
import { CheckboxGroup } from '../../ui/choices';
import { Conflict, Theirs } from '../../ui/conflict';
import { ConsolePage } from '../../ui/console-page';
import { ErrorSummary } from '../../ui/error-summary';
import { errorOf } from '../../ui/form-fields';
import { timingWords } from '../../ui/message-words';
import { Notice } from '../../ui/notice';
import { pageMeta } from '../../ui/page-meta';
import { TextArea } from '../../ui/text-input';
import { useSpeech } from '../../ui/use-speech';

/** A form that came back. */
interface Answer {
  timings: ReminderTiming[];
  confirmation: string;
  fault: { kind: 'too-long' } | { kind: 'conflict'; now: string } | { kind: 'refused'; message: string };
}

const fields = ['confirmation'] as const;

/** When those who come are reminded, and an event's own words to them. A date of a series has those of its series. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'events');
  const { read } = samling.store;
  const entry = await entryOf(read, offer.type, offer.slug);
  const timings = await timingsOf(read, offer.series?.id ?? offer.id);
  return {
    offer,
    role,
    chosen: reminderTimings.filter((timing) => timings[timing] !== undefined),
    confirmation: entry?.confirmation ?? '',
    basis: entry ? basisOf(entry, fields) : null,
    answer: leftAnswer<Answer>(samling),
    isSaved: new URL(request.url).searchParams.get('klart') === 'sparat',
  };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'events');
  // what its series says: the page leads there
  if (offer.series) return data(null, { status: 409 });
  const { store } = samling;
  const typed = readTyped(samling.form);
  const timings = reminderTimings.filter((timing) => valuesOf(typed, 'timing').includes(timing));
  const confirmation = cleanText(valueOf(typed, 'confirmation'));
  const sendBack = (fault: Answer['fault'], status: 400 | 409) => {
    leaveAnswer<Answer>(samling, { timings, confirmation: valueOf(typed, 'confirmation'), fault });
    return data(null, { status });
  };
  if (lengthOf(confirmation) > longestConfirmation) return sendBack({ kind: 'too-long' }, 400);
  const now = samling.now();
  const by = signed.organiser.id;
  const outcome = await editOffer(
    store,
    {
      type: offer.type,
      slug: offer.slug,
      fields,
      basis: valueOf(typed, 'basis') || undefined,
      change: (entry) => ({ ...entry, confirmation: confirmation || undefined }),
      deed: { kind: 'edited', by, facts: { fields: [...fields] } },
    },
    now,
  );
  if (outcome.kind === 'missing') throw new Response(null, { status: 404 });
  if (outcome.kind === 'conflict') return sendBack({ kind: 'conflict', now: outcome.entry.confirmation ?? '' }, 409);
  if (outcome.kind === 'refused') {
    return sendBack({ kind: 'refused', message: outcome.problems[0]?.message ?? '' }, 400);
  }
  await setTimings(store, { offerId: offer.id, timings, by, organisationId: organisation.id }, now);
  return redirect(`${remindingPath(offer.type, offer.slug)}?klart=sparat`, 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${t.messages_remind_title()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.answer ? t.site_error_title({ title }) : title };
  });

export default function Reminders() {
  const t = useSpeech();
  const { offer, role, chosen, confirmation, basis, answer, isSaved } = useLoaderData<typeof loader>();
  const { type, slug, series } = offer;
  const fault = answer?.fault;
  const theirs = fault?.kind === 'conflict' ? fault.now : null;
  const errors =
    !fault || fault.kind === 'conflict'
      ? []
      : [
          {
            name: 'confirmation',
            message:
              fault.kind === 'refused' ? fault.message : t.messages_error_long({ most: String(longestConfirmation) }),
          },
        ];
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="messages"
      heading={t.messages_remind_title()}
      before={theirs === null ? <ErrorSummary t={t} errors={errors} /> : <Conflict t={t} />}
    >
      {isSaved && (
        <div role="status">
          <Notice tone="good" heading={t.messages_saved()} />
        </div>
      )}
      {series ? (
        <>
          <p>{t.messages_remind_series()}</p>
          <ul>
            {chosen.map((timing) => (
              <li key={timing}>{timingWords(t, timing)}</li>
            ))}
          </ul>
          {chosen.length === 0 && <p>{t.messages_remind_none()}</p>}
          <p>
            <a href={remindingPath('series', series.slug)}>{t.messages_remind_series_link()}</a>
          </p>
        </>
      ) : (
        <form method="post" action={remindingPath(type, slug)} noValidate>
          {/* where somebody has changed the words meanwhile, what is there now has been shown: the next save is meant */}
          <input type="hidden" name="basis" value={basis ?? ''} />
          <CheckboxGroup
            t={t}
            name="timing"
            label={t.messages_remind_when()}
            hint={t.messages_remind_hint()}
            choices={reminderTimings.map((timing) => ({ value: timing, label: timingWords(t, timing) }))}
            values={answer?.timings ?? chosen}
          />
          <TextArea
            t={t}
            name="confirmation"
            label={t.messages_confirmation()}
            hint={
              <>
                {offer.discreet ? t.messages_confirmation_discreet() : t.messages_confirmation_hint()}{' '}
                {theirs !== null && <Theirs t={t} value={theirs} />}
              </>
            }
            error={errorOf(errors, 'confirmation')}
            value={answer?.confirmation ?? confirmation}
            rows={6}
            optional
          />
          <Button>{t.messages_save()}</Button>
        </form>
      )}
    </ConsolePage>
  );
}
