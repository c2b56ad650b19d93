import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { recordDeed } from '../../../../db/deeds';
import { hasDone } from '../../../../db/participants/acts';
import { printedList } from '../../../../db/participants/printed';
import { atLineStart, formatDay, formatMoment, formatWhen } from '../../../../domain/language/dates';
import { printedListPath } from '../../../../domain/paths';
import { readPrintedColumns, writePrintedColumns } from '../../../../domain/printed-columns';
import { addDays, localDateOf } from '../../../../domain/time';
import printedListScript from '../../../enhance/printed-list?worker&url';
import { readTyped, valueOf, valuesOf } from '../../../forms/typed';
import type { Samling } from '../../../http/context';
import { requireParticipants, type AtParticipants } from '../../../http/participants.server';
import { ConsolePage } from '../../../ui/console-page';
import { pageMeta } from '../../../ui/page-meta';
import { ListForm } from '../../../ui/participants/list-form';
import { columnWords, PaperTable } from '../../../ui/participants/paper-table';
import { PrintButton } from '../../../ui/participants/print-button';
import { Script } from '../../../ui/script';
import { useSpeech } from '../../../ui/use-speech';

/**
 * A list for the door, on paper. Names are what the list beside it shows; phone numbers, answers and what people wrote
 * are there for whoever has just chosen to make a list with them, which is written down.
 */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role, offer, acting } = await requireParticipants(request, samling, params);
  const now = samling.now();
  const { read } = samling.store;
  const query = new URL(request.url).searchParams;
  const part = query.get('del') || null;
  const columns = readPrintedColumns(await justAskedFor(samling, acting, query.getAll('med')), terms.questions);
  return {
    now,
    head,
    role,
    part,
    columns,
    questions: terms.questions,
    groups: await printedList(read, terms, { part, columns }),
    parts: terms.parts.filter(({ status }) => status === 'published').map(({ id, title }) => ({ id, title })),
    when: { startAt: terms.startAt, timeKnown: terms.timeKnown, endAt: terms.endAt, timeZone: terms.timeZone },
    isEvent: terms.type === 'event',
    // the day after the event: the list has then nothing more to say
    throwOn: terms.overAt === null ? null : addDays(localDateOf(terms.overAt - 1, terms.timeZone), 1),
    title: offer.discreet ? null : offer.title,
  };
}

/** Those of the columns that this organiser has made a list with a moment ago. */
async function justAskedFor(
  samling: Samling,
  acting: AtParticipants['acting'],
  columns: readonly string[],
): Promise<string[]> {
  const asked: string[] = [];
  for (const column of new Set(columns.slice(0, mostColumns))) {
    if (await hasDone(samling.store.read, acting, ['list-printed'], column, samling.now())) asked.push(column);
  }
  return asked;
}

/** More than any event asks: a bound on what an address can make us look for. */
const mostColumns = 60;

/** Makes a list, and writes it down. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { terms, head, acting } = await requireParticipants(request, samling, params);
  const typed = readTyped(samling.form);
  const part = valueOf(typed, 'del');
  const known = part === 'each' || terms.parts.some(({ id }) => id === part);
  const columns = writePrintedColumns(readPrintedColumns(valuesOf(typed, 'med'), terms.questions));
  const facts = columns.length ? { fields: columns } : {};
  // one who tries what to take with makes one list
  if (!columns.length || (await justAskedFor(samling, acting, columns)).length < columns.length) {
    await samling.store.transact((trx) => recordDeed(trx, { ...acting, kind: 'list-printed', facts }, samling.now()));
  }
  const fields = [...(known ? [['del', part]] : []), ...columns.map((column) => ['med', column])];
  const query = new URLSearchParams(fields).toString();
  return redirect(printedListPath(head.type, head.slug) + (query && `?${query}`), 303);
}

export const meta: MetaFunction<typeof loader> = (place) =>
  pageMeta(place, (t) => ({ title: t.participants_list_title() }));

export default function PrintedList() {
  const t = useSpeech();
  const { now, head, role, part, columns, questions, groups, parts, when, isEvent, throwOn, title } =
    useLoaderData<typeof loader>();
  const titleOf = (id: string | null) =>
    id === null
      ? part === null
        ? null
        : t.participants_list_without()
      : (parts.find((one) => one.id === id)?.title ?? null);
  const table = { t, questions, columns };
  return (
    <ConsolePage t={t} offer={head} role={role} tab="participants" heading={title ?? t.calendar_discreet_title()}>
      <ListForm t={t} parts={parts} part={part} questions={questions} columns={columns} />
      <div className="no-print" data-fresh>
        <p role="status">
          <strong>{t.participants_list_has({ columns: columnWords(t, questions, columns) })}</strong>
        </p>
      </div>
      <PrintButton t={t} />
      <div className="paper" data-fresh>
        {isEvent && <p>{atLineStart(formatWhen(when, t), t)}</p>}
        {groups.map((group) => (
          <PaperTable key={group.part ?? ''} {...table} title={titleOf(group.part)} rows={group.rows} />
        ))}
        <p>
          {t.participants_list_from({ site: t.site_name(), when: formatMoment(now, when.timeZone, t) })}{' '}
          {throwOn === null
            ? t.participants_list_throw_open()
            : t.participants_list_throw({ date: formatDay(throwOn, t) })}
        </p>
      </div>
      <Script src={printedListScript} />
    </ConsolePage>
  );
}
