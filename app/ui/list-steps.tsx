import type { Speech } from '../../domain/language/speech';

/** The way between the pages of a long list; nothing where there is one. @param props.href of a page, from 1 */
export function ListSteps(props: { t: Speech; page: number; pages: number; href: (page: number) => string }) {
  const { t, page, pages, href } = props;
  if (pages < 2) return null;
  return (
    <nav className="list-steps no-print" aria-label={t.messages_pages()}>
      <p>{t.messages_page({ page: String(page), pages: String(pages) })}</p>
      <p>
        {page > 1 && (
          <a className="button button-other" href={href(page - 1)}>
            {t.messages_page_before()}
          </a>
        )}
        {page < pages && (
          <a className="button button-other" href={href(page + 1)}>
            {t.messages_page_after()}
          </a>
        )}
      </p>
    </nav>
  );
}
