// Which channel each route belongs to: exactly one. Most is told from the address and the method; what is not is said here.

export const channels = [
  'list',
  'get',
  'search',
  'count',
  'export',
  'report',
  'calendar',
  'mail',
  'api',
  'print',
  'attachment',
  'form',
  'write',
] as const;
export type Channel = (typeof channels)[number];

export type RouteKind = Readonly<{ method: string; pattern: string }>;

/** What an address ends in, or has in it, and what that makes it. The first that fits is it. */
const told: readonly (readonly [RegExp, Channel])[] = [
  [/\/utskrift$/, 'print'],
  [/\/kalender|\.ics$/, 'calendar'],
  [/\/brev(?:\/|$)/, 'mail'],
  [/\/sok(?:\/|$)/, 'search'],
  [/\/(?:statistik|rapport)/, 'report'],
  [/\/(?:utdrag|export|arkiv|hamta)(?:\/|$)|\.(?:json|pdf|zip|csv|svg|mmd)$/, 'export'],
  [/\/bilag/, 'attachment'],
  [/\/(?:nytt|ny|ny-\w+|avsluta|byt\w*|andra|aterkalla)$/, 'form'],
  [/\/(?:dokumentera|avsta|jag-tar-det|intervall|ratta|uppgift)\/:\w+$/, 'form'],
];

/** Pages that show many, and others that the address does not tell of. */
const said: Readonly<Record<string, Channel>> = {
  '/min-dag': 'list',
  '/mottagning': 'list',
  '/mottagning/:notice/arende': 'form',
  '/mottagning/:notice/stang': 'form',
  '/administration/mottagning': 'list',
  '/forfragningar': 'list',
  '/forfragningar/handlaggare': 'list',
  '/forfragningar/:request/ta-over': 'form',
  '/forfragningar/:request/lamna-over': 'form',
  '/forfragningar/:request/meddelande': 'form',
  '/forfragningar/:request/anteckning': 'form',
  '/forfragningar/:request/matchning/:match/rekommendera': 'form',
  '/forfragningar/:request/matchning/:match/besok/:unit': 'form',
  '/forfragningar/:request/matchning/:match/reservera/:offer': 'form',
  '/forfragningar/:request/forslag/:recommendation/dra-tillbaka': 'form',
  '/min-dag/enheten': 'list',
  '/min-dag/paminnelser': 'form',
  '/min-dag/person/:account': 'list',
  '/arenden': 'list',
  '/rutiner': 'list',
  '/rutinutkast': 'list',
  '/rutinutkast/:draft/text': 'form',
  '/rutinutkast/:draft/atagande/:obligation': 'form',
  '/rutinutkast/:draft/tolkning/:interpretation': 'form',
  '/rutinutkast/:draft/publicera': 'form',
  '/rutinutkast/:draft/prova': 'report',
  '/rutiner/:routine/:version/pagar': 'list',
  '/rutiner/:routine/:version/bild': 'export',
  '/rutiner/:routine/:version/mermaid': 'export',
  '/grunder': 'list',
  '/kontaktvagar': 'list',
  '/insluss': 'list',
  '/insluss/inkommet': 'list',
  '/delat/plan/:plan/insluss/:door': 'form',
  '/pagaende/:run/brev-om-insluss': 'print',
  '/jour': 'list',
  '/begaran': 'list',
  '/skydd': 'list',
  '/delat': 'list',
  '/administration': 'list',
  '/administration/kommun': 'list',
  '/administration/enheter': 'list',
  '/administration/roller': 'list',
  '/administration/delegeringar': 'list',
  '/administration/katalog': 'list',
  '/administration/inloggningsregler': 'list',
  '/administration/historik': 'list',
  '/administration/jobb': 'list',
  '/administration/e-post': 'list',
  '/franvaro': 'list',
  '/min-logg': 'list',
  '/min-inloggning': 'list',
  '/min-inloggning/losenord': 'form',
  '/min-inloggning/kod': 'form',
  '/min-inloggning/nyckel': 'form',
  '/gallring': 'list',
  '/gallring/arenden': 'list',
  '/gallring/beslut': 'list',
  '/gallring/beslut/forslag/:proposal/avgor': 'form',
  '/gallring/beslut/forslag/:proposal/dra-tillbaka': 'form',
  '/gallring/stopp': 'list',
  '/gallring/stopp/:hold/hav': 'form',
  '/gallring/lista/:list/avgor': 'form',
  '/gallring/lista/:list/kvitto': 'print',
  '/arenden/:case/arkivexport': 'export',
  '/loggranskning': 'list',
  '/loggranskning/nodoppningar': 'list',
  '/loggranskning/installningar': 'form',
  '/loggranskning/statistik/fil': 'export',
  '/uppfoljning': 'report',
  '/uppfoljning/fil': 'export',
  '/uppfoljning/avvikelser': 'list',
  '/uppfoljning/avvikelser/:deviation/ansvarig': 'form',
  '/uppfoljning/avvikelser/:deviation/atgard': 'form',
  '/uppfoljning/egenkontroll': 'list',
  '/uppfoljning/egenkontroll/fragor/:routine': 'form',
  '/uppfoljning/egenkontroll/:audit/atgard': 'form',
  '/bekrafta': 'form',
  '/arenden/:case/samtycken/:consent/bekraftelse': 'print',
};

/** The channel of a route; fails with what to do for one that nobody has thought of. */
export function channelOf({ method, pattern }: RouteKind): Channel {
  if (pattern.startsWith('/api/')) return 'api';
  if (method !== 'get') return 'write';
  const channel = said[pattern] ?? told.find(([address]) => address.test(pattern))?.[1];
  if (channel) return channel;
  if (pattern.includes(':')) return 'get';
  throw new Error(
    `No channel is told for ${pattern}: say in test/access/matrix/channels.ts which of ${channels.join(', ')} it is.`,
  );
}
