import type { Speech } from '../../../domain/language/speech';
import { ErrorSummary, type FieldError } from '../error-summary';
import { Alert, Notice } from '../notice';

/** What stands before a form on behalf of somebody that has come back: that there was no room, else what is wrong. */
export function BeforeForm(props: { t: Speech; errors: readonly FieldError[]; isRefused: boolean; refused: string }) {
  const { t, errors, isRefused, refused } = props;
  if (!isRefused) return <ErrorSummary t={t} errors={errors} />;
  return (
    <Alert>
      <Notice tone="stop" heading={t.participants_not_done()}>
        <p>{refused}</p>
      </Notice>
    </Alert>
  );
}
