import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { dutiesOf, type Duty } from '../../../db/duties';
import { handOver } from '../../../db/hand-over';
import { isLastAdministrator, memberIn, membersOf, removeMember } from '../../../db/organisers';
import { consolePath, memberPath, memberRemovalPath, membersPath } from '../../../domain/paths';
import { may } from '../../../domain/role';
import { readTyped } from '../../forms/typed';
import type { Samling } from '../../http/context';
import { requireProved, requireRight } from '../../http/session.server';
import { readTakers, takersAsked, type TakerFault } from '../../forms/taker-form';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { TakerFields } from '../../ui/taker-fields';
import { useSpeech } from '../../ui/use-speech';
import type { Speech } from '../../../domain/language/speech';

/** Administrators may remove anybody; anybody may leave. */
async function requireRemoval(
  request: Request,
  samling: Samling,
  params: { organisation?: string; organiser?: string },
) {
  const at = await requireRight(request, samling, params.organisation, 'overview');
  const organiserId = params.organiser ?? '';
  const isSelf = at.signed.organiser.id === organiserId;
  if (!isSelf && !may(at.role, 'members')) throw new Response(null, { status: 403 });
  const member = await memberIn(samling.store.read, { organisationId: at.organisation.id, organiserId });
  if (!member) throw new Response(null, { status: 404 });
  return { ...at, member, isSelf };
}

/** Those who can take over what somebody leaves: whoever may write events, the one who asks first. */
async function takersFor(samling: Samling, organisationId: string, leaving: string, asking: string) {
  const members = await membersOf(samling.store.read, organisationId);
  return members
    .filter(({ organiserId, role }) => organiserId !== leaving && may(role, 'events'))
    .sort((one, other) => Number(other.organiserId === asking) - Number(one.organiserId === asking))
    .map(({ organiserId, name, email }) => ({ id: organiserId, who: name ?? email }));
}

/** What somebody answers for, and who takes it, before they are removed or leave. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { signed, organisation, member, isSelf, role } = await requireRemoval(request, samling, params);
  const now = samling.now();
  const duties = await dutiesOf(samling.store.read, organisation.id, member, now);
  const takers = duties.length
    ? await takersFor(samling, organisation.id, member.organiserId, signed.organiser.id)
    : [];
  const isLast = await isLastAdministrator(samling.store.read, {
    organisationId: organisation.id,
    organiserId: member.organiserId,
  });
  return { now, organisation, member, isSelf, isLast, duties, takers, seesMembers: may(role, 'members') };
}

/** Hands everything over, one by one, and takes the role away. Broken off, it is done again from where it was. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { signed, organisation, member, isSelf } = await requireRemoval(request, samling, params);
  await requireProved(request, samling, signed);
  const now = samling.now();
  const typed = readTyped(samling.form);
  const sendBack = (faults: TakerFault[]) => data({ faults, typed }, { status: faults.length ? 400 : 409 });
  const of = { organisationId: organisation.id, organiserId: member.organiserId, by: signed.organiser.id };
  // before anything is handed over
  if (await isLastAdministrator(samling.store.read, of)) return sendBack([]);
  const duties = await dutiesOf(samling.store.read, organisation.id, member, now);
  const takers = await takersFor(samling, organisation.id, member.organiserId, signed.organiser.id);
  const read = readTakers(typed, duties, takers);
  if ('faults' in read) return sendBack(read.faults);
  for (const { type, id, slug } of duties) {
    const hand = { offer: { type, id, slug, hostId: organisation.id }, from: member, by: signed.organiser.id };
    const outcome = await handOver(samling.store, { ...hand, ...read.takerOf(id) }, now);
    if (outcome !== 'done') return sendBack([{ field: takersAsked.one(id), fault: outcome, slug }]);
  }
  const outcome = await removeMember(samling.store, of, now);
  if (outcome === 'unknown') throw new Response(null, { status: 404 });
  // meanwhile they have been given something more, or the other administrator has left
  if (outcome !== 'done') return sendBack([]);
  return redirect(isSelf ? consolePath : `${membersPath(organisation.slug)}?klart=borta`, 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: loaded ? headingOf(t, loaded) : '' }));

const headingOf = (
  t: Speech,
  of: { isSelf: boolean; member: { name: string | null; email: string }; organisation: { name: string } },
) =>
  of.isSelf
    ? t.account_leave_title({ organisation: of.organisation.name })
    : t.account_remove_title({ who: of.member.name ?? of.member.email });

export default function MemberRemoval() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { now, organisation, member, isSelf, isLast, duties, takers, seesMembers } = loaded;
  const who = member.name ?? member.email;
  const errors = (answer?.faults ?? []).map((fault) => ({ name: fault.field, message: wordsOf(t, fault, duties) }));
  return (
    <Page
      t={t}
      heading={headingOf(t, loaded)}
      trail={[
        { href: consolePath, label: t.organiser_start_title() },
        ...(seesMembers
          ? [
              {
                href: membersPath(organisation.slug),
                label: t.organiser_members_title({ organisation: organisation.name }),
              },
              { href: memberPath(organisation.slug, member.organiserId), label: who },
            ]
          : []),
      ]}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      {answer && !errors.length && !isLast && <Notice tone="mind" heading={t.account_remove_more({ who })} />}
      {isLast ? (
        <Notice tone="stop" heading={t.organiser_members_last()} />
      ) : (
        <>
          <p>
            {isSelf
              ? t.account_leave_text({ organisation: organisation.name })
              : t.account_remove_text({ organisation: organisation.name })}
          </p>
          <form method="post" action={memberRemovalPath(organisation.slug, member.organiserId)}>
            {duties.length > 0 && (
              <TakerFields
                t={t}
                now={now}
                duties={duties}
                takers={takers}
                typed={answer?.typed ?? []}
                errors={errors}
                intro={isSelf ? t.account_leave_duties() : t.account_remove_duties({ who })}
              />
            )}
            <Button look="stop">{isSelf ? t.account_leave_submit() : t.organiser_members_remove({ who })}</Button>
          </form>
        </>
      )}
      <p>
        <a href={seesMembers ? memberPath(organisation.slug, member.organiserId) : consolePath}>
          {t.account_remove_not()}
        </a>
      </p>
    </Page>
  );
}

function wordsOf(t: Speech, { fault, slug }: TakerFault, duties: readonly Duty[]): string {
  if (fault === 'refused') {
    return t.account_taker_refused({ title: duties.find((duty) => duty.slug === slug)?.title ?? '' });
  }
  return fault === 'missing' ? t.account_taker_missing() : t.account_taker_unknown();
}
