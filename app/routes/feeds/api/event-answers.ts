import type { z } from 'zod';
import type { EventView, ListedView } from '../../../../db/api-views';
import { isoTimes } from '../../../../domain/iso-times';
import { eventPath } from '../../../../domain/paths';
import type { event, listedEvent } from './answers';

/** An event as the list tells it. Addresses are those of the Swedish pages. */
export function listedAnswer(view: ListedView, baseUrl: string): z.infer<typeof listedEvent> {
  return {
    slug: view.slug,
    title: view.title,
    kind: view.kind,
    status: view.status === 'cancelled' ? 'cancelled' : 'published',
    ...isoTimes(view),
    timeZone: view.timeZone,
    venue: view.venue,
    host: view.host,
    coHosts: view.coHosts,
    url: baseUrl + eventPath('sv', view.slug),
  };
}

export function eventAnswer(view: EventView, baseUrl: string): z.infer<typeof event> {
  return { ...listedAnswer(view, baseUrl), pools: view.pools };
}
