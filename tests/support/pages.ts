import type { Fields } from './app';

/** A page in one state. */
export interface PageState {
  /** As in a picture's file name. */
  name: string;
  /** Without the language's segment. What stands in braces is a code that page-site.ts has made: `/anmalan/{party}`. */
  path: string;
  /** What it answers, where that is not 200. */
  status?: number;
  /** What is sent to it, where the page is what a form was answered with. */
  sends?: Fields;
  /** Sent from another site. */
  foreign?: true;
  /** On the site whose database is locked, and whose limits are worn out. */
  troubled?: true;
}

const form = '/evenemang/halsodag/anmalan';
const wrong = { name: '', partySize: 'två', email: 'anna@', phone: '12', note: 'Jag kommer\nsent' };

/** Every page and every state of it, in reading order: what is looked at, and what axe looks at. */
export const pages: PageState[] = [
  // what is coming
  { name: 'list', path: '/' },
  { name: 'list-page-2', path: '/?sida=2' },
  { name: 'list-found', path: '/?q=yoga' },
  { name: 'list-chosen', path: '/?typ=meeting&arrangor=socialforvaltningen' },
  { name: 'list-none', path: '/?q=finnsinte' },
  { name: 'list-earlier', path: '/?fran=2017-03-01' },
  { name: 'list-wrong-date', path: '/?fran=igår' },

  // an event
  { name: 'event', path: '/evenemang/halsodag' },
  { name: 'event-few-left', path: '/evenemang/nastan-fullt' },
  { name: 'event-waitlist', path: '/evenemang/reservlista' },
  { name: 'event-full', path: '/evenemang/fullt' },
  { name: 'event-full-shifts', path: '/evenemang/bara-pass' },
  { name: 'event-kept', path: '/evenemang/frukostdialog' },
  { name: 'event-shifts', path: '/evenemang/curiocity' },
  { name: 'event-not-open-yet', path: '/evenemang/oppnar-sen' },
  { name: 'event-closed', path: '/evenemang/stangt' },
  { name: 'event-cancelled', path: '/evenemang/installt' },
  { name: 'event-moved', path: '/evenemang/ledningsgrupp-2017-04-20' },
  { name: 'event-now', path: '/evenemang/pagar' },
  { name: 'event-past', path: '/evenemang/ledningsgrupp-2017-03-23' },
  { name: 'event-no-date', path: '/evenemang/ocn-utbildning' },
  { name: 'event-no-time', path: '/evenemang/gemensam-utvecklingsgrupp-maj' },
  { name: 'event-drop-in', path: '/evenemang/hitta-det-som-hander' },
  { name: 'event-elsewhere', path: '/evenemang/amf-ruset' },
  { name: 'event-of-course', path: '/evenemang/rekryteringsutbildning-2017-04-25' },
  { name: 'event-discreet', path: '/evenemang/samtalskvall-ifs-2017-09-20' },
  { name: 'event-part-gone', path: '/evenemang/delar' },
  { name: 'event-bare', path: '/evenemang/bara-en-rubrik' },
  { name: 'event-long-words', path: '/evenemang/langa-ord' },
  { name: 'event-teams', path: '/evenemang/lagspel' },
  { name: 'event-teams-none', path: '/evenemang/brannbollsyra' },
  { name: 'event-teams-full', path: '/evenemang/fulla-lag' },

  // a series, an organisation
  { name: 'series', path: '/serier/ledningsgrupp' },
  { name: 'series-course', path: '/serier/rekryteringsutbildning' },
  { name: 'series-over', path: '/serier/varkurs' },
  { name: 'organisation', path: '/arrangorer/rsmh' },
  { name: 'organisation-bare', path: '/arrangorer/ny-forening' },

  // signing up
  { name: 'form', path: form },
  { name: 'form-questions', path: '/evenemang/fragor/anmalan' },
  { name: 'form-waitlist', path: '/evenemang/reservlista/anmalan' },
  { name: 'form-kept', path: '/evenemang/sparade/anmalan' },
  { name: 'form-shifts-only', path: '/evenemang/bara-pass/anmalan' },
  { name: 'form-full', path: '/evenemang/fullt/anmalan' },
  { name: 'form-not-open-yet', path: '/evenemang/oppnar-sen/anmalan' },
  { name: 'form-closed', path: '/evenemang/stangt/anmalan' },
  { name: 'form-cancelled', path: '/evenemang/installt/anmalan' },
  { name: 'form-past', path: '/evenemang/ledningsgrupp-2017-03-23/anmalan' },
  { name: 'form-drop-in', path: '/evenemang/hitta-det-som-hander/anmalan' },
  { name: 'form-elsewhere', path: '/evenemang/amf-ruset/anmalan' },
  { name: 'form-now', path: '/evenemang/pagar/anmalan' },
  { name: 'form-player', path: '/evenemang/lagspel/anmalan' },
  { name: 'form-course', path: '/serier/rekryteringsutbildning/anmalan' },
  { name: 'form-of-course-date', path: '/evenemang/rekryteringsutbildning-2017-04-25/anmalan' },
  { name: 'form-each-date', path: '/serier/ledningsgrupp/anmalan' },
  { name: 'form-long-words', path: '/evenemang/langa-ord/anmalan' },
  { name: 'form-wrong', path: form, sends: wrong, status: 400 },
  { name: 'form-wrong-one', path: form, sends: { name: '' }, status: 400 },
  { name: 'form-clash', path: '/evenemang/curiocity/anmalan', sends: clashing(), status: 400 },
  {
    name: 'form-questions-wrong',
    path: '/evenemang/fragor/anmalan',
    sends: { name: 'Anna', 'q.antal': 'x' },
    status: 400,
  },
  { name: 'form-refused-full', path: '/evenemang/fullt/anmalan', sends: { name: 'Anna', note: 'Hej' }, status: 409 },
  { name: 'form-refused-few', path: '/evenemang/tva-kvar/anmalan', sends: { name: 'Anna', partySize: 3 }, status: 409 },
  { name: 'form-refused-shifts', path: '/evenemang/bara-pass/anmalan', sends: { name: 'Anna' }, status: 409 },
  { name: 'form-refused-closed', path: '/evenemang/stangt/anmalan', sends: { name: 'Anna' }, status: 409 },
  { name: 'form-refused-not-open', path: '/evenemang/oppnar-sen/anmalan', sends: { name: 'Anna' }, status: 409 },
  { name: 'form-refused-past', path: '/evenemang/ledningsgrupp-2017-03-23/anmalan', sends: { name: 'A' }, status: 409 },
  { name: 'form-refused-cancelled', path: '/evenemang/installt/anmalan', sends: { name: 'Anna' }, status: 409 },
  { name: 'form-refused-drop-in', path: '/evenemang/hitta-det-som-hander/anmalan', sends: { name: 'A' }, status: 409 },
  { name: 'form-refused-elsewhere', path: '/evenemang/amf-ruset/anmalan', sends: { name: 'Anna' }, status: 409 },
  { name: 'form-refused-each-date', path: '/serier/ledningsgrupp/anmalan', sends: { name: 'Anna' }, status: 409 },

  // the receipt, and back to it
  { name: 'receipt', path: '/anmalan/{plain}' },
  { name: 'receipt-all-said', path: '/anmalan/{all}' },
  { name: 'receipt-party', path: '/anmalan/{party}' },
  { name: 'receipt-helper', path: '/anmalan/{helper}' },
  { name: 'receipt-waiting', path: '/anmalan/{waiting}' },
  { name: 'receipt-cancelled', path: '/anmalan/{cancelled}' },
  { name: 'receipt-event-cancelled', path: '/anmalan/{event-cancelled}' },
  { name: 'receipt-over', path: '/anmalan/{over}' },
  { name: 'receipt-no-place', path: '/anmalan/{no-place}' },
  { name: 'receipt-address-failed', path: '/anmalan/{failed}' },
  { name: 'receipt-part-gone', path: '/anmalan/{part-gone}' },
  { name: 'receipt-course', path: '/anmalan/{course}' },
  { name: 'receipt-discreet', path: '/anmalan/{discreet}' },
  { name: 'receipt-long-words', path: '/anmalan/{long}' },
  { name: 'receipt-right-to-left', path: '/anmalan/{right-to-left}' },
  { name: 'receipt-other-name', path: '/anmalan/{plain}?annan=1' },
  { name: 'receipt-unknown', path: '/anmalan/0000000000', status: 404 },
  { name: 'receipt-captain', path: '/anmalan/{captain}' },
  { name: 'receipt-captain-waiting', path: '/anmalan/{waiting-captain}' },
  { name: 'receipt-player', path: '/anmalan/{player}' },
  { name: 'receipt-team-full', path: '/anmalan/{full-captain}' },
  { name: 'receipt-team-withdrawn', path: '/anmalan/{withdrawn-captain}' },
  { name: 'my-signup', path: '/min-anmalan' },
  { name: 'my-signup-wrong', path: '/min-anmalan', sends: { code: 'abc' }, status: 400 },
  { name: 'my-signup-unknown', path: '/min-anmalan', sends: { code: '00000-00000' }, status: 400 },

  // changing and cancelling
  { name: 'change', path: '/anmalan/{all}/andring' },
  { name: 'change-waiting', path: '/anmalan/{waiting}/andring' },
  { name: 'change-closed', path: '/anmalan/{closed}/andring' },
  { name: 'change-captain', path: '/anmalan/{captain}/andring' },
  { name: 'change-over', path: '/anmalan/{over}/andring' },
  { name: 'change-cancelled', path: '/anmalan/{cancelled}/andring' },
  { name: 'change-event-cancelled', path: '/anmalan/{event-cancelled}/andring' },
  { name: 'change-part-gone', path: '/anmalan/{part-gone}/andring' },
  { name: 'change-unknown', path: '/anmalan/0000000000/andring', status: 404 },
  { name: 'change-wrong', path: '/anmalan/{all}/andring', sends: { ...wrong, activity: '' }, status: 400 },
  { name: 'change-closed-wrong', path: '/anmalan/{closed}/andring', sends: { partySize: 3 }, status: 409 },
  { name: 'change-full', path: '/anmalan/{last}/andring', sends: { partySize: 5 }, status: 409 },
  { name: 'change-captain-wrong', path: '/anmalan/{captain}/andring', sends: { team: '' }, status: 400 },
  { name: 'cancel', path: '/anmalan/{plain}/aterbud' },
  { name: 'cancel-party', path: '/anmalan/{party}/aterbud' },
  { name: 'cancel-waiting', path: '/anmalan/{waiting}/aterbud' },
  { name: 'cancel-captain', path: '/anmalan/{captain}/aterbud' },
  { name: 'cancel-captain-alone', path: '/anmalan/{waiting-captain}/aterbud' },
  { name: 'cancel-already', path: '/anmalan/{cancelled}/aterbud' },
  { name: 'cancel-over', path: '/anmalan/{over}/aterbud' },
  { name: 'cancel-over-refused', path: '/anmalan/{over}/aterbud', sends: {}, status: 409 },

  // teams
  { name: 'team-form', path: '/evenemang/lagspel/lag' },
  { name: 'team-form-waitlist', path: '/evenemang/fulla-lag/lag' },
  { name: 'team-form-full', path: '/evenemang/inga-fler-lag/lag' },
  { name: 'team-form-wrong', path: '/evenemang/lagspel/lag', sends: { player: ['Ali', 'Bo'] }, status: 400 },
  { name: 'team-form-refused', path: '/evenemang/inga-fler-lag/lag', sends: { team: 'B', name: 'Bo' }, status: 409 },
  { name: 'team', path: '/lag/{team}' },
  { name: 'team-full', path: '/lag/{full-team}' },
  { name: 'team-waiting', path: '/lag/{waiting-team}' },
  { name: 'team-withdrawn', path: '/lag/{withdrawn-team}' },
  { name: 'team-unknown', path: '/lag/0000000000', status: 404 },
  { name: 'team-wrong', path: '/lag/{team}', sends: { name: '' }, status: 400 },
  { name: 'team-words', path: '/lag' },
  { name: 'team-words-wrong', path: '/lag?ord=sol+bok+hav', status: 404 },
  { name: 'team-withdrawal', path: '/anmalan/{captain}/lag/aterbud' },
  { name: 'team-withdrawal-not-captain', path: '/anmalan/{player}/lag/aterbud', status: 403 },

  // one's own calendar
  { name: 'feed-making', path: '/anmalan/{all}/kalender' },
  { name: 'feed', path: '/min/{feed}' },
  { name: 'feed-of-address', path: '/min/{awaiting-feed}' },
  { name: 'feed-confirming', path: '/min/{confirm}/bekrafta' },
  { name: 'feed-confirmed', path: '/min/{confirmed}/bekrafta' },
  { name: 'feed-ending', path: '/min/{feed}/avsluta' },
  { name: 'feed-ended', path: '/min/{ended-feed}/avsluta' },

  // about, and what goes astray
  { name: 'accessibility', path: '/tillganglighet' },
  { name: 'privacy', path: '/integritet' },
  { name: 'not-found', path: '/finns-inte', status: 404 },
  { name: 'event-unknown', path: '/evenemang/finns-inte', status: 404 },
  { name: 'from-elsewhere', path: form, sends: { name: 'Anna' }, foreign: true, status: 403 },
  { name: 'too-large', path: form, sends: { name: 'Anna', note: 'x'.repeat(300_000) }, status: 413 },
  { name: 'too-many', path: '/anmalan/0000000000', troubled: true, status: 429 },
  { name: 'unavailable', path: form, sends: { name: 'Anna', note: 'Hej' }, troubled: true, status: 503 },
];

function clashing(): Fields {
  return { name: 'Anna', shift: ['bord-1-fredag-em', 'scen-fredag'] };
}
