import { atLineStart, formatWhen } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import type { EventStatus, Instant } from '../../domain/event';
import { consoleOfferPath } from '../../domain/paths';
import type { OwnOffer } from '../../db/console-list';
import { Mark } from './notice';

/**
 * Events or series of one's own, each with when it is and how many come.
 * @param props.own slugs of one's organisations: what another hosts is there since one of them is a co-host
 */
export function OwnOffers(props: { t: Speech; offers: readonly OwnOffer[]; now: Instant; own: readonly string[] }) {
  const { t, offers, now, own } = props;
  return (
    <ul className="console-list">
      {offers.map((offer) => (
        <li key={offer.id}>
          <h3>
            <a href={consoleOfferPath(offer.type, offer.slug)}>{offer.title}</a>{' '}
            {offer.status !== 'published' && <StatusMark t={t} status={offer.status} />}
          </h3>
          {offer.type === 'event' && <p>{atLineStart(formatWhen(offer, t, now), t)}</p>}
          <p className="quiet">{[hostWords(t, offer.host, own), ...numbersInWords(t, offer)].join(' · ')}</p>
        </li>
      ))}
    </ul>
  );
}

const hostWords = (t: Speech, host: OwnOffer['host'], own: readonly string[]) =>
  own.includes(host.slug) ? host.name : t.console_hosted_with({ host: host.name });

export function StatusMark({ t, status }: { t: Speech; status: EventStatus }) {
  const words = {
    draft: t.console_status_draft(),
    published: t.console_status_published(),
    cancelled: t.console_status_cancelled(),
  };
  return (
    <Mark tone={status === 'cancelled' ? 'stop' : status === 'published' ? 'good' : 'plain'}>{words[status]}</Mark>
  );
}

/** "12 personer kommer", "3 personer väntar på plats": what there is to tell, and nothing of what there is none of. */
export function numbersInWords(t: Speech, { numbers, status }: Pick<OwnOffer, 'numbers' | 'status'>): string[] {
  const { confirmed, waitlisted, asked, toCall } = numbers;
  const people = status === 'cancelled' ? t.console_numbers_were : t.console_numbers_people;
  return [
    confirmed.people ? people({ count: confirmed.people }) : '',
    waitlisted.people ? t.console_numbers_waiting({ count: waitlisted.people }) : '',
    asked.people ? t.console_numbers_asked({ count: asked.people }) : '',
    toCall ? t.console_numbers_calls({ count: toCall }) : '',
  ].filter(Boolean);
}
