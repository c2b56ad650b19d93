import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { noteBasis, writeNote } from '../../../../db/participants/note';
import { participantPath } from '../../../../domain/paths';
import { longest } from '../../../forms/fields';
import { readNote } from '../../../forms/participant-form';
import { readTyped, valueOf } from '../../../forms/typed';
import { requireParticipant } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { Conflict, Theirs } from '../../../ui/conflict';
import { ConsolePage } from '../../../ui/console-page';
import { ErrorSummary } from '../../../ui/error-summary';
import { pageMeta } from '../../../ui/page-meta';
import { TextArea } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/** What organisers tell each other about a signup. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { head, role, signup } = await requireParticipant(request, samling, params);
  const note = signup.organiser_note;
  return { head, role, id: signup.id, name: signup.name, note, basis: noteBasis(note), longest: longest.note };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { head, at } = await requireParticipant(request, samling, params);
  const typed = readTyped(samling.form);
  const written = readNote(typed);
  const note = valueOf(typed, 'note');
  const basis = valueOf(typed, 'basis');
  if ('fault' in written) return data({ tooLong: true, now: null, note, basis }, { status: 400 });
  const outcome = await writeNote(samling.store, at, written, samling.now());
  if (outcome.kind === 'unknown') throw new Response(null, { status: 404 });
  if (outcome.kind === 'conflict') {
    // sent again, it is written over what is shown
    const shown = outcome.note;
    return data({ tooLong: false, now: shown ?? '', note, basis: noteBasis(shown) }, { status: 409 });
  }
  return redirect(`${participantPath(head.type, head.slug, at.signupId)}?klart=anteckning`, 303);
}

export const meta: MetaFunction<typeof loader> = (place) =>
  pageMeta(place, (t) => ({ title: t.participants_note_label() }));

export default function Note() {
  const t = useSpeech();
  const { head, role, id, name, note, basis, longest: most } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const error = answer?.tooLong ? t.signup_error_too_long({ limit: most }) : undefined;
  const meanwhile = answer?.now ?? null;
  return (
    <ConsolePage
      t={t}
      offer={head}
      role={role}
      tab="participants"
      heading={t.participants_note_title({ name })}
      before={
        meanwhile !== null ? (
          <Conflict t={t} />
        ) : (
          <ErrorSummary t={t} errors={error ? [{ name: 'note', message: error }] : []} />
        )
      }
    >
      <form method="post" noValidate>
        <input type="hidden" name="basis" value={answer?.basis ?? basis} />
        <TextArea
          t={t}
          name="note"
          label={t.participants_note_label()}
          hint={
            <>
              {t.participants_note_hint()} {meanwhile !== null && <Theirs t={t} value={meanwhile} />}
            </>
          }
          error={error}
          value={answer?.note ?? note ?? ''}
          rows={5}
        />
        <Button>{t.participants_note_save()}</Button>
        <ButtonLink href={participantPath(head.type, head.slug, id)} look="other">
          {t.participants_back({ name })}
        </ButtonLink>
      </form>
    </ConsolePage>
  );
}
