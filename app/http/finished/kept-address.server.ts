import { listFields } from '../../../domain/list-filter';
import { opennessOf } from '../address.server';
import type { Asked } from '../asked.server';
import { asksForLoaderData } from '../scripts.server';

/** An address whose answer is the same for everybody, in the one way of writing it. */
export interface KeptAddress {
  /** Path and query. Equal for all who are given the same bytes: what an answer is kept under. */
  target: string;
  segments: string[];
  /** Whether it holds a form, whose key is new at each view. */
  isForm: boolean;
}

/**
 * As our own links write a path. What is spelt another way is answered too, but not kept: the page links to itself as
 * it was asked for, and there is no end of spellings.
 */
const asWeWrite = /^\/(?:[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)*)?$/;

const longestField = 100;

/**
 * The address of an answer that may be kept; undefined where it is somebody's own. Of the query only what the page
 * reads is left, in one order, so that a link with `utm_source` in it is given the same answer as one without.
 */
export function keptAddress(asked: Asked): KeptAddress | undefined {
  const { path, query, segments } = asked;
  if (!asked.isReading || !asWeWrite.test(path) || asksForLoaderData(asked)) return undefined;
  const isForm = /^(evenemang|serier)\/[^/]+\/(anmalan|lag)$/.test(segments.join('/'));
  if (!isForm && opennessOf(segments) !== 'open') return undefined;
  // large, and kept by whoever has fetched it; a draft's is for its hosts alone
  if (segments[0] === 'bilder') return undefined;
  const isList = segments.length === 0 || segments.join('/') === 'api/v1/events';
  return { target: path + (isList && query ? listQuery(query) : ''), segments, isForm };
}

function listQuery(query: string): string {
  const asked = new URLSearchParams(query);
  const fields = new URLSearchParams();
  for (const name of listFields) {
    // PostgreSQL refuses a NUL in a text
    const value = asked.get(name)?.replaceAll('\0', '').trim().slice(0, longestField).trim();
    if (value) fields.set(name, value);
  }
  const written = fields.toString();
  return written && `?${written}`;
}
