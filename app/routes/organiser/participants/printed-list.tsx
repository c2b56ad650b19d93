import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { recordDeed } from '../../../../db/deeds';
import { hasDone } from '../../../../db/participants/acts';
import { printedList } from '../../../../db/participants/printed';
import { atLineStart, formatDay, formatMoment, formatWhen } from '../../../../domain/language/dates';
import { printedListPath } from '../../../../domain/paths';
import { addDays, localDateOf } from '../../../../domain/time';
import { readTyped, valueOf } from '../../../forms/typed';
import { requireParticipants } from '../../../http/participants.server';
import { ConsolePage } from '../../../ui/console-page';
import { pageMeta } from '../../../ui/page-meta';
import { ListForm } from '../../../ui/participants/list-form';
import { PaperTable } from '../../../ui/participants/paper-table';
import { PrintButton } from '../../../ui/participants/print-button';
import { useSpeech } from '../../../ui/use-speech';

/** What a deed's facts say of a list with phone numbers. */
const withPhones = 'phone';

/**
 * A list for the door, on paper. Names are what the list beside it shows; phone numbers are there for whoever has just
 * chosen to make a list with them, which is written down.
 */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role, offer, acting } = await requireParticipants(request, samling, params);
  const now = samling.now();
  const { read } = samling.store;
  const query = new URL(request.url).searchParams;
  const part = query.get('del') || null;
  const phones = query.get('telefon') === '1' && (await hasDone(read, acting, ['list-printed'], withPhones, now));
  return {
    now,
    head,
    role,
    part,
    phones,
    groups: await printedList(read, terms, { part, phones }),
    parts: terms.parts.filter(({ status }) => status === 'published').map(({ id, title }) => ({ id, title })),
    when: { startAt: terms.startAt, timeKnown: terms.timeKnown, endAt: terms.endAt, timeZone: terms.timeZone },
    isEvent: terms.type === 'event',
    // the day after the event: the list has then nothing more to say
    throwOn: terms.overAt === null ? null : addDays(localDateOf(terms.overAt - 1, terms.timeZone), 1),
    title: offer.discreet ? null : offer.title,
  };
}

/** Makes a list, and writes it down. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { terms, head, acting } = await requireParticipants(request, samling, params);
  const typed = readTyped(samling.form);
  const part = valueOf(typed, 'del');
  const known = part === 'each' || terms.parts.some(({ id }) => id === part);
  const phones = valueOf(typed, 'telefon') === '1';
  const facts = phones ? { fields: [withPhones] } : {};
  await samling.store.transact((trx) => recordDeed(trx, { ...acting, kind: 'list-printed', facts }, samling.now()));
  const query = new URLSearchParams([...(known ? [['del', part]] : []), ...(phones ? [['telefon', '1']] : [])] as [
    string,
    string,
  ][]).toString();
  return redirect(printedListPath(head.type, head.slug) + (query && `?${query}`), 303);
}

export const meta: MetaFunction<typeof loader> = (place) =>
  pageMeta(place, (t) => ({ title: t.participants_list_title() }));

export default function PrintedList() {
  const t = useSpeech();
  const { now, head, role, part, phones, groups, parts, when, isEvent, throwOn, title } =
    useLoaderData<typeof loader>();
  const titleOf = (id: string | null) =>
    id === null
      ? part === null
        ? null
        : t.participants_list_without()
      : (parts.find((one) => one.id === id)?.title ?? null);
  return (
    <ConsolePage t={t} offer={head} role={role} tab="participants" heading={title ?? t.calendar_discreet_title()}>
      <ListForm t={t} parts={parts} part={part} phones={phones} />
      <PrintButton t={t} />
      <div className="paper">
        {isEvent && <p>{atLineStart(formatWhen(when, t), t)}</p>}
        {groups.map((group) => (
          <PaperTable key={group.part ?? ''} t={t} title={titleOf(group.part)} rows={group.rows} phones={phones} />
        ))}
        <p>
          {t.participants_list_from({ site: t.site_name(), when: formatMoment(now, when.timeZone, t) })}{' '}
          {throwOn === null
            ? t.participants_list_throw_open()
            : t.participants_list_throw({ date: formatDay(throwOn, t) })}
        </p>
      </div>
    </ConsolePage>
  );
}
