import type { Speech } from '../../domain/language/speech';
import { SummaryList } from './summary-list';

/** What a change makes of something, in a line each: as it is, and as it will be. */
export interface WasBecomes {
  was: string;
  becomes: string;
}

/** The two lines, above what the change does to people. Nothing where both say the same. */
export function WasBecomesList({ t, was, becomes }: WasBecomes & { t: Speech }) {
  if (was === becomes) return null;
  return (
    <SummaryList
      rows={[
        { label: t.editor_confirm_was(), value: was || t.editor_confirm_nothing() },
        { label: t.editor_confirm_becomes(), value: <strong>{becomes || t.editor_confirm_nothing()}</strong> },
      ]}
    />
  );
}
