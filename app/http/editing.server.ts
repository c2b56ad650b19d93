import { data, redirect } from '@remix-run/node';
import type { DeedKind } from '../../domain/deed';
import type { EventStatus } from '../../domain/event';
import type { Trx } from '../../db/store';
import { readOfferText } from '../../db/event-page';
import {
  basisOf,
  editOffer,
  entryOf,
  rehearse,
  type Consequences,
  type Edit,
  type OfferType,
} from '../../db/programme/edit';
import type { EventEntry } from '../../db/programme/entry';
import type { ToldCounts } from '../../db/programme/news';
import { changedFields } from '../../domain/changed-fields';
import { lacksOf, type Lack } from '../../domain/readiness';
import { editPath } from '../../domain/paths';
import { sectionFields, type Section } from '../../domain/sections';
import { defaultTimeZone, localDateOf } from '../../domain/time';
import type { Right } from '../../domain/role';
import { sectionForms } from '../forms/editor';
import { refusedFaults } from '../forms/editor/refused';
import { asOffer, type Fault, type OfferEntry } from '../forms/editor/section-form';
import { valueOf, type Typed } from '../forms/typed';
import { offerTypeOf, requireOffer, type AtOffer } from './console-offer.server';
import type { Samling } from './context';

/** Somebody at an event or a series that they may change, with all that is written about it. */
export interface AtEntry extends AtOffer {
  type: OfferType;
  slug: string;
  entry: OfferEntry;
}

/**
 * As `requireOffer`, with what is written about it.
 * @throws also a redirect for a date of a series: it is changed with its series, which that page says
 */
export async function requireEntry(
  request: Request,
  samling: Samling,
  slug: string | undefined,
  need: { right?: Right; hostOnly?: boolean } = {},
): Promise<AtEntry> {
  const type = offerTypeOf(request);
  const at = await requireOffer(request, samling, { type, slug }, need.right ?? 'events', need);
  const entry = await entryOf(samling.store.read, type, at.offer.slug);
  if (!entry) {
    if (at.offer.series) throw redirect(editPath('event', at.offer.slug), 303);
    throw data(null, { status: 404 });
  }
  return { ...at, type, slug: at.offer.slug, entry: asOffer(entry) };
}

/** What a form that changes something says at this moment: `data-basis` of what it was made from. */
export const basisFor = (entry: OfferEntry, section: Section): string =>
  basisOf(entry as EventEntry, fieldsOf(section));

const fieldsOf = (section: Section) => sectionFields[section] as readonly (keyof EventEntry & string)[];

/** What became of a section's form. */
export type SectionOutcome =
  | { kind: 'saved'; mails: MailsLater }
  | { kind: 'faults'; faults: Fault[] }
  /** Somebody else has changed the same meanwhile. */
  | { kind: 'conflict' }
  /** It means something for somebody, and has not been confirmed. */
  | { kind: 'to-confirm'; consequences: Consequences };

/**
 * Saves a section as its form was sent. What has been shown to others is rehearsed first, and where it means something
 * for somebody it is only saved once that has been said.
 */
export async function saveSection(
  samling: Samling,
  at: AtEntry,
  section: Section,
  typed: Typed,
  confirmed: boolean,
): Promise<SectionOutcome> {
  const { type, slug, entry, signed, offer } = at;
  const now = samling.now();
  const form = sectionForms[section];
  const today = localDateOf(now, offer.timeZone || defaultTimeZone);
  const read = form.read(typed, { type, today, entry });
  if (read.faults.length) return { kind: 'faults', faults: read.faults };
  const edit: Edit<OfferType> = {
    type,
    slug,
    fields: fieldsOf(section),
    basis: valueOf(typed, 'basis'),
    mayFollow: true,
    change: (before) => read.change(asOffer(before)) as EventEntry,
    deed: {
      kind: 'edited',
      by: signed.organiser.id,
      facts: { fields: changedFields(entry, read.change(entry)) },
    },
  };
  if (offer.status !== 'draft' && !confirmed) {
    const rehearsal = await rehearse(samling.store, edit, now);
    if (rehearsal.kind === 'rehearsed' && hasConsequences(rehearsal.consequences)) {
      return { kind: 'to-confirm', consequences: rehearsal.consequences };
    }
  }
  const outcome = await editOffer(samling.store, edit, now);
  switch (outcome.kind) {
    case 'saved':
      return { kind: 'saved', mails: mailsLater(outcome) };
    case 'same':
      return { kind: 'saved', mails: '' };
    case 'conflict':
      return { kind: 'conflict' };
    case 'missing':
      throw data(null, { status: 404 });
    case 'refused': {
      const names = new Set(form.typedOf(entry).map(([name]) => name));
      const [[first]] = [...form.typedOf(entry), ['title', ''] as const] as [[string, string]];
      return { kind: 'faults', faults: refusedFaults(outcome.problems, read.at, names, first) };
    }
  }
}

/** Where mails are not sent at once, what the page after says of them: that they wait, or that none was needed. */
export type MailsLater = 'mejl' | 'rattat' | '';

export function mailsLater({ told, gathering, putRight }: ToldCounts): MailsLater {
  if (gathering > 0) return 'mejl';
  return putRight > 0 && !told ? 'rattat' : '';
}

/** What a draft lacks before it is published. */
export async function lacksAt(
  samling: Samling,
  { type, entry, offer }: Pick<AtEntry, 'type' | 'entry' | 'offer'>,
): Promise<Lack[]> {
  const { host } = await readOfferText(samling.store.read, type, offer.id);
  const today = localDateOf(samling.now(), offer.timeZone);
  return lacksOf(type, entry, { today, hostReach: host.phone !== null || host.email !== null });
}

/** Whether anybody is told anything, stays in what is otherwise over, or there would be more people than places. */
export const hasConsequences = ({ told, overfull, staying }: Consequences): boolean =>
  told.length > 0 || overfull.length > 0 || staying.length > 0;

/** That an event or a series gets another status: published, a draft again, called off. */
export function statusEdit(
  { type, slug, signed }: AtEntry,
  status: EventStatus,
  kind: DeedKind,
  alongside?: (trx: Trx) => Promise<void>,
): Edit<OfferType> {
  return {
    type,
    slug,
    fields: ['status'],
    change: (before) => ({ ...before, status }) as EventEntry,
    deed: { kind, by: signed.organiser.id },
    alongside,
  };
}

/** What a new status would do to whom. */
export async function consequencesOf(samling: Samling, edit: Edit<OfferType>): Promise<Consequences> {
  const rehearsal = await rehearse(samling.store, edit, samling.now());
  return rehearsal.kind === 'rehearsed' ? rehearsal.consequences : { told: [], gone: [], overfull: [], staying: [] };
}

/** @throws 404 where it is gone @returns whether it has that status now; false where people who have signed up forbid it */
export async function carryOutStatus(samling: Samling, edit: Edit<OfferType>): Promise<boolean> {
  const outcome = await editOffer(samling.store, edit, samling.now());
  if (outcome.kind === 'missing') throw data(null, { status: 404 });
  return outcome.kind === 'saved' || outcome.kind === 'same';
}
