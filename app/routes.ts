import { index, route, type RouteConfig, type RouteConfigEntry } from '@remix-run/route-config';
import { languages, type Language } from '../domain/language/speech';

/**
 * The table of contents: every URL, in reading order. Language is the first segment of a path, and none is Swedish,
 * so what stands in `localized` is registered once for each language. CONTRACT §1.
 */
export default [
  ...localized([
    index('routes/public/home.tsx'),
    route('evenemang/:slug', 'routes/public/event.tsx'),
    route('evenemang/:slug/anmalan', 'routes/public/signup.tsx', { id: 'event-signup' }),
    route('evenemang/:slug/lag', 'routes/public/team-registration.tsx'),
    route('serier/:slug', 'routes/public/series.tsx'),
    route('serier/:slug/anmalan', 'routes/public/signup.tsx', { id: 'series-signup' }),
    route('arrangorer/:slug', 'routes/public/organisation.tsx'),
    route('tillganglighet', 'routes/public/accessibility.tsx'),
    route('integritet', 'routes/public/privacy.tsx'),

    route('min-anmalan', 'routes/public/find-signup.tsx'),
    route('anmalan/:code', 'routes/public/receipt.tsx'),
    route('anmalan/:code/andring', 'routes/public/change.tsx'),
    route('anmalan/:code/aterbud', 'routes/public/cancel.tsx'),
    route('anmalan/:code/lag/aterbud', 'routes/public/team-withdrawal.tsx'),
    route('lag', 'routes/public/find-team.tsx'),
    route('lag/:code', 'routes/public/team.tsx'),

    route('anmalan/:code/kalender', 'routes/public/feed-making.tsx'),
    route('min/:token', 'routes/public/feed.tsx'),
    route('min/:token/bekrafta', 'routes/public/feed-confirming.tsx'),
    route('min/:token/avsluta', 'routes/public/feed-ending.tsx'),

    route('kalender.ics', 'routes/feeds/site-calendar.ts'),
    route('arrangorer/:slug/kalender.ics', 'routes/feeds/organisation-calendar.ts'),
    route('serier/:slug.ics', 'routes/feeds/series-calendar.ts'),
    route('evenemang/:slug.ics', 'routes/feeds/event-calendar.ts'),
    route('anmalan/:code.ics', 'routes/feeds/signup-calendar.ts'),
    route('lag/:code.ics', 'routes/feeds/team-calendar.ts'),
    route('min/:token/kalender.ics', 'routes/feeds/person-calendar.ts'),
    route('schema/events.json', 'routes/feeds/schema-events.ts'),
  ]),

  // the organisers' console speaks Swedish
  route('arrangor', 'routes/organiser/start.tsx'),
  route('arrangor/logga-in', 'routes/organiser/login.tsx'),
  route('arrangor/logga-in/kod', 'routes/organiser/login-code.tsx'),
  route('arrangor/logga-ut', 'routes/organiser/logout.ts'),
  route('arrangor/inloggningar', 'routes/organiser/sessions.tsx'),
  route('arrangor/inbjudan/:token', 'routes/organiser/invitation.tsx'),
  route('arrangor/arrangorer/:organisation/medlemmar', 'routes/organiser/members.tsx'),
  route('arrangor/arrangorer/:organisation/medlemmar/:organiser/roll', 'routes/organiser/member-role.ts'),
  route('arrangor/arrangorer/:organisation/medlemmar/:organiser/borttagning', 'routes/organiser/member-removal.ts'),
  route(
    'arrangor/arrangorer/:organisation/medlemmar/inbjudan/:invitation/aterkallelse',
    'routes/organiser/invitation-withdrawal.ts',
  ),

  // an event or a series, and what is done with it; both kinds by the same pages
  ...ofEither([
    ['', 'routes/organiser/overview.tsx'],
    ['logg', 'routes/organiser/deeds.tsx'],
  ]),

  route('api/v1/events', 'routes/feeds/api/events.ts'),
  route('api/v1/events/:slug', 'routes/feeds/api/event.ts'),
  route('api/v1/signups/:code', 'routes/feeds/api/signup.ts'),
  route('api/v1/openapi.json', 'routes/feeds/api/description.ts'),
] satisfies RouteConfig;

/** Pages of the console that are the same for an event and for a series. */
function ofEither(pages: [path: string, file: string][]): RouteConfigEntry[] {
  return (['evenemang', 'serier'] as const).flatMap((type) =>
    pages.map(([path, file]) =>
      route(['arrangor', type, ':slug', path].filter(Boolean).join('/'), file, { id: `${type}/${file}` }),
    ),
  );
}

/** The routes in every language: `/evenemang/:slug` and `/en/evenemang/:slug`, from the same file. */
function localized(routes: RouteConfigEntry[]): RouteConfigEntry[] {
  return languages.flatMap((language) => routes.map((route) => inLanguage(language, route)));
}

function inLanguage(language: Language, route: RouteConfigEntry, nested = false): RouteConfigEntry {
  if (language === 'sv') return route;
  const path = nested ? route.path : [language, route.path].filter(Boolean).join('/');
  return {
    ...route,
    id: `${language}/${route.id ?? route.file}`,
    path,
    // an index route answers at its parent's path; under a language it has a path of its own
    index: nested ? route.index : undefined,
    children: route.children?.map((child) => inLanguage(language, child, true)),
  };
}
