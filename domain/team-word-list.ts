/**
 * The words that a team is found by: common, kind things of three to seven letters, in Swedish in every language, since
 * they are said aloud at a table or on the phone. No two sound alike (p and b, t and d, k and g, f and v count as the
 * same) and no two are the same without their dots and rings; tests/domain/team-words.test.ts keeps it so. A word may
 * be added at any time, and taken away only when no coming team has it.
 */
export const teamWords: readonly string[] = `
  abborre ackord advent affisch agat akleja akrobat album alfabet allé allsång alm alpacka altan ananas anis
  ankare ankunge anorak antenn antilop apelsin applåd aprikos april arkad armband artist asp aster atlas augusti
  aula
  badanka badboll badbyxa badhus badkar badrock bagare bageri bagge bakelse balett balkong ballad ballong bambu
  banan band bandy banjo barr basker basket bassäng bastu basun batteri begonia berg biff bikupa bil biljett
  bilväg biolog bison björk björn blad block blomma blus blå blåbär blåmes bläck bod bofink bok bokskåp bokstav
  boll bollhav bollträ bomull borg borste boule bowling brasa bravo braxen brev bricka bris bro broderi brons
  brosch brygga bräda bröd buffé buffel bugg bukett bukt bulle bunke burgare buss butik byrå byst byxa båge bäck
  bälte bänk bäver böna
  camping ceder cello cembalo choklad cirkel cirkus citron coach cricket curling cykel cymbal cypress
  dadel dagbok dahlia dans dansare dator delfin denim diadem diamant dikt dill dimma disko diskus djungel docka
  doktor domare domino drag drake druva dräkt dröm duett duk dunge dusch duva dygn dyn däck dörr
  ejder eka ekblad eklöv eko ekolod ekorre ekvator eldstad elefant elev enbär
  fabel falafel falk fanfar fasad fasan fika fikon film filt finger fisk fiskare fiskmås fjord fjäder fjäll fjäril
  flagga flanell flinta flod florist flotte flundra fläder fläta flöjt foajé fondue fontän fors fot fotboll foto
  fred fredag fresia frisbee frisör frost frukost frukt frö fuga fyr fysiker fågel fågelbo fåtölj fält fänkål färg
  färja föl fönster
  gaffel galax galleri galosch garage gard gardin garn gata gelé geolog gepard giraff girland gitarr glaciär glass
  glasyr glädje glänta godis golv gondol gospel grafit gran granit granne granris gratäng gren grind groda grusväg
  gryn gryning grågås grädde grön grönkål gröt guide gul guld gunga gurka gympa gåva gök
  hacka hage hagtorn hallon halm halsduk hambo hammare hamn hamster hand handduk handske handtag hantel hare harpa
  harunge hassel hatt hav havre havsörn havtorn helg himmel hink hirs hiss hjort hjul hockey holme honung hopp
  hotell humla hummer hummus hund hurra hus husbil husdjur husvagn huva hyacint hydda hylla hymn hyvel hår häfte
  häger hägg häll hängsle häst hästhov hästsko höst
  idé igloo ikon iller insjö iris isbana isberg isbjörn isglass ishall isrink istapp
  jacka jade jasmin jazz jeans jojo jolle jonglör jordnöt judo juice julgran julros järn jäst
  kaffe kaj kaja kajak kajuta kaka kakadua kakao kakel kaktus kalas kalkon kalv kam kamel kamera kamrat kanal
  kanel kanin kanna kanot kapitel kappa karaff karate karp karta kartbok kartong kastanj katt kavring kedja kemist
  keps keramik ketchup kex kikare kimono kind kiosk kittel kiwi kjol klint klippa klister klocka kloss klot klubba
  klöver knapp knipa knopp knut knä knäcke koala kobbe kock kofta koja kokbok kokos kola kolibri komet kompass
  kompis kondor konsert kontakt kopp koppar korall korg kornett korp korsord korv kosmos kotlett kotte krabba
  kraft krage kram krans kratta kringla krita krocket krokus krona kruka krusbär krydda kryss kråka kräfta kubb
  kudde kula kulle kung kupé kupol kust kuvert kvadrat kvarn kvarts kvist kväll kypare kålrot kåsa kälke källa
  källare känga känguru kärra kärve kök kör körsbär
  lada lagun lakrits lama lamm lammull lampa lampett lasagne lastbil lava lax ledare leende legend lejon lek
  leksak lemonad leopard lera lexikon lila lilja lim lime limpa lin linbana lind lingon linjal linne linnea lins
  lira ljung ljus lodjur lok lucia luft lugn lunch lund lupin lupp lusthus luta luva lycka lykta lyra lås läder
  lämmel lärare lärka lärkträ läsk lökring lönn lönnlöv löpare lördag löv lövskog
  macka madrass magnet majs makrill malva mandel manege mango manus maraton marimba markis marknad marmor marsch
  marsvin maräng maskin maskros mast match matlåda matsal matta mazarin medalj mejeri mejsel melodi melon menuett
  mete meteor middag mjöl mjölk mobil mod moln moped morgon morot mosaik mossa motor muffin mugg munspel mur
  murare museum musikal musiker mynta myra mål målare målvakt månad måne mässing mört
  nalle narciss natt nejlika nektar norr novell nudel nyckel nypon nystan nyår näbb näckros näsa näsduk nät
  oas oboe ocean odlare odon oktav oliv olja omelett onsdag opal opera operett orange ordbok oregano orgel orkidé
  orre ost ostron overall oxe oxel
  paddel paj paket pall palm panda panna panter papaya papper paprika parad paraply passare pasta pastell pedal
  pelare pelikan pendel penna pensel peppar pergola perrong pesto petunia piano pingis pingvin pinne pion pistage
  pixel pizza planet planka planta plint plommon plåt plätt poet pokal polka polska pommes poncho ponny popcorn
  poppel porslin port postbud potatis present primula prins prisma pråm prärie puka pulka puma pump pumpa purjo
  pussel pyjamas pyramid påfågel påsk påskris påskägg pärla pärm päron
  quiz
  radar radio raket ram ramp ramsa raps ratt rebus regn relief ren resa riddare ridå ring ripa ris risotto robot
  rodd roddbåt roder roll roman rondell rosa rosett rova rubin rucola rugby rum rumba russin rymd rytm ryttare
  rådjur råg rågbröd rädisa räfsa räka rättika räv röd rödbeta rödhake röding rölleka rönn rönnbär
  sadel safari saffran safir saft saga sagobok sallad salong salt salvia samba sammet sand sandal savann sax
  saxofon scen schack scilla segel sekatör selleri semla senap serie servett shorts sida siden siffra siklöja sill
  silver simdyna simhall simmare sippa sirap siska sjal sjalett sjö sjöbod sjöhäst sjöman skata sked skepp skida
  skiffer skinka skiva skjorta sko skog skola skorpa skoter skratt skruv skuta skyffel skylt skåp skägg skärm
  skörd sladd slagträ slott sluss slånbär släde släp slätt slöjd smaragd smed smedja smycke smör snigel snurra
  snäcka snö snöboll snöre socker soffa sol solhatt solros solsken solstol solur sommar sonat soppa sopran sork
  sovrum sovsäck spade spann spark sparris sparv spegel spenat spets spett spiral spole spov spång squash stafett
  staket stall stare station stativ staty stege sten stig stjärna stol stork strand strumpa struts sträng stuga
  städ stämpel stövel sugrör sund surdeg sushi svala svamp svan swing sylt syren syrsa såg sångare sås säl sälg
  säng söder söm söndag
  taco tak takt talgoxe tall tallrik tand tandem tango tapir tavla taxi teak teater tegel tejp tekanna tekopp
  telefon tempel tenn tennis tenor termos tesil tidning tiger timglas timjan timme tivoli tjäder tjärn toast
  toffel tofu tolk tomat tomte topas topp torg torn torp torpare torsdag trafik traktor trampa trana tranbär
  trapets trappa trast troll trombon trumma trumpet tryffel tråd träsko tröja tuba tukan tulpan tumlare tumme
  tundra tunika tunnel tupp turbin turkos tuta tvål tvätt tyg tåg tång tårta tårtbit täcke tält tältduk tärna
  ubåt udde uggla ukulele ull undulat urskog utflykt uthus utter
  vadd vagn valborg vallmo valnöt valp valross vals valv vanilj vante varg vatten vaxljus vecka vedbod vedspis
  velour veranda vers vete vik vildros villa vimpel vind vinge vinkel vinter viol vipa virknål visa vitkål vitlök
  vombat vulkan vykort våffla våg vår vårfest väder vägg vän värd värld värme väska väst väster väv växthus
  yoga yoghurt
  zebra
  åker åskmoln
  ägg älg älv älva äng äpple ärla ärta äventyr
  ödla öken öra öring örn öster
`
  .trim()
  .split(/\s+/);
