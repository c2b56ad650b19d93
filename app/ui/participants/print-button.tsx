import print from '../../enhance/print?worker&url';
import type { Speech } from '../../../domain/language/speech';
import { Script } from '../script';

/** Prints the page where script runs, and else says how one does. */
export function PrintButton({ t }: { t: Speech }) {
  return (
    <p className="no-print">
      <span data-print-hint>{t.participants_paper_print_hint()}</span>
      <button type="button" className="button button-go" data-print hidden>
        {t.participants_paper_print()}
      </button>
      <Script src={print} />
    </p>
  );
}
