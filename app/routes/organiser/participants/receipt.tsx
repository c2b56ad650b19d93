import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { codeAskedFor } from '../../../../db/participants/acts';
import { receiptOf, type Receipt, type ReceiptPart } from '../../../../db/receipts';
import { showCode } from '../../../../domain/code';
import { isOver } from '../../../../domain/offer';
import { inviteFor } from '../../../../domain/team';
import {
  addParticipantPath,
  addTeamPath,
  findSignupPath,
  participantActPath,
  participantPath,
} from '../../../../domain/paths';
import { showPhone } from '../../../../domain/phone';
import { requireChangeable } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { CodeBlock } from '../../../ui/code-block';
import { ConsolePage } from '../../../ui/console-page';
import { Notice } from '../../../ui/notice';
import { ContactFacts, reachOf } from '../../../ui/offer-facts';
import { pageMeta } from '../../../ui/page-meta';
import { PaperFacts } from '../../../ui/participants/paper-facts';
import { PrintButton } from '../../../ui/participants/print-button';
import type { ChosenPart } from '../../../ui/receipt-facts';
import { lookedForWords } from '../../../ui/receipt-state';
import { inviteHeading, placeOf, TeamInvite, teamSize } from '../../../ui/receipt-team';
import { useSpeech } from '../../../ui/use-speech';

/**
 * A signup on paper, for somebody without a phone of their own: how it stands, the code in large type, when and where,
 * how to change and whom to call; a captain's has how others join the team. The code, and with it the team's, is there
 * for whoever has asked for it a moment ago: that is written down.
 */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { head, role, signup, at } = await requireChangeable(request, samling, params);
  const now = samling.now();
  const receipt = await receiptOf(samling.store, samling.store.read, signup, now);
  const code = await codeAskedFor(samling.store, at, now);
  const { offer, discreet, venue, address, contact, host, dates, parts } = receipt;
  return {
    now,
    head,
    role,
    id: signup.id,
    name: signup.name,
    partySize: signup.party_size,
    state: signup.to_approve ? ('asked' as const) : signup.state,
    code,
    isCaptain: receipt.team?.captain ?? false,
    team: code === null ? null : captainsTeam(receipt),
    when: { startAt: offer.startAt, timeKnown: offer.timeKnown, endAt: offer.endAt, timeZone: offer.timeZone },
    firstDay: receipt.firstDay,
    type: offer.type,
    dates: dates.filter(({ status }) => status === 'published'),
    venue,
    address,
    // on a paper that others may find, nobody reads what a discreet event is
    title: discreet ? null : offer.title,
    questions: discreet ? [] : offer.questions,
    answers: discreet ? {} : receipt.answers,
    note: discreet ? null : receipt.note,
    phone: discreet ? (contact.phone ?? null) : reachOf(contact, host).phone,
    chosen: discreet ? [] : parts.flatMap(chosenOf),
    lone: receipt.lone && !isOver(offer, now) && offer.status !== 'cancelled',
    contact: discreet ? { phone: contact.phone } : contact,
    host: discreet ? null : host,
    baseUrl: samling.baseUrl,
    place: placeOf(samling.baseUrl + findSignupPath('sv')),
    other: new URL(request.url).searchParams.has('annan'),
  };
}

/** On paper there is no use for what is gone. */
const chosenOf = ({ id, title, startAt, endAt, claim }: ReceiptPart): ChosenPart[] =>
  claim === 'gone' ? [] : [{ id, title, startAt, endAt, claim }];

/** What a captain passes on of a team that is alive; of a discreet event without what the team is called. */
function captainsTeam({ team, state, discreet }: Receipt) {
  if (!team?.captain || state === 'cancelled' || team.state === 'cancelled') return null;
  const { name, code, words, players, min, max } = team;
  return { name: discreet ? null : name, code, words, players, min, max, invite: inviteFor(team) };
}

export const meta: MetaFunction<typeof loader> = (place) =>
  pageMeta(place, (t) => ({ title: t.participants_paper_title() }));

export default function Receipt() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  const { head, role, id, name, state, code, isCaptain, team, contact, host, phone, baseUrl, place, other } = loaded;
  const { type, slug } = head;
  const { lone, partySize } = loaded;
  const lookedFor = state === 'asked' || state === 'cancelled' ? null : lookedForWords(t, { lone, state, partySize });
  return (
    <ConsolePage
      t={t}
      offer={head}
      role={role}
      tab="participants"
      heading={stateWords(t, state, name)}
      before={
        other && (
          <div role="alert">
            <Notice tone="mind" heading={t.participants_add_other()} />
          </div>
        )
      }
    >
      {state === 'asked' && <p>{t.approval_goes_through()}</p>}
      {lookedFor !== null && <p>{lookedFor}</p>}
      {code === null ? (
        <form method="post" action={participantActPath(type, slug, id, 'kod')} className="no-print">
          <p>{t.participants_paper_hidden()}</p>
          <Button look="other">{t.participants_code_again()}</Button>
        </form>
      ) : (
        <section className="paper-code">
          <h2>{t.participants_paper_code()}</h2>
          <CodeBlock groups={showCode(code).split('-')} />
          <p>
            {t.participants_paper_change({ place })} {phone && t.participants_paper_call({ phone: showPhone(phone) })}
          </p>
        </section>
      )}
      {team && (
        <section>
          <h2>{team.name === null ? t.participants_team() : t.team_heading({ team: team.name })}</h2>
          <p>
            <strong>{teamSize(t, team)}</strong>
          </p>
          <h3>{inviteHeading(t, team.invite)}</h3>
          <TeamInvite t={t} team={team} baseUrl={baseUrl} />
        </section>
      )}
      <PaperFacts t={t} receipt={loaded} />
      {host ? (
        <ContactFacts t={t} contact={contact} host={host} />
      ) : (
        contact.phone && (
          <p>
            {t.participants_paper_who_to_call()}: {showPhone(contact.phone)}
          </p>
        )
      )}
      <PrintButton t={t} />
      <p className="no-print">
        {isCaptain ? (
          <ButtonLink href={addTeamPath(slug)} look="other">
            {t.board_add_again()}
          </ButtonLink>
        ) : (
          <ButtonLink href={addParticipantPath(type, slug)} look="other">
            {t.participants_add_again()}
          </ButtonLink>
        )}
        <ButtonLink href={participantPath(type, slug, id)} look="other">
          {t.participants_back({ name })}
        </ButtonLink>
      </p>
    </ConsolePage>
  );
}

function stateWords(
  t: ReturnType<typeof useSpeech>,
  state: 'asked' | 'confirmed' | 'waitlisted' | 'cancelled',
  name: string,
): string {
  switch (state) {
    case 'asked':
      return t.participants_paper_asked({ name });
    case 'confirmed':
      return t.participants_paper_confirmed({ name });
    case 'waitlisted':
      return t.participants_paper_waiting({ name });
    case 'cancelled':
      return t.participants_paper_cancelled({ name });
  }
}
