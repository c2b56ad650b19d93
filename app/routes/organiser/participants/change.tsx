import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { wishOf } from '../../../../db/changes';
import { signupPageOf } from '../../../../db/signup-page';
import { organiserWindow, whyUnchangeable } from '../../../../domain/offer';
import { participantPath } from '../../../../domain/paths';
import { isWrong } from '../../../forms/answer';
import { fieldErrors } from '../../../forms/problem-words';
import { shownTyped } from '../../../forms/on-behalf';
import { typedOver } from '../../../forms/signup-form';
import { readTyped } from '../../../forms/typed';
import { answerChange } from '../../../http/change-on-behalf.server';
import { formAnswer } from '../../../http/form-answer.server';
import { requireChangeable } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { pageMeta } from '../../../ui/page-meta';
import { BeforeForm } from '../../../ui/participants/before-form';
import { SignupFields } from '../../../ui/signup-fields';
import { useSpeech } from '../../../ui/use-speech';

/** The person's own form, filled in, for an organiser to change. The same rules, but for what has closed. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role, signup } = await requireChangeable(request, samling, params);
  const now = samling.now();
  const why = whyUnchangeable(signup, terms, now);
  if (why) throw redirect(`${participantPath(head.type, head.slug, signup.id)}?nej=${why.kind}`, 303);
  const wish = await wishOf(samling.store.read, signup, terms);
  const answer = formAnswer(samling);
  const page = await signupPageOf(samling.store.read, terms, now);
  const before = shownTyped(wish, page);
  return {
    now,
    head,
    role,
    answer,
    id: signup.id,
    name: signup.name,
    before: [...wish.activities, ...wish.shifts],
    inTeam: signup.team_id === null ? undefined : ('member' as const),
    largestParty: terms.teams && signup.team_id !== null ? terms.teams.max : undefined,
    page: {
      ...page,
      window: organiserWindow(terms, now),
      // what is not shown is not asked either
      offer: page.kept.length ? page.offer : { ...page.offer, audiences: [] },
    },
    typed: answer ? typedOver(answer.typed, before) : before,
  };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const found = await requireChangeable(request, samling, params);
  const typed = readTyped(samling.form);
  return answerChange(samling, found, typed, { kind: 'signup-edited', done: 'andrad' });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = t.participants_edit();
    return { title: isWrong(loaded?.answer ?? null) ? t.site_error_title({ title }) : title };
  });

export default function Change() {
  const t = useSpeech();
  const { now, head, role, answer, id, name, before, inTeam, largestParty, page, typed } =
    useLoaderData<typeof loader>();
  const errors = fieldErrors(t, answer?.problems ?? []);
  return (
    <ConsolePage
      t={t}
      offer={head}
      role={role}
      tab="participants"
      heading={t.participants_edit_title({ name })}
      before={<BeforeForm t={t} errors={errors} isRefused={!!answer?.refusal} refused={t.participants_edit_full()} />}
    >
      <form method="post" noValidate>
        <p>{t.participants_edit_text()}</p>
        <SignupFields
          t={t}
          typed={typed}
          errors={errors}
          page={page}
          now={now}
          before={before}
          inTeam={inTeam}
          largestParty={largestParty}
          onBehalf
        />
        <Button>{t.participants_edit_save()}</Button>
        <ButtonLink href={participantPath(head.type, head.slug, id)} look="other">
          {t.participants_back({ name })}
        </ButtonLink>
      </form>
    </ConsolePage>
  );
}
