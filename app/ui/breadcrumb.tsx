import type { Speech } from '../../domain/language/speech';

/** The way back: what this page is a part of, the start page first. The page itself is its heading. */
export function Breadcrumb({ t, trail }: { t: Speech; trail: readonly { href: string; label: string }[] }) {
  return (
    <nav className="breadcrumb" aria-label={t.site_breadcrumb()}>
      <ol>
        {trail.map(({ href, label }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
