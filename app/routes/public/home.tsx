import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readFilterChoices } from '../../../db/filter-choices';
import { countEvents, isAnythingOver, listEvents } from '../../../db/listing';
import { formatDay } from '../../../domain/language/dates';
import { pathIn } from '../../../domain/language/path';
import { isFiltered, listQuery, monthBefore, readListFilter } from '../../../domain/list-filter';
import { defaultTimeZone, localDateOf, startOfDay } from '../../../domain/time';
import { EventsByDay } from '../../ui/event-list';
import { ListFilterForm } from '../../ui/list-filter-form';
import { ListPages } from '../../ui/list-pages';
import { Notice } from '../../ui/notice';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

const eventsOnPage = 25;
/** Beyond it the page says "more than": counting on would make a page dearer the more there is. */
const countedAtMost = 1_000;

/** What is coming, or what a visitor looks for. CONTRACT §1 (`/`). */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const filter = readListFilter(new URL(request.url).searchParams);
  const now = samling.now();
  const asker = samling.store.read;
  const today = localDateOf(now, defaultTimeZone);
  const begin = filter.from ?? today;
  const span = { limit: eventsOnPage, offset: (filter.page - 1) * eventsOnPage };
  const { events, more } = await listEvents(asker, filter, now, span);
  const isCounted = !more && (events.length > 0 || filter.page === 1);
  return {
    filter,
    now,
    today,
    events,
    more,
    count: isCounted ? span.offset + events.length : await countEvents(asker, filter, now, countedAtMost),
    choices: await readFilterChoices(asker, filter),
    earlier: (await isAnythingOver(asker, filter.from ? startOfDay(begin, defaultTimeZone) : now))
      ? monthBefore(begin)
      : null,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, ...place }) =>
  pageMeta(place, (t, site) => ({
    title:
      data && data.filter.page > 1
        ? t.site_page_title({ title: t.site_list_heading(), page: data.filter.page })
        : t.site_list_heading(),
    description: t.site_list_description({ site }),
  }));

export default function Home() {
  const t = useSpeech();
  const { filter, now, today, events, more, count, choices, earlier } = useLoaderData<typeof loader>();
  const list = (changed: Partial<typeof filter>) => pathIn(t.language, '/') + listQuery({ ...filter, ...changed });
  return (
    <>
      <div className="board-head">
        <div className="wide">
          <h1>
            {filter.from ? t.site_from_heading({ date: formatDay(filter.from, t, today) }) : t.site_list_heading()}
          </h1>
          <p>{t.site_list_lead()}</p>
        </div>
      </div>
      <div className="wide">
        {filter.wrongDate && <Notice tone="mind" heading={t.site_filter_date_wrong()} />}
        <ListFilterForm t={t} filter={filter} choices={choices} />
        {events.length > 0 ? (
          <>
            <p className="count">
              {count > countedAtMost
                ? t.site_count_many({ count: countedAtMost })
                : isFiltered(filter)
                  ? t.site_count_found({ count })
                  : t.site_count({ count })}
            </p>
            <EventsByDay t={t} events={events} now={now} ongoing={!filter.from} />
          </>
        ) : (
          <Notice heading={t.site_empty_heading()}>
            <p>{isFiltered(filter) || filter.page > 1 ? t.site_empty_found() : t.site_empty_nothing()}</p>
            {(isFiltered(filter) || filter.page > 1) && (
              <p>
                <a href={pathIn(t.language, '/')}>{t.site_filter_clear()}</a>
              </p>
            )}
          </Notice>
        )}
        <ListPages
          t={t}
          page={filter.page}
          pages={count > countedAtMost ? null : Math.ceil(count / eventsOnPage)}
          previous={filter.page > 1 ? list({ page: filter.page - 1 }) : null}
          next={more ? list({ page: filter.page + 1 }) : null}
        />
        <p className="ways-on">
          {filter.from && <a href={list({ from: null, page: 1 })}>{t.site_back_to_now()}</a>}
          {earlier && (
            <a href={list({ from: earlier, page: 1 })}>{filter.from ? t.site_earlier_month() : t.site_earlier()}</a>
          )}
        </p>
      </div>
    </>
  );
}
