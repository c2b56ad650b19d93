import type { Speech } from '../../domain/language/speech';
import { fieldId } from './field';

/** What is wrong with one field, in the words that stand beside it too. */
export interface FieldError {
  /** The field's name, as the form sends it. */
  name: string;
  message: string;
}

/**
 * What has to be put right, at the top of the page, also for a single fault. Each line leads to its field. It takes the
 * focus by itself, without script, so that a screen reader begins here. The page's title begins with
 * `t.site_error_title(…)`.
 */
export function ErrorSummary({ t, errors }: { t: Speech; errors: readonly FieldError[] }) {
  if (!errors.length) return null;
  return (
    <div className="error-summary" role="alert" aria-labelledby="fel" tabIndex={-1} autoFocus>
      <h2 id="fel">{t.site_error_heading({ count: errors.length })}</h2>
      <ul>
        {errors.map(({ name, message }) => (
          <li key={name + message}>
            <a href={`#${fieldId(name)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
