import type { ReactNode } from 'react';
import type { Speech } from '../../domain/language/speech';
import { pathIn } from '../../domain/language/path';
import { Breadcrumb } from './breadcrumb';
import type { Tone } from './notice';

export interface PageProps {
  t: Speech;
  heading: ReactNode;
  /** What the page is a part of; the start page is added first. Without it there is no way back shown. */
  trail?: readonly { href: string; label: string }[];
  /** An organisation's colour, from `accentOf(slug)`. */
  accent?: string;
  /** What stands before the heading: an error summary. */
  before?: ReactNode;
  /** Of a heading that is a state: how it is coloured. */
  tone?: Tone;
  children: ReactNode;
}

/**
 * The frame of every page but the list and an event's: the way back, one heading, and text of a readable width.
 * A form, a receipt, a page about something.
 */
export function Page({ heading, accent, before, tone, children, ...rest }: PageProps) {
  return (
    <div className={accent ? `page ${accent}` : 'page'}>
      <Trail {...rest} />
      {before}
      <h1 className={tone && `state notice-${tone}`}>{heading}</h1>
      {children}
    </div>
  );
}

/** The way back, from the start page. */
export function Trail({ t, trail }: Pick<PageProps, 't' | 'trail'>) {
  if (!trail) return null;
  const start = { href: pathIn(t.language, '/'), label: t.site_start() };
  return <Breadcrumb t={t} trail={[start, ...trail]} />;
}
