import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { recordDeed } from '../../../../db/deeds';
import { hasDone } from '../../../../db/participants/acts';
import { printedList, type PrintedGroup } from '../../../../db/participants/printed';
import { offerById } from '../../../../db/offers';
import { wholeSeriesOf } from '../../../../db/participants/whole-series';
import { peopleByDate } from '../../../../db/people-by-date';
import { formatDay, formatMoment } from '../../../../domain/language/dates';
import { isByDate, withoutSignup, type Offer } from '../../../../domain/offer';
import { printedListPath } from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { readPrintedColumns, writePrintedColumns } from '../../../../domain/printed-columns';
import { addDays, localDateOf } from '../../../../domain/time';
import printedListScript from '../../../enhance/printed-list?worker&url';
import { readTyped, valueOf, valuesOf } from '../../../forms/typed';
import type { Samling } from '../../../http/context';
import { requireParticipants, type AtParticipants } from '../../../http/participants.server';
import { ConsolePage } from '../../../ui/console-page';
import { pageMeta } from '../../../ui/page-meta';
import { ListForm } from '../../../ui/participants/list-form';
import { NoSignups } from '../../../ui/participants/no-signups';
import { columnWords, PaperTable } from '../../../ui/participants/paper-table';
import { AllPeopleByDate } from '../../../ui/participants/people-by-date';
import { PrintButton } from '../../../ui/participants/print-button';
import { Script } from '../../../ui/script';
import { useSpeech } from '../../../ui/use-speech';

/**
 * A list for the door, on paper. Names are what the list beside it shows; phone numbers, answers and what people wrote
 * are there for whoever has just chosen to make a list with them, which is written down. Who sees names alone gets
 * everybody's name and number on one list, whatever the address asks for.
 */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = await requireParticipants(request, samling, params, 'door');
  const { head, role, offer, acting } = at;
  const chooses = may(role, 'participants');
  const now = samling.now();
  const { read } = samling.store;
  const own = await whoseList(samling, at);
  const terms = chooses ? own : { ...own, parts: [], teams: null, questions: [] };
  const query = chooses ? new URL(request.url).searchParams : new URLSearchParams();
  const part = query.get('del') || null;
  const columns = readPrintedColumns(await justAskedFor(samling, acting, query.getAll('med')), terms.questions);
  return {
    now,
    head,
    role,
    isOff: offer.status === 'cancelled',
    chooses,
    part,
    columns,
    questions: terms.questions,
    groups: await printedList(read, terms, { part, columns }),
    parts: terms.parts.filter(({ status }) => status === 'published').map(({ id, title }) => ({ id, title })),
    // the day after the event: the list has then nothing more to say
    throwOn: at.terms.overAt === null ? null : addDays(localDateOf(at.terms.overAt - 1, at.terms.timeZone), 1),
    // who signs up by date is on the list of that date
    dates: isByDate(terms) ? await peopleByDate(read, terms.id, now, may(role, 'participants')) : null,
    way: withoutSignup(terms),
    all: new URL(request.url).searchParams.has('alla'),
    title: offer.discreet ? null : offer.title,
  };
}

/** What the people on a list have signed up to, which says what they were asked: of a course's date, the course. */
async function whoseList(samling: Samling, { terms, offer }: AtParticipants): Promise<Offer> {
  const whole = await wholeSeriesOf(samling.store.read, offer);
  return whole ? offerById(samling.store.read, whole.type, whole.id) : terms;
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
  const at = await requireParticipants(request, samling, params);
  const { head, acting } = at;
  const terms = await whoseList(samling, at);
  const typed = readTyped(samling.form);
  const part = valueOf(typed, 'del');
  const known = part === 'each' || terms.parts.some(({ id }) => id === part);
  const columns = writePrintedColumns(readPrintedColumns(valuesOf(typed, 'med'), terms.questions));
  // one who tries what to take with makes one list
  if (!columns.length || (await justAskedFor(samling, acting, columns)).length < columns.length) {
    const which = { part: known ? part : null, columns: readPrintedColumns([], []) };
    const groups = await printedList(samling.store.read, terms, which);
    const count = new Set(groups.flatMap(({ rows }) => rows.map(({ id }) => id))).size;
    const facts = { count, ...(columns.length && { fields: columns }) };
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
  const { now, head, role, isOff, chooses, part, columns, questions, groups, parts, throwOn, dates, way, all, title } =
    useLoaderData<typeof loader>();
  const frame = { t, offer: head, role, isOff, tab: 'participants' as const };
  const isEmpty = groups.every(({ rows }) => rows.length === 0);
  if (dates && isEmpty) {
    const more = `${printedListPath(head.type, head.slug)}?alla`;
    const listOf = (slug: string) => printedListPath('event', slug);
    return (
      <ConsolePage {...frame} heading={t.participants_list_title()}>
        <AllPeopleByDate {...{ t, now, dates, all, more }} to={listOf} />
      </ConsolePage>
    );
  }
  if (way && isEmpty) {
    return (
      <ConsolePage {...frame} heading={t.participants_list_title()}>
        <NoSignups t={t} way={way} />
      </ConsolePage>
    );
  }
  const titleOf = (group: PrintedGroup) => {
    if (group.team !== undefined) return group.team ?? t.participants_team_none();
    if (group.part !== null) return parts.find((one) => one.id === group.part)?.title ?? null;
    return part === null ? null : t.participants_list_without();
  };
  // one who is on several of the lists is one
  const people = [...new Map(groups.flatMap(({ rows }) => rows.map((one) => [one.id, one.partySize]))).values()];
  const table = { t, questions, columns };
  return (
    <ConsolePage {...frame} heading={title ?? t.calendar_discreet_title()}>
      {chooses && <ListForm t={t} parts={parts} part={part} questions={questions} columns={columns} />}
      <div className="no-print" data-fresh>
        <p role="status">
          <strong>{t.participants_list_has({ columns: columnWords(t, questions, columns) })}</strong>
        </p>
      </div>
      <PrintButton t={t} />
      <div className="paper" data-fresh>
        {groups.map((group, index) => (
          <PaperTable key={index} {...table} title={titleOf(group)} rows={group.rows} />
        ))}
        {!isEmpty && (
          <p>
            <strong>
              {t.participants_found({
                signups: t.participants_signups({ count: people.length }),
                people: t.participants_people({ count: people.reduce((sum, size) => sum + size, 0) }),
              })}
            </strong>
          </p>
        )}
        <p>
          {t.participants_list_from({ site: t.site_name(), when: formatMoment(now, head.timeZone, t) })}{' '}
          {throwOn === null
            ? t.participants_list_throw_open()
            : t.participants_list_throw({ date: formatDay(throwOn, t) })}
        </p>
      </div>
      {chooses && <Script src={printedListScript} />}
    </ConsolePage>
  );
}
