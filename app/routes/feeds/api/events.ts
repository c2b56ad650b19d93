import type { LoaderFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import { readListedViews } from '../../../../db/api-views';
import { listEventIds } from '../../../../db/listing';
import { listQuery, readListFilter } from '../../../../domain/list-filter';
import { jsonAnswer, onlyRead } from '../../../http/machine-answers.server';
import type { eventList } from './answers';
import { listedAnswer } from './event-answers';

const perPage = 100;

/** `/api/v1/events`: what is coming, soonest first, with the filters of `/`. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const { store, baseUrl } = samling;
  const filter = readListFilter(new URL(request.url).searchParams);
  const span = { limit: perPage, offset: (filter.page - 1) * perPage };
  const { ids, more } = await listEventIds(store.read, filter, samling.now(), span);
  const views = await readListedViews(store.read, ids);
  const answer: z.infer<typeof eventList> = {
    events: views.map((view) => listedAnswer(view, baseUrl)),
    next: more ? `${baseUrl}/api/v1/events${listQuery({ ...filter, page: filter.page + 1 })}` : null,
  };
  return jsonAnswer(answer, 'everybody');
}

export const action = onlyRead;
