import type { ReactNode } from 'react';
import { pathIn, pathInEveryLanguage, readLanguage } from '../../domain/language/path';
import { speak, type Speech } from '../../domain/language/speech';
import { consolePath, isConsolePath, loginPath, siteCalendarPath } from '../../domain/paths';
import { LanguageLinks } from './language-link';
import consoleStylesheet from './console.css?url';
import stylesheet from './notice-board.css?url';
import { MailLink, PhoneLink } from './reach';

/** Who runs the site. */
export interface SiteFacts {
  name: string;
  operator: string;
  email: string | null;
  phone: string | null;
}

export interface DocumentProps {
  /** The address asked for, without its query. */
  path: string;
  /** The query, with its question mark: filters follow to the other language. */
  search?: string;
  baseUrl: string;
  /** Not known where the database is what failed. */
  site?: SiteFacts | null;
  /** What else belongs in the head: title, description, links. */
  head: ReactNode;
  children: ReactNode;
}

/**
 * The document around every page, also around a fault's page, which is rendered without Remix: so nothing in here may
 * use Remix's hooks.
 */
export function Document({ path, search = '', baseUrl, site, head, children }: DocumentProps) {
  const { language } = readLanguage(path);
  const t = speak(language);
  return (
    <html lang={language} dir={t.site_direction()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {head}
        <link rel="stylesheet" href={stylesheet} />
        {/* the console has a sheet of its own beside: a public page does not carry it */}
        {isConsolePath(path) && <link rel="stylesheet" href={consoleStylesheet} />}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {languagesOf(path).map((other) => (
          <link key={other.language} rel="alternate" hrefLang={other.language} href={baseUrl + other.path} />
        ))}
      </head>
      <body>
        <a className="skip" href="#innehall">
          {t.site_skip()}
        </a>
        <header className="site-header">
          <div className="wide">
            <a className="site-name" href={pathIn(language, '/')}>
              {site?.name ?? t.site_name()}
            </a>
            <nav aria-label={t.site_menu()}>
              <a href={pathIn(language, '/min-anmalan')}>{t.site_my_signup()}</a>
              {isConsolePath(path) && <a href={consolePath}>{t.organiser_start_title()}</a>}
              {!isConsolePath(path) && <LanguageLinks path={path} search={search} language={language} />}
              {/* who organises finds the way in where they begin, without scrolling past all that is on */}
              {path === pathIn(language, '/') && (
                <a href={loginPath} hrefLang="sv">
                  {t.site_organise()}
                </a>
              )}
            </nav>
          </div>
        </header>
        <main id="innehall" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter t={t} site={site} address={baseUrl + path} isConsole={isConsolePath(path)} />
      </body>
    </html>
  );
}

/** A page in the languages that it has: the console speaks Swedish only. */
const languagesOf = (path: string) => (isConsolePath(path) ? [] : pathInEveryLanguage(path));

function SiteFooter(props: { t: Speech; site?: SiteFacts | null; address: string; isConsole: boolean }) {
  const { t, site, address, isConsole } = props;
  const here = (rest: string) => pathIn(t.language, rest);
  return (
    <footer className="site-footer">
      <div className="wide">
        {site && (
          <div>
            <p>{t.site_run_by({ operator: site.operator })}</p>
            {site.phone && (
              <p>
                {t.site_call()} <PhoneLink phone={site.phone} />
              </p>
            )}
            {site.email && (
              <p>
                {t.site_write()} <MailLink email={site.email} />
              </p>
            )}
          </div>
        )}
        <ul>
          <li>
            <a href={here('/min-anmalan')}>{t.site_my_signup()}</a>
          </li>
          <li>
            <a href={siteCalendarPath(t.language)}>{t.site_calendar()}</a>
          </li>
          <li>
            <a href={here('/tillganglighet')}>{t.site_accessibility()}</a>
          </li>
          <li>
            <a href={here('/integritet')}>{t.site_privacy()}</a>
          </li>
          {!isConsole && (
            <li>
              <a href={loginPath} hrefLang="sv">
                {t.site_organise()}
              </a>
            </li>
          )}
        </ul>
      </div>
      {/* where the paper came from, for whoever is handed it */}
      <p className="on-paper" dir="ltr">
        {address}
      </p>
    </footer>
  );
}
