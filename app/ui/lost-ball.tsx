/** A ball that rolled over the line: for pages where something went astray. */
export function LostBall() {
  return (
    <svg className="lost-ball" viewBox="0 0 240 60" aria-hidden="true" focusable="false">
      <path className="lost-line" d="M0 46h240M70 60V0" />
      <path className="lost-way" d="M6 40c20-34 40-34 62 0 14-22 30-24 46-2 10-12 22-14 34-4" />
      <circle cx="170" cy="33" r="13" />
      <path className="lost-seam" d="M161 24c6 5 6 13 0 18M179 24c-6 5-6 13 0 18" />
    </svg>
  );
}
