import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { whoAnswersFor } from '../../../db/duties';
import { handOver } from '../../../db/hand-over';
import { membersOf } from '../../../db/organisers';
import { donePath, responsiblePath } from '../../../domain/paths';
import { may } from '../../../domain/role';
import { readTakers, takersAsked, type TakerFault } from '../../forms/taker-form';
import { readTyped, valueOf } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import type { Samling } from '../../http/context';
import { Button } from '../../ui/button';
import { Select } from '../../ui/choices';
import { ColleagueLink } from '../../ui/colleague-link';
import { ConsolePage } from '../../ui/console-page';
import { ErrorSummary } from '../../ui/error-summary';
import { errorOf } from '../../ui/form-fields';
import { pageMeta } from '../../ui/page-meta';
import { TextInput } from '../../ui/text-input';
import { useSpeech } from '../../ui/use-speech';

const guard = (request: Request, samling: Samling, slug: string | undefined) =>
  requireOffer(request, samling, { type: offerTypeOf(request), slug }, 'events', { hostOnly: true });

async function takersOf(samling: Samling, hostId: string) {
  const members = await membersOf(samling.store.read, hostId);
  return members
    .filter(({ role }) => may(role, 'events'))
    .map(({ organiserId, name, email }) => ({ id: organiserId, who: name ?? email }));
}

/** Who answers for an event, and who else can. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { offer, role, signed, organisation } = await guard(request, samling, params.slug);
  const answering = await whoAnswersFor(samling.store.read, offer.id);
  return {
    offer,
    role,
    organisation,
    own: signed.organiser.id,
    answering: answering && { id: answering.organiserId, who: answering.name ?? answering.email },
    takers: await takersOf(samling, offer.host.id),
  };
}

/** Lets somebody else answer for it; its questions follow where they went to who did. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { offer, signed } = await guard(request, samling, params.slug);
  const typed = readTyped(samling.form);
  const sendBack = (fault: TakerFault['fault']) => data({ fault, typed }, { status: fault === 'missing' ? 400 : 409 });
  const read = readTakers(typed, [offer], await takersOf(samling, offer.host.id));
  if ('faults' in read) return sendBack(read.faults[0]!.fault);
  const from = await whoAnswersFor(samling.store.read, offer.id);
  const at = { type: offer.type, id: offer.id, slug: offer.slug, hostId: offer.host.id };
  const hand = { offer: at, from, by: signed.organiser.id, ...read.takerOf(offer.id) };
  const outcome = await handOver(samling.store, hand, samling.now());
  if (outcome !== 'done') return sendBack(outcome);
  return redirect(donePath(offer.type, offer.slug, 'ansvarig'), 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.account_responsible_title()}: ${loaded?.offer.title ?? ''}` }));

export default function Responsible() {
  const t = useSpeech();
  const { offer, role, organisation, own, answering, takers } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = { missing: t.account_taker_missing(), unknown: t.account_taker_unknown() };
  const errors = answer
    ? [
        {
          name: takersAsked.all,
          message: answer.fault === 'refused' ? t.account_taker_refused({ title: offer.title }) : words[answer.fault],
        },
      ]
    : [];
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="overview"
      heading={t.account_responsible_title()}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <p>
        {answering ? t.account_responsible_now({ who: answering.who }) : t.account_responsible_nobody()}{' '}
        {t.account_responsible_text()}
      </p>
      <form method="post" action={responsiblePath(offer.type, offer.slug)}>
        <Select
          t={t}
          name={takersAsked.all}
          label={t.account_takers_label()}
          error={errorOf(errors, takersAsked.all)}
          choices={[
            { value: '', label: t.account_responsible_choose() },
            ...takers.map(({ id, who }) => ({
              value: id,
              label: id === own ? t.account_responsible_own({ who }) : who,
            })),
          ]}
          value={answer ? valueOf(answer.typed, takersAsked.all) : answering?.id}
        />
        <TextInput
          t={t}
          name={takersAsked.phone}
          type="tel"
          inputMode="tel"
          label={t.account_takers_phone()}
          hint={t.account_takers_phone_hint()}
          value={answer ? valueOf(answer.typed, takersAsked.phone) : ''}
          autoComplete="off"
          width="short"
          optional
        />
        <Button>{t.account_responsible_submit()}</Button>
      </form>
      {may(role, 'members') && <ColleagueLink t={t} organisation={organisation} />}
    </ConsolePage>
  );
}
