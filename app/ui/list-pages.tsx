import type { Speech } from '../../domain/language/speech';

/**
 * The way to a list's other pages; nothing where there is only one.
 * @param pages null when there are too many to count
 */
export function ListPages(props: {
  t: Speech;
  page: number;
  pages: number | null;
  previous: string | null;
  next: string | null;
}) {
  const { t, page, pages, previous, next } = props;
  if (!previous && !next) return null;
  return (
    <nav className="list-pages" aria-label={t.site_pages()}>
      {previous && (
        <a href={previous} rel="prev">
          {t.site_page_previous()}
        </a>
      )}
      <span>{pages === null || page > pages ? t.site_page({ page }) : t.site_page_of({ page, pages })}</span>
      {next && (
        <a href={next} rel="next">
          {t.site_page_next()}
        </a>
      )}
    </nav>
  );
}
