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
    route('anmalan/:code/paminnelser', 'routes/public/reminders-stop.tsx'),
    route('anmalan/:code/paminnelser/igen', 'routes/public/reminders-again.ts'),
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

  // the organisers' console speaks Swedish: decision 0106
  route('arrangor', 'routes/organiser/start.tsx'),
  route('arrangor/logga-in', 'routes/organiser/login.tsx'),
  route('arrangor/logga-in/kod', 'routes/organiser/login-code.tsx'),
  route('arrangor/logga-ut', 'routes/organiser/logout.ts'),
  route('arrangor/logga-in/nyckel', 'routes/organiser/passkey-login.tsx'),
  route('arrangor/logga-in/nyckel/fraga', 'routes/organiser/passkey-login-question.ts'),
  route('arrangor/fortsatt', 'routes/organiser/go-on.tsx'),
  route('arrangor/fortsatt/mejl', 'routes/organiser/go-on-mail.tsx'),
  route('arrangor/fortsatt/nyckel', 'routes/organiser/go-on-passkey.tsx'),
  route('arrangor/fortsatt/nyckel/fraga', 'routes/organiser/go-on-question.ts'),
  route('arrangor/inloggningar', 'routes/organiser/sessions.tsx'),
  route('arrangor/namn', 'routes/organiser/own-name.tsx'),
  route('arrangor/nycklar', 'routes/organiser/passkeys.tsx'),
  route('arrangor/nycklar/ny', 'routes/organiser/passkey-new.ts'),
  route('arrangor/nycklar/fraga', 'routes/organiser/passkey-question.ts'),
  route('arrangor/nycklar/erbjudande', 'routes/organiser/passkey-offer.tsx'),
  route('arrangor/nycklar/:passkey/borttagning', 'routes/organiser/passkey-removal.ts'),
  route('arrangor/inbjudan/:token', 'routes/organiser/invitation.tsx'),
  route('arrangor/arrangorer/:organisation/medlemmar', 'routes/organiser/members.tsx'),
  route('arrangor/arrangorer/:organisation/logg', 'routes/organiser/organisation-deeds.tsx'),
  route('arrangor/arrangorer/:organisation/medlemmar/:organiser', 'routes/organiser/member.tsx'),
  route('arrangor/arrangorer/:organisation/medlemmar/:organiser/roll', 'routes/organiser/member-role.ts'),
  route('arrangor/arrangorer/:organisation/medlemmar/:organiser/borttagning', 'routes/organiser/member-removal.tsx'),
  route(
    'arrangor/arrangorer/:organisation/medlemmar/inbjudan/:invitation/aterkallelse',
    'routes/organiser/invitation-withdrawal.ts',
  ),

  route('arrangor/nytt', 'routes/organiser/editor/new-event.tsx'),
  route('arrangor/mallar/:template/borttagning', 'routes/organiser/editor/template-removal.ts'),

  // an event or a series, and what is done with it; both kinds by the same pages
  ...ofEither([
    ['', 'routes/organiser/overview.tsx'],
    ['redigera', 'routes/organiser/editor/sections.tsx'],
    ['redigera/:section', 'routes/organiser/editor/section.tsx'],
    ['redigera/:section/utkast', 'routes/organiser/editor/section-draft.ts'],
    ['publicering', 'routes/organiser/editor/publishing.tsx'],
    ['avpublicering', 'routes/organiser/editor/unpublishing.tsx'],
    ['installning', 'routes/organiser/editor/calling-off.tsx'],
    ['aterstallning', 'routes/organiser/editor/restoring.tsx'],
    ['borttagning', 'routes/organiser/editor/discarding.tsx'],
    ['logg', 'routes/organiser/deeds.tsx'],
    ['meddelanden', 'routes/organiser/messages.tsx'],
    ['meddelanden/nytt', 'routes/organiser/message-new.tsx'],
    ['meddelanden/:message', 'routes/organiser/message.tsx'],
    ['meddelanden/:message/igen', 'routes/organiser/message-again.ts'],
    ['paminnelser', 'routes/organiser/reminders.tsx'],
    ['tack', 'routes/organiser/thanks.tsx'],
    ['ringlista', 'routes/organiser/calls.tsx'],
    ['ringlista/:signup/samtal', 'routes/organiser/call-tick.ts'],
    ['ringlista/:signup/samtal/angra', 'routes/organiser/call-untick.ts'],
    ['ringlista/:signup/inte-nadd', 'routes/organiser/call-missed.ts'],

    // those who have signed up
    ['deltagare', 'routes/organiser/participants/list.tsx'],
    ['deltagare/ny', 'routes/organiser/participants/add.tsx'],
    ['deltagare/lista', 'routes/organiser/participants/printed-list.tsx'],
    ['deltagare/fil', 'routes/organiser/participants/file.ts'],
    ['deltagare/dubbletter', 'routes/organiser/participants/doubles.tsx'],
    ['deltagare/:signup', 'routes/organiser/participants/participant.tsx'],
    ['deltagare/:signup/andring', 'routes/organiser/participants/change.tsx'],
    ['deltagare/:signup/flytt', 'routes/organiser/participants/move.tsx'],
    ['deltagare/:signup/aterbud', 'routes/organiser/participants/cancel.tsx'],
    ['deltagare/:signup/plats', 'routes/organiser/participants/promote.tsx'],
    ['deltagare/:signup/godkannande', 'routes/organiser/participants/approve.ts'],
    ['deltagare/:signup/avslag', 'routes/organiser/participants/decline.tsx'],
    ['deltagare/:signup/anteckning', 'routes/organiser/participants/note.tsx'],
    ['deltagare/:signup/kod', 'routes/organiser/participants/code.ts'],
    ['deltagare/:signup/kvitto', 'routes/organiser/participants/receipt.tsx'],
    ['deltagare/:signup/sammanslagning', 'routes/organiser/participants/merge.tsx'],
    ['ansvarig', 'routes/organiser/responsible.tsx'],
    ['bild', 'routes/organiser/picture.tsx'],
    ['bild/text', 'routes/organiser/picture-text.tsx'],
    ['bild/borttagning', 'routes/organiser/picture-removal.ts'],
    ['medarrangorer', 'routes/organiser/co-hosts/co-hosts.tsx'],
    ['medarrangorer/:organisation/borttagning', 'routes/organiser/co-hosts/removal.ts'],
    ['medarrangorer/forfragan/:request/aterkallelse', 'routes/organiser/co-hosts/withdrawal.ts'],
  ]),

  // the team board, and each deed on it
  route('arrangor/evenemang/:slug/lag', 'routes/organiser/teams/board.tsx'),
  route('arrangor/evenemang/:slug/lag/nytt', 'routes/organiser/teams/add.tsx'),
  route('arrangor/evenemang/:slug/lag/flytt', 'routes/organiser/teams/move.tsx'),
  route('arrangor/evenemang/:slug/lag/hopslagning', 'routes/organiser/teams/merge.tsx'),
  route('arrangor/evenemang/:slug/lag/delning', 'routes/organiser/teams/split.tsx'),
  route('arrangor/evenemang/:slug/lag/namn', 'routes/organiser/teams/rename.tsx'),
  route('arrangor/evenemang/:slug/lag/kapten', 'routes/organiser/teams/captain.tsx'),
  route('arrangor/evenemang/:slug/lag/angra', 'routes/organiser/teams/undo.tsx'),
  route('arrangor/evenemang/:slug/lag/paminnelse', 'routes/organiser/teams/nudge.tsx'),
  route('arrangor/evenemang/:slug/lag/forslag', 'routes/organiser/teams/proposal.tsx'),

  route('arrangor/medarrangorskap', 'routes/organiser/co-hosts/co-hosting.tsx'),
  route('arrangor/medarrangorskap/:request/ja', 'routes/organiser/co-hosts/answer-yes.ts'),
  route('arrangor/medarrangorskap/:request/nej', 'routes/organiser/co-hosts/answer-no.ts'),
  route('arrangor/nytt/serie', 'routes/organiser/series/new-series.tsx'),
  route('arrangor/serier/:slug/forhandsvisning', 'routes/organiser/series/preview.tsx'),
  route('arrangor/serier/:slug/kopia', 'routes/organiser/series/copying.tsx'),
  route('arrangor/serier/:slug/tillfallen', 'routes/organiser/series/dates.tsx'),
  route('arrangor/serier/:slug/tillfallen/nytt', 'routes/organiser/series/date-adding.tsx'),
  route('arrangor/serier/:slug/tillfallen/regel', 'routes/organiser/series/rule.tsx'),
  route('arrangor/serier/:slug/tillfallen/slut', 'routes/organiser/series/ending.tsx'),
  route('arrangor/serier/:slug/tillfallen/anmalan', 'routes/organiser/series/signup-mode.tsx'),
  route('arrangor/serier/:slug/tillfallen/:date/flytt', 'routes/organiser/series/date-move.tsx'),
  route('arrangor/serier/:slug/tillfallen/:date/andring', 'routes/organiser/series/date-change.tsx'),
  route('arrangor/serier/:slug/tillfallen/:date/installning', 'routes/organiser/series/date-cancellation.tsx'),
  route('arrangor/serier/:slug/tillfallen/:date/aterstallning', 'routes/organiser/series/date-restoring.tsx'),

  route('arrangor/evenemang/:slug/forhandsvisning', 'routes/organiser/editor/preview.tsx'),
  route('arrangor/evenemang/:slug/kopia', 'routes/organiser/editor/copying.tsx'),
  route('arrangor/evenemang/:slug/mall', 'routes/organiser/editor/template.tsx'),

  route('bilder/:picture', 'routes/public/picture-large.ts'),
  route('bilder/:picture/liten', 'routes/public/picture-small.ts'),

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
