import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asksForAnswers } from '../../../../db/messages/choices';
import { doublesIn } from '../../../../db/participants/doubles';
import { listNames, listParticipants, teamsIn } from '../../../../db/participants/list';
import { wholeSeriesOf } from '../../../../db/participants/whole-series';
import { peopleByDate } from '../../../../db/people-by-date';
import type { Speech } from '../../../../domain/language/speech';
import { isByDate, withoutSignup } from '../../../../domain/offer';
import {
  readParticipantFilter,
  writeParticipantFilter,
  type ParticipantView,
} from '../../../../domain/participant-filter';
import { doublesPath, participantsPath, printedListPath, addParticipantPath } from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { requireParticipants } from '../../../http/participants.server';
import { ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { pageMeta } from '../../../ui/page-meta';
import { FilePart } from '../../../ui/participants/file-part';
import { FilterForm } from '../../../ui/participants/filter-form';
import { NamesAtDoor } from '../../../ui/participants/names-at-door';
import { AllPeopleByDate } from '../../../ui/participants/people-by-date';
import { NoSignups } from '../../../ui/participants/no-signups';
import { ParticipantRow } from '../../../ui/participants/row';
import { WhereElse } from '../../../ui/participants/where-else';
import { useSpeech } from '../../../ui/use-speech';

/** Everybody who has signed up; at the door their names alone, and nothing else is read. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role, offer } = await requireParticipants(request, samling, params, 'door');
  const query = new URL(request.url).searchParams;
  const filter = readParticipantFilter((name) => query.get(name) ?? '');
  const after = query.get('efter');
  const { read } = samling.store;
  const now = samling.now();
  const shared = {
    now,
    head,
    role,
    isOff: offer.status === 'cancelled',
    discreet: offer.discreet,
    after,
    dates: isByDate(terms) ? await peopleByDate(read, terms.id, now, may(role, 'participants')) : null,
    all: query.has('alla'),
    way: withoutSignup(terms),
    course: offer.series?.signup === 'whole' ? offer.series.slug : null,
  };
  if (!may(role, 'participants')) {
    // at the door of a course's date one asks who is in the course
    const whose = (await wholeSeriesOf(read, offer)) ?? terms;
    const names = await listNames(read, whose.id, filter.words, after);
    return { ...shared, sees: 'names' as const, names, words: filter.words };
  }
  const isFirst = after === null && writeParticipantFilter(filter).length === 0;
  return {
    ...shared,
    sees: 'all' as const,
    filter,
    page: await listParticipants(samling.store, terms, filter, after, now),
    parts: terms.parts.map(({ id, title, status }) => ({ id, title, status })),
    teams: terms.teams ? await teamsIn(read, terms.id) : null,
    asks: await asksForAnswers(read, terms),
    questions: terms.questions,
    doubles: isFirst ? (await doublesIn(read, terms.id)).length : 0,
  };
}

// what a discreet event is called stands in no tab and no history
export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({
    title: [t.participants_title(), loaded && !loaded.discreet ? loaded.head.title : ''].filter(Boolean).join(': '),
  }));

export default function Participants() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  const { now, head, role, isOff, after, dates, all, way, course } = loaded;
  const frame = { t, offer: head, role, isOff, tab: 'participants' as const, heading: t.participants_title() };
  const { type, slug } = head;
  const path = participantsPath(type, slug);
  const elsewhere = (
    <>
      {dates && <AllPeopleByDate t={t} now={now} dates={dates} all={all} more={`${path}?alla`} />}
      {course !== null && <WhereElse t={t} series={course} />}
      {way && <NoSignups t={t} way={way} />}
    </>
  );
  if (loaded.sees === 'names') {
    const { names, words } = loaded;
    return (
      <ConsolePage {...frame}>
        {elsewhere}
        {((dates === null && !way) || names.people > 0) && (
          <NamesAtDoor t={t} offer={head} names={names} words={words} after={after} />
        )}
      </ConsolePage>
    );
  }
  const { filter, page, parts, teams, asks, questions, doubles } = loaded;
  const fields = writeParticipantFilter(filter);
  const isFiltered = fields.length > 0;
  if ((dates !== null || course !== null || way) && page.signups === 0 && !isFiltered) {
    return (
      <ConsolePage {...frame}>
        {elsewhere}
        {course !== null && (
          <p>
            <ButtonLink href={printedListPath(type, slug)} look="other">
              {t.participants_print()}
            </ButtonLink>
          </p>
        )}
      </ConsolePage>
    );
  }
  return (
    <ConsolePage {...frame}>
      {elsewhere}
      <p className="no-print">
        <ButtonLink href={addParticipantPath(type, slug)}>{t.participants_add()}</ButtonLink>
        <ButtonLink href={printedListPath(type, slug)} look="other">
          {t.participants_print()}
        </ButtonLink>
      </p>
      {doubles > 0 && (
        <p>
          <a href={doublesPath(type, slug)}>{t.participants_doubles_some({ count: doubles })}</a>
        </p>
      )}
      <FilterForm t={t} action={path} filter={filter} parts={parts} teams={teams} asks={asks} />
      <p role="status">
        {page.signups > 0
          ? t.participants_found({
              signups: t.participants_signups({ count: page.signups }),
              people: t.participants_people({ count: page.people }),
            })
          : isFiltered
            ? t.participants_none_found()
            : t.participants_none_yet()}
      </p>
      {isFiltered && (
        <p>
          <a href={path}>{t.participants_filter_clear()}</a>
        </p>
      )}
      {page.groups.map(({ view, people, rows }) => (
        <section key={view}>
          {filter.view === 'med' && view !== 'med' && <h2>{groupWords(t, view, people)}</h2>}
          <ul className="console-list">
            {rows.map((one) => (
              <ParticipantRow
                key={one.id}
                t={t}
                offer={head}
                questions={questions}
                one={one}
                as={filter.view === 'med' && view !== 'med' ? 'h3' : 'h2'}
              />
            ))}
          </ul>
        </section>
      ))}
      {(page.next !== null || after !== null) && (
        <p className="no-print">
          {page.next !== null && (
            <ButtonLink href={`${path}?${query([...fields, ['efter', page.next]])}`} look="other">
              {t.participants_next()}
            </ButtonLink>
          )}
          {after !== null && <a href={isFiltered ? `${path}?${query(fields)}` : path}>{t.participants_first()}</a>}
        </p>
      )}
      {page.signups > 0 && <FilePart t={t} offer={head} fields={fields} />}
    </ConsolePage>
  );
}

/** "Har plats: 8 personer". */
function groupWords(t: Speech, view: ParticipantView, count: number): string {
  const people = t.participants_people({ count });
  if (view === 'plats') return t.participants_group_plats({ people });
  return view === 'vantar' ? t.participants_group_vantar({ people }) : t.participants_group_fraga({ people });
}

const query = (fields: [string, string][]) => new URLSearchParams(fields).toString();
