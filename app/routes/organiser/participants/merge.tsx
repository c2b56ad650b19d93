import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { signupAt } from '../../../../db/participants/acting';
import { participantById } from '../../../../db/participants/list';
import { keepApart } from '../../../../db/participants/doubles';
import { keptFirst, mergeSignups, type MergeOutcome } from '../../../../db/participants/merging';
import type { Speech } from '../../../../domain/language/speech';
import { doublesPath, participantPath } from '../../../../domain/paths';
import { problemWords } from '../../../forms/problem-words';
import { readTyped, valueOf } from '../../../forms/typed';
import { requireChangeable } from '../../../http/participants.server';
import { Button } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { Alert, Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { Facts } from '../../../ui/participants/facts';
import { useSpeech } from '../../../ui/use-speech';

/** Two signups beside each other, which a POST makes one, or says to be two people's. `?med` is the other's id. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role, signup, at } = await requireChangeable(request, samling, params);
  const asked = new URL(request.url).searchParams.get('med') ?? valueOf(readTyped(samling.form), 'med');
  const other = await signupAt(samling.store.read, { ...at, signupId: asked });
  if (!other?.has_code || other.id === signup.id) throw new Response(null, { status: 404 });
  const now = samling.now();
  const [first, second] = await Promise.all(
    keptFirst(signup, other).map(({ id }) => participantById(samling.store.read, terms, id, now)),
  );
  return {
    now,
    head,
    role,
    timeZone: terms.timeZone,
    questions: terms.questions,
    first: first!,
    second: second!,
  };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { head, at } = await requireChangeable(request, samling, params);
  const typed = readTyped(samling.form);
  const other = valueOf(typed, 'med');
  if (valueOf(typed, 'olika')) {
    const { kind } = await keepApart(samling.store, at, other, samling.now());
    if (kind === 'unknown') throw new Response(null, { status: 404 });
    return redirect(`${doublesPath(head.type, head.slug)}?klart=olika`, 303);
  }
  const outcome = await mergeSignups(samling.store, at, other, samling.now());
  if (outcome.kind === 'unknown') throw new Response(null, { status: 404 });
  if (outcome.kind !== 'merged') return data(outcome, { status: 409 });
  return redirect(`${participantPath(head.type, head.slug, outcome.keptId)}?klart=ihop`, 303);
}

export const meta: MetaFunction<typeof loader> = (place) =>
  pageMeta(place, (t) => ({ title: t.participants_merge_title() }));

export default function Merge() {
  const t = useSpeech();
  const { now, head, role, timeZone, questions, first, second } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const shared = { t, now, timeZone, questions };
  const intoTeam = first.team !== null && second.team === null;
  return (
    <ConsolePage
      t={t}
      offer={head}
      role={role}
      tab="participants"
      heading={t.participants_merge_title()}
      before={
        answer && (
          <Alert>
            <Notice tone="stop" heading={t.participants_not_done()}>
              {whyNotMerged(t, answer).map((words) => (
                <p key={words}>{words}</p>
              ))}
            </Notice>
          </Alert>
        )
      }
    >
      <p>{intoTeam ? t.participants_merge_text_team() : t.participants_merge_text()}</p>
      <form method="post">
        <input type="hidden" name="med" value={second.id} />
        <Button>{t.participants_merge_submit()}</Button>
        <Button look="other" name="olika" value="1">
          {t.participants_merge_keep()}
        </Button>
      </form>
      <div className="participant-pair">
        <section>
          <h2>{intoTeam ? t.participants_merge_on_team() : t.participants_merge_first()}</h2>
          <Facts {...shared} one={first} named />
        </section>
        <section>
          <h2>{intoTeam ? t.participants_merge_alone() : t.participants_merge_second()}</h2>
          <Facts {...shared} one={second} named />
        </section>
      </div>
    </ConsolePage>
  );
}

function whyNotMerged(t: Speech, outcome: Exclude<MergeOutcome, { kind: 'merged' }>): string[] {
  switch (outcome.kind) {
    case 'invalid':
      return outcome.problems.map((problem) => problemWords(t, problem));
    case 'full':
      return [t.participants_merge_full()];
    case 'with-team':
      return [t.participants_merge_team()];
    case 'team-waits':
      return [t.participants_merge_team_waits()];
    case 'larger-alone':
      return [t.participants_merge_larger_alone()];
    case 'two-roles':
      return [t.participants_merge_roles()];
    case 'already':
      return [t.participants_merge_already()];
    case 'event-cancelled':
      return [t.participants_is_off()];
    default:
      return [t.participants_over()];
  }
}
