import type { ReactNode } from 'react';
import type { Speech } from '../../domain/language/speech';
import { seriesDatesPath } from '../../domain/paths';
import type { Role } from '../../domain/role';
import datesScript from '../enhance/dates?worker&url';
import { ConsolePage, type OfferHead } from './console-page';
import { AskSure, type Asks } from './consequences';
import { ErrorSummary, type FieldError } from './error-summary';
import { Script } from './script';

/** The frame of a page that changes a series or one date of it: one form, and what it would do to people before it does. */
export function SeriesChangePage(props: {
  t: Speech;
  offer: OfferHead;
  role: Role;
  heading: ReactNode;
  errors: readonly FieldError[];
  asks: Asks | null;
  /** Carried so that nobody is overwritten. */
  basis?: string;
  children: ReactNode;
}) {
  const { t, offer, role, heading, errors, asks, basis, children } = props;
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="dates"
      heading={heading}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <form method="post" noValidate>
        {basis && <input type="hidden" name="basis" value={basis} />}
        <AskSure t={t} asks={asks} />
        {children}
      </form>
      <Script src={datesScript} />
      <p>
        <a href={seriesDatesPath(offer.slug)}>{t.series_back()}</a>
      </p>
    </ConsolePage>
  );
}
