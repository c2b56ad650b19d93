import type { ReactNode } from 'react';
import type { Instant } from '../../domain/event';
import { atLineStart, formatWhen } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import {
  callListPath,
  consoleOfferPath,
  consolePath,
  deedsPath,
  editPath,
  messagesPath,
  participantsPath,
  seriesDatesPath,
  teamBoardPath,
} from '../../domain/paths';
import { may, type Role } from '../../domain/role';
import { Breadcrumb } from './breadcrumb';
import { Notice } from './notice';

/** The event or series that a page of the console is about, as its head needs it. */
export interface OfferHead {
  type: 'event' | 'series';
  slug: string;
  title: string;
  hasTeams: boolean;
  /** The series that it is a date of. */
  series: { slug: string } | null;
  /** When an event is, which tells it from others of the same name; `startAt` is null of a series too. */
  startAt: Instant | null;
  timeKnown: boolean;
  endAt: Instant | null;
  timeZone: string;
}

/** Which of an event's pages this is. */
export type ConsoleTab = 'overview' | 'edit' | 'dates' | 'participants' | 'teams' | 'messages' | 'calls' | 'deeds';

/**
 * The frame of a console's page about one event or series: the way back, its title, its day, the pages about it, and
 * one heading. Wider than a public page.
 */
export function ConsolePage(props: {
  t: Speech;
  offer: OfferHead;
  role: Role;
  tab: ConsoleTab;
  heading: ReactNode;
  /** How far one has come, of pages that one goes through in turn. */
  step?: string;
  /** Says that it is called off, on a page that is used where one would not know: at the door, and on paper. */
  isOff?: boolean;
  /** What stands before the heading: an error summary. */
  before?: ReactNode;
  children: ReactNode;
}) {
  const { t, offer, role, tab, heading, step, isOff = false, before, children } = props;
  const isOverview = tab === 'overview' && heading === offer.title;
  return (
    <div className="page console">
      <Breadcrumb
        t={t}
        trail={[
          { href: consolePath, label: t.organiser_start_title() },
          ...(heading === offer.title ? [] : [{ href: consoleOfferPath(offer.type, offer.slug), label: offer.title }]),
        ]}
      />
      {before}
      <h1>{heading}</h1>
      {step && <p className="quiet">{step}</p>}
      {/* in full, since it is on paper too; the overview says it beside how it stands */}
      {offer.startAt !== null && !isOverview && <p className="quiet">{atLineStart(formatWhen(offer, t), t)}</p>}
      {isOff && <Notice tone="stop" heading={t.console_status_cancelled()} />}
      <OfferNav t={t} offer={offer} role={role} tab={tab} />
      {children}
    </div>
  );
}

function OfferNav({ t, offer, role, tab }: { t: Speech; offer: OfferHead; role: Role; tab: ConsoleTab }) {
  const { type, slug } = offer;
  const tabs: { tab: ConsoleTab; href: string; label: string; shown: boolean }[] = [
    { tab: 'overview', href: consoleOfferPath(type, slug), label: t.console_nav_overview(), shown: true },
    { tab: 'edit', href: editPath(type, slug), label: t.console_nav_edit(), shown: may(role, 'events') },
    {
      tab: 'dates',
      href: seriesDatesPath(slug),
      label: t.console_nav_dates(),
      shown: type === 'series' && may(role, 'events'),
    },
    {
      tab: 'participants',
      href: participantsPath(type, slug),
      label: t.console_nav_participants(),
      shown: may(role, 'door'),
    },
    {
      tab: 'teams',
      href: teamBoardPath(slug),
      label: t.console_nav_teams(),
      shown: offer.hasTeams && may(role, 'participants'),
    },
    {
      tab: 'messages',
      href: messagesPath(type, slug),
      label: t.console_nav_messages(),
      shown: may(role, 'participants'),
    },
    { tab: 'calls', href: callListPath(type, slug), label: t.console_nav_calls(), shown: may(role, 'participants') },
    { tab: 'deeds', href: deedsPath(type, slug), label: t.console_nav_deeds(), shown: may(role, 'events') },
  ];
  return (
    <nav className="console-nav no-print" aria-label={t.console_nav({ title: offer.title })}>
      <ul>
        {tabs
          .filter(({ shown }) => shown)
          .map((one) => (
            <li key={one.tab}>
              <a href={one.href} aria-current={one.tab === tab ? 'page' : undefined}>
                {one.label}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
