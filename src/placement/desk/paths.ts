import { path } from '../../platform/path.ts';

/** Addresses of the placement desk (Spink), and the one that a provider is given. */
export const deskPaths = {
  queue: path('/forfragningar'),
  /** Who is competent for what, and who has how much. */
  staff: path('/forfragningar/handlaggare'),
  /** The order of candidates in a match, and what the municipality decides of it. */
  order: path('/forfragningar/turordning'),
  composeOrder: path('/forfragningar/turordning/ny'),
  withdrawOrder: path('/forfragningar/turordning/:version/ta-tillbaka'),
  /** Which unit receives requests of which intervention. */
  receivers: path('/forfragningar/mottagare'),
  receiver: path('/forfragningar/mottagare/:intervention'),
  endReceiver: path('/forfragningar/mottagare/:intervention/avsluta'),
  /** What can be chosen where a reason is asked for. */
  reasons: path('/forfragningar/skal'),
  addReason: path('/forfragningar/skal/:reasonKind/nytt'),
  endReason: path('/forfragningar/skal/:reasonKind/:reason/avsluta'),
  /** What has happened that whoever takes care of a request is to know of. */
  notices: path('/forfragningar/att-veta'),
  noticed: path('/forfragningar/att-veta/:notice'),
  giveUnassigned: path('/forfragningar/fordela'),
  request: path('/forfragningar/:request'),
  takeOver: path('/forfragningar/:request/ta-over'),
  handOver: path('/forfragningar/:request/lamna-over'),
  message: path('/forfragningar/:request/meddelande'),
  note: path('/forfragningar/:request/anteckning'),
  makeMatch: path('/forfragningar/:request/matcha'),
  match: path('/forfragningar/:request/matchning/:match'),
  unitNote: path('/forfragningar/:request/matchning/:match/besok/:unit'),
  hold: path('/forfragningar/:request/matchning/:match/reservera/:offer'),
  recommend: path('/forfragningar/:request/matchning/:match/rekommendera'),
  lapse: path('/forfragningar/:request/forslag/:recommendation/dra-tillbaka'),
  inquire: path('/forfragningar/:request/matchning/:match/fraga/:offer'),
  cancelInquiry: path('/forfragningar/:request/fragor/:inquiry/avbryt'),
  beginAward: path('/forfragningar/:request/matchning/:match/direktupphandla'),
  award: path('/forfragningar/:request/direktupphandling/:award'),
  askBidder: path('/forfragningar/:request/direktupphandling/:award/tillfraga'),
  bid: path('/forfragningar/:request/direktupphandling/:award/anbud/:bid'),
  decideAward: path('/forfragningar/:request/direktupphandling/:award/besluta'),
  tellBidders: path('/forfragningar/:request/direktupphandling/:award/underratta'),
  endAward: path('/forfragningar/:request/direktupphandling/:award/avsluta'),
  documentAward: path('/forfragningar/:request/direktupphandling/:award/dokumenterad'),
  awardFile: path('/forfragningar/:request/direktupphandling/:award/hamta'),
  awards: path('/forfragningar/direktupphandlingar'),
  /** The requester's own page: it is not the desk's. */
  requestersPage: path('/placeringar/:request'),
  complainAsRequester: path('/placeringar/:request/synpunkt'),
  complain: path('/forfragningar/:request/synpunkt'),
  complaints: path('/forfragningar/synpunkter'),
  complaint: path('/forfragningar/synpunkter/:complaint'),
  complaintMeasure: path('/forfragningar/synpunkter/:complaint/atgard'),
  closeComplaint: path('/forfragningar/synpunkter/:complaint/avsluta'),
  sample: path('/forfragningar/egenkontroll'),
  reviewSampled: path('/forfragningar/egenkontroll/:month/:request'),
  /** Open to whoever has been given the link. */
  answer: path('/svar/:secret'),
} as const;
