import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { wishOf } from '../../../../db/changes';
import { signupAt } from '../../../../db/participants/acting';
import { addOnBehalf } from '../../../../db/participants/adding';
import { signupPageOf } from '../../../../db/signup-page';
import { organiserWindow, signupWindow, whyNotOnBehalf } from '../../../../domain/offer';
import { addTeamPath, participantsPath } from '../../../../domain/paths';
import { isWrong } from '../../../forms/answer';
import { fieldErrors } from '../../../forms/problem-words';
import { keyOf, readSignup } from '../../../forms/signup-form';
import { readTyped, type Typed } from '../../../forms/typed';
import { shownTyped } from '../../../forms/on-behalf';
import { formAnswer, refuse, sendBack } from '../../../http/form-answer.server';
import { requireParticipants, showPaperReceipt } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { CarriedFields } from '../../../ui/form-fields';
import { Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { BeforeForm } from '../../../ui/participants/before-form';
import { NotHere } from '../../../ui/participants/not-here';
import { PlacesBar } from '../../../ui/places-bar';
import { SignupFields } from '../../../ui/signup-fields';
import { useSpeech } from '../../../ui/use-speech';

const untouched: Typed = [['partySize', '1']];

/** The event's own form, filled in by an organiser for somebody who has asked them to. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role, acting } = await requireParticipants(request, samling, params);
  const now = samling.now();
  const answer = formAnswer(samling);
  const page = await signupPageOf(samling.store.read, terms, now);
  const again = new URL(request.url).searchParams.get('igen');
  const former = again ? await signupAt(samling.store.read, { ...acting, signupId: again }) : undefined;
  const isAgain = former?.state === 'cancelled' && former.has_code === 1;
  const before = isAgain && shownTyped(await wishOf(samling.store.read, former, terms), page);
  const typed = answer?.typed ?? (before || untouched);
  const window = organiserWindow(terms, now);
  return {
    now,
    head,
    role,
    answer,
    typed,
    formKey: keyOf(typed) ?? samling.formKey,
    page: { ...page, window },
    isAgain,
    why: whyNotOnBehalf(terms, now),
    isClosed: window.state === 'open' && signupWindow(terms, now).state !== 'open',
  };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { head, acting } = await requireParticipants(request, samling, params);
  const now = samling.now();
  const typed = readTyped(samling.form);
  const outcome = await addOnBehalf(
    samling.store,
    { type: head.type, slug: head.slug, ...acting },
    (offer) => {
      const { wish, key, problems } = readSignup(typed, offer, 'sv', now);
      return problems.length ? { problems } : { wish, key };
    },
    now,
  );
  switch (outcome.kind) {
    case 'confirmed':
    case 'waitlisted':
    case 'already':
      return showPaperReceipt(head, outcome);
    case 'unread':
    case 'invalid':
      return sendBack(samling, { typed, problems: outcome.problems, refusal: null }, 400);
    case 'full':
    case 'closed':
    case 'each-date':
      return refuse(samling, typed, outcome);
    // a draft takes no signups
    case 'unknown':
      return data(null, { status: 409 });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = t.participants_add_title();
    return { title: isWrong(loaded?.answer ?? null) ? t.site_error_title({ title }) : title };
  });

export default function Add() {
  const t = useSpeech();
  const { now, head, role, answer, typed, formKey, page, why, isClosed, isAgain } = useLoaderData<typeof loader>();
  const errors = fieldErrors(t, answer?.problems ?? []);
  const back = participantsPath(head.type, head.slug);
  const frame = { t, offer: head, role, tab: 'participants' as const, heading: t.participants_add_title() };
  if (why !== null) {
    return (
      <ConsolePage {...frame}>
        <NotHere t={t} why={why} />
        <p>
          <ButtonLink href={back} look="other">
            {t.participants_title()}
          </ButtonLink>
        </p>
      </ConsolePage>
    );
  }
  return (
    <ConsolePage
      {...frame}
      before={<BeforeForm t={t} errors={errors} isRefused={!!answer?.refusal} refused={t.participants_add_full()} />}
    >
      <p>{isAgain ? t.participants_again_text() : t.participants_add_text()}</p>
      {head.hasTeams && (
        <p>
          {t.participants_add_without_team()} <a href={addTeamPath(head.slug)}>{t.board_add()}</a>
        </p>
      )}
      {isClosed && <p>{t.participants_add_closed()}</p>}
      {page.offer.approval && <p>{t.participants_add_approved()}</p>}
      {page.room === 'line' && <Notice tone="mind" heading={t.participants_add_line()} />}
      {page.places.capacity !== null && <PlacesBar t={t} places={page.places} />}
      <form method="post" noValidate autoComplete="off">
        <CarriedFields typed={typed} formKey={formKey} />
        <SignupFields
          t={t}
          page={page}
          now={now}
          typed={typed}
          errors={errors}
          shiftsOnly={page.room === 'shifts'}
          onBehalf
        />
        <Button>{t.participants_add_submit()}</Button>
        <ButtonLink href={back} look="other">
          {t.participants_title()}
        </ButtonLink>
      </form>
    </ConsolePage>
  );
}
