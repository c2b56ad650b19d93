import type { ReactNode } from 'react';

/** Questions and answers in two columns, in one on a phone. What has no answer is left out. */
export function SummaryList({ rows }: { rows: readonly { label: string; value: ReactNode }[] }) {
  const known = rows.filter(({ value }) => value !== null && value !== undefined && value !== false && value !== '');
  if (!known.length) return null;
  return (
    <dl className="summary-list">
      {known.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
