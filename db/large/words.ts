import { kinds, type Kind } from '../../domain/event';

/**
 * What the large demo's events, places and people are called. Made up, and like what a town has; nobody here is
 * anybody. Written one after another with bars between, so that the lists can be read at a glance.
 */
const list = (words: string): readonly string[] => words.split('|').map((word) => word.trim());

export const firstNames =
  list(`Anna|Eva|Maria|Karin|Sara|Lena|Emma|Kerstin|Ingrid|Malin|Marie|Birgitta|Hanna|Linnéa|Jenny|
  Åsa|Fatima|Amina|Zahra|Leila|Mariam|Hodan|Elif|Katarzyna|Olena|Lars|Mikael|Anders|Johan|Erik|Per|Peter|Jan|Thomas|Karl|
  Daniel|Fredrik|Hans|Bengt|Mats|Stefan|Göran|Björn|Örjan|Mohamed|Ahmed|Ali|Hassan|Yusuf|Abdi|Goran|Tomasz|Mykola|Kim|Alex|
  Robin|Charlie|Sasha|Love|Noa`);

export const lastNames = list(`Andersson|Johansson|Karlsson|Nilsson|Eriksson|Larsson|Olsson|Persson|Svensson|Gustafsson|
  Pettersson|Jonsson|Jansson|Hansson|Bengtsson|Lindberg|Lindström|Bergström|Sjöberg|Åkesson|Öberg|Ström|Lund|Berg|Haddad|
  Ali|Hussein|Ahmadi|Yilmaz|Nowak|Kovačević|Shevchenko|Nguyen|Saeed|Warsame|Haile|Popović|Kaya|Rahimi|Demir`);

export const parts =
  list(`Norr|Söder|Öster|Väster|Centrum|Hamnen|Rosengården|Fredriksdal|Högaborg|Tågaborg|Planteringen|
  Drottninghög|Dalhem|Ringstorp|Husensjö|Adolfsberg|Närlunda|Gustavslund|Berga|Elineberg|Råå|Ramlösa|Påarp|Ödåkra|Mörarp|
  Kattarp|Allerum|Domsten|Rydebäck|Vallåkra|Bårslöv|Gantofta`);

export const placeKinds =
  list(`Biblioteket|Folkets hus|Mötesplatsen|Idrottshallen|Medborgarhuset|Fritidsgården|Aulan|Parken|
  Träffpunkten|Stadsdelshuset|Skolmatsalen|Kulturhuset`);

export const organisationKinds = list(`Föreningen|Brukarrådet|Kamratstödet|Kvinnojouren|Idrottsklubben|Studiecirkeln|
  Anhörigföreningen|Kulturföreningen|Hyresgästerna|Odlarna|Nykterhetslogen|Mötesplatsen|Kyrkans öppna hus|Ungdomsrådet|
  Pensionärerna|Stödgruppen`);

export const streets =
  list(`Storgatan|Kyrkogatan|Skolgatan|Parkvägen|Södergatan|Drottninggatan|Hamngatan|Bredgatan|Furutorpsgatan|
  Trädgårdsgatan|Järnvägsgatan|Ängsvägen|Björkgatan|Västra Sandgatan`);

const themes =
  list(`sömn|ekonomi|rörelse|god mat|stress|nära vänner|skriva|sång|dans|odling|cykel|simning|yoga|promenad|
  bostad|arbete|studier|rättigheter|första hjälpen|data och mobil|svenska|matlagning|måleri|fotografi|film|musik|teater|
  snickeri|sömnad|keramik|fotboll|boule|schack|nykterhet|anhöriga|föräldraskap|pension|skuldråd|körkort|klimat`);

const titles: Record<Kind, readonly string[]> = {
  'health-day': list('Hälsodag om|Hälsodag: prova på|Må bra-dag med'),
  'breakfast-dialogue': list('Frukostdialog:|Frukost och samtal om|Frukostmöte om'),
  tournament: list('Turnering:|Cup för alla:|Öppen turnering i'),
  course: list('Kurs:|Grundkurs i|Fortsättningskurs i|Kom igång med'),
  meeting: list('Möte om|Årsmöte:|Brukarråd om|Nätverksträff om'),
  workshop: list('Verkstad:|Workshop om|Öppen verkstad:'),
  visit: list('Studiebesök:|Vi besöker:|Rundvandring:'),
  exhibition: list('Utställning:|Vernissage:'),
  film: list('Filmkväll:|Vi ser en film om'),
  other: list('Öppet hus:|Café med|Samling kring|Prova på'),
};

const summaries = list(`Kom som du är, du behöver inte kunna något i förväg.|Vi ses, fikar och lär av varandra.|
  En dag för dig som vill må lite bättre.|För dig som är ny och för dig som har varit med förr.|
  Vi hjälps åt, och alla får plats.|Ta gärna med en vän.|Lugnt tempo och många pauser.`);

const sentences =
  list(`Vi börjar med kaffe och en runda där den som vill säger sitt namn.|Du väljer själv vad du vill vara med på.|
  Det finns ett tyst rum för den som vill vila.|Vi som håller i det har egen erfarenhet.|Lokalen ligger nära bussen.|
  Barn är välkomna om en vuxen är med.|Efteråt finns det tid att prata.|Har du frågor är det bara att ringa.|
  Vi lånar ut det som behövs.|Ta på dig kläder som är sköna att röra sig i.|Du kan komma senare och gå tidigare.|
  Personal från kommunen är på plats.|Vi tolkar till engelska och arabiska om någon säger till.|Det är gratis att vara med.`);

/** What is done in an hour of a longer day. */
export const activityTitles = list(
  `Yoga|Promenad|Provsmakning|Blodtryck|Samtal i ring|Danspass|Avslappning|Föreläsning|Quiz|Målarbord`,
);
export const shiftTitles = list(`Servering|Mottagning|Städning|Värd vid dörren|Grillen`);
export const teamNames =
  list(`Örnarna|Bollvännerna|Lyran|Sista minuten|Grönt kort|Kanonerna|Lagom bra|Möss och män|Brännarna|
  Torget|Solsidan|Trappan|Regnbågen|Lyktan|Fyrarna`);

/** Draws from a list. */
type Pick = <T>(list: readonly T[]) => T;

/** What an event is called, and the theme in it, by which people search. */
export function titleOf(kind: Kind, pick: Pick): string {
  return `${pick(titles[kind])} ${pick(themes)}`;
}

export const summaryOf = (pick: Pick): string => pick(summaries);

/** A few paragraphs of a few sentences. */
export function descriptionOf(pick: Pick, paragraphs: number): string {
  return Array.from({ length: paragraphs }, () => [pick(sentences), pick(sentences), pick(sentences)].join(' ')).join(
    '\n',
  );
}

/** Kinds as often as they are in a year: many meetings and courses, few exhibitions. */
export const commonKinds: readonly Kind[] = [
  ...kinds,
  ...(['meeting', 'meeting', 'course', 'course', 'course', 'workshop', 'other', 'health-day', 'visit'] as const),
];
