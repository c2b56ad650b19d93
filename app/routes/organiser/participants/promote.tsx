import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { promoteSignup } from '../../../../db/participants/promotion';
import { participantPath } from '../../../../domain/paths';
import { longestReason, readPromotion } from '../../../forms/participant-form';
import { readTyped, valueOf } from '../../../forms/typed';
import { requireChangeable } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { CheckboxGroup } from '../../../ui/choices';
import { ConsolePage } from '../../../ui/console-page';
import { ErrorSummary } from '../../../ui/error-summary';
import { Alert, Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { TextInput } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/** Gives one who waits a place before others: why, and whether also where no place is free. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { head, role, signup } = await requireChangeable(request, samling, params);
  if (signup.state !== 'waitlisted') {
    throw redirect(`${participantPath(head.type, head.slug, signup.id)}?nej=not-waiting`, 303);
  }
  return { head, role, id: signup.id, name: signup.name };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { head, at } = await requireChangeable(request, samling, params);
  const typed = readTyped(samling.form);
  const read = readPromotion(typed);
  const reason = valueOf(typed, 'reason');
  const regardless = valueOf(typed, 'regardless') === '1';
  if ('fault' in read) return data({ fault: read.fault, room: null, reason, regardless }, { status: 400 });
  const outcome = await promoteSignup(samling.store, at, read, samling.now());
  const page = participantPath(head.type, head.slug, at.signupId);
  switch (outcome.kind) {
    case 'confirmed':
      return redirect(`${page}?klart=plats`, 303);
    case 'kept':
    case 'full':
      return data({ fault: null, room: outcome.kind, reason, regardless }, { status: 409 });
    case 'unknown':
      throw new Response(null, { status: 404 });
    default:
      return redirect(`${page}?nej=${outcome.kind === 'already' ? 'not-waiting' : outcome.kind}`, 303);
  }
}

export const meta: MetaFunction<typeof loader> = (place) =>
  pageMeta(place, (t) => ({ title: t.participants_promote() }));

export default function Promote() {
  const t = useSpeech();
  const { head, role, id, name } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const error =
    answer?.fault === 'missing'
      ? t.participants_promote_reason_missing()
      : answer?.fault
        ? t.signup_error_too_long({ limit: longestReason })
        : undefined;
  const errors = error ? [{ name: 'reason', message: error }] : [];
  const room = answer?.room ?? null;
  return (
    <ConsolePage
      t={t}
      offer={head}
      role={role}
      tab="participants"
      heading={t.participants_promote_title({ name })}
      before={
        room ? (
          <Alert>
            <Notice
              tone="stop"
              heading={room === 'kept' ? t.participants_promote_kept() : t.participants_promote_full()}
            >
              <p>{room === 'kept' ? t.participants_promote_kept_text() : t.participants_promote_full_text()}</p>
            </Notice>
          </Alert>
        ) : (
          <ErrorSummary t={t} errors={errors} />
        )
      }
    >
      <form method="post" noValidate>
        <p>{t.participants_promote_text()}</p>
        <TextInput
          t={t}
          name="reason"
          label={t.participants_promote_reason()}
          hint={t.participants_promote_reason_hint()}
          error={error}
          value={answer?.reason}
          autoComplete="off"
          required
        />
        {(room !== null || answer?.regardless) && (
          <CheckboxGroup
            t={t}
            name="regardless"
            label={room === 'kept' ? t.participants_promote_kept() : t.participants_promote_full()}
            values={answer?.regardless ? ['1'] : []}
            choices={[{ value: '1', label: t.participants_promote_regardless() }]}
          />
        )}
        <Button>{t.participants_promote_submit()}</Button>
        <ButtonLink href={participantPath(head.type, head.slug, id)} look="other">
          {t.participants_back({ name })}
        </ButtonLink>
      </form>
    </ConsolePage>
  );
}
