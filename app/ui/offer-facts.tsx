import type { Access, Audience, Contact } from '../../domain/event';
import { audienceName } from '../../domain/language/kind-words';
import type { Speech } from '../../domain/language/speech';
import { organisationPath } from '../../domain/paths';
import { ReachUs } from './reach';
import { SummaryList } from './summary-list';

/** An organisation, as a page names it and leads to it. */
export interface HostShown {
  slug: string;
  name: string;
  phone: string | null;
  email: string | null;
}

export interface FactsShown {
  cost: string | null;
  food: string | null;
  arvode: string | null;
  workingTime: boolean | null;
  access: Access;
  contact: Contact;
  host: HostShown;
  coHosts: readonly HostShown[];
}

/** What one may want to know before one goes: for whom, what it costs, how to get in. What nobody has said is left out. */
export function OfferFacts({ t, audiences, facts }: { t: Speech; audiences: readonly Audience[]; facts: FactsShown }) {
  const { access, workingTime } = facts;
  return (
    <section>
      <h2>{t.event_good_to_know()}</h2>
      <SummaryList
        rows={[
          { label: t.event_audiences(), value: audiences.map((audience) => audienceName(t, audience)).join(', ') },
          { label: t.event_cost(), value: facts.cost },
          { label: t.event_food(), value: facts.food },
          {
            label: t.event_arvode(),
            value: facts.arvode && (
              <>
                <p>{facts.arvode}</p>
                <p className="quiet">{t.event_arvode_note()}</p>
              </>
            ),
          },
          {
            label: t.event_working_time(),
            value: said(workingTime, t.event_working_time_yes, t.event_working_time_no),
          },
          { label: t.event_directions(), value: access.directions },
          { label: t.event_step_free(), value: said(access.stepFree, t.event_step_free_yes, t.event_step_free_no) },
          { label: t.event_toilets(), value: said(access.toilets, t.event_toilets_yes, t.event_toilets_no) },
          { label: t.event_host(), value: <HostLink t={t} host={facts.host} /> },
          {
            label: t.event_co_hosts(),
            value: facts.coHosts.length > 0 && (
              <ul>
                {facts.coHosts.map((host) => (
                  <li key={host.slug}>
                    <HostLink t={t} host={host} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </section>
  );
}

/** How one asks somebody about an event. */
export function reachOf(contact: Contact, host: Pick<HostShown, 'phone' | 'email'>) {
  const { phone = null, email = null } = contact.phone || contact.email ? contact : host;
  return { phone, email };
}

/** Who answers questions: the event's own contact, else its host. */
export function ContactFacts({ t, contact, host }: { t: Speech; contact: Contact; host: HostShown }) {
  const { phone, email } = reachOf(contact, host);
  if (!phone && !email) return null;
  const name = contact.name ?? host.name;
  return (
    <section>
      <h2>{t.event_contact()}</h2>
      <p>{t.event_contact_text({ name })}</p>
      <ReachUs phone={phone} email={email} />
    </section>
  );
}

function HostLink({ t, host }: { t: Speech; host: HostShown }) {
  return <a href={organisationPath(t.language, host.slug)}>{host.name}</a>;
}

/** A yes, a no, or nothing where it is not known. */
function said(fact: boolean | null | undefined, yes: () => string, no: () => string): string | null {
  return fact === undefined || fact === null ? null : fact ? yes() : no();
}
