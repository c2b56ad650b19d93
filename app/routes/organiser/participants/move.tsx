import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { wishOf } from '../../../../db/changes';
import { signupPageOf } from '../../../../db/signup-page';
import { whyUnchangeable } from '../../../../domain/offer';
import { participantPath } from '../../../../domain/paths';
import { hasLine } from '../../../../domain/signup-room';
import { isWrong } from '../../../forms/answer';
import { fieldErrors } from '../../../forms/problem-words';
import { typedOf, typedOver } from '../../../forms/signup-form';
import { readTyped } from '../../../forms/typed';
import { answerChange } from '../../../http/change-on-behalf.server';
import { formAnswer } from '../../../http/form-answer.server';
import { requireChangeable } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { pageMeta } from '../../../ui/page-meta';
import { BeforeForm } from '../../../ui/participants/before-form';
import { PartField } from '../../../ui/part-field';
import { useSpeech } from '../../../ui/use-speech';

/** What somebody is to be in on: the same as in their own form, and nothing else. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role, signup } = await requireChangeable(request, samling, params);
  const now = samling.now();
  const why = whyUnchangeable(signup, terms, now);
  if (why) throw redirect(`${participantPath(head.type, head.slug, signup.id)}?nej=${why.kind}`, 303);
  const wish = await wishOf(samling.store.read, signup, terms);
  const answer = formAnswer(samling);
  const { parts, waiting } = await signupPageOf(samling.store.read, terms, now);
  const before = typedOf(wish).filter(([field]) => field === 'activity' || field === 'shift');
  return {
    now,
    head,
    role,
    answer,
    parts,
    id: signup.id,
    name: signup.name,
    waits: signup.state === 'waitlisted',
    before: [...wish.activities, ...wish.shifts],
    event: { startAt: terms.startAt, timeZone: terms.timeZone },
    // who has a place is moved at once or not at all
    hasLine: signup.state === 'waitlisted' && hasLine(terms, waiting, now),
    typed: answer ? typedOver(answer.typed, before) : before,
  };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const found = await requireChangeable(request, samling, params);
  const typed = readTyped(samling.form).filter(([field]) => field === 'activity' || field === 'shift');
  return answerChange(samling, found, typed, { kind: 'signup-moved', done: 'flyttad' });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = t.participants_move();
    return { title: isWrong(loaded?.answer ?? null) ? t.site_error_title({ title }) : title };
  });

export default function Move() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  const { head, role, answer, id, name, waits, ...around } = loaded;
  const errors = fieldErrors(t, answer?.problems ?? []);
  const shared = { t, errors, changing: true, ...around };
  return (
    <ConsolePage
      t={t}
      offer={head}
      role={role}
      tab="participants"
      heading={t.participants_move_title({ name })}
      before={<BeforeForm t={t} errors={errors} isRefused={!!answer?.refusal} refused={t.participants_edit_full()} />}
    >
      <form method="post" noValidate>
        <p>{t.participants_move_text()}</p>
        {waits && <p>{t.participants_move_waits()}</p>}
        <PartField {...shared} of="activity" label={t.participants_activities()} />
        <PartField {...shared} of="shift" label={t.participants_shifts()} />
        <Button>{t.participants_move_save()}</Button>
        <ButtonLink href={participantPath(head.type, head.slug, id)} look="other">
          {t.participants_back({ name })}
        </ButtonLink>
      </form>
    </ConsolePage>
  );
}
