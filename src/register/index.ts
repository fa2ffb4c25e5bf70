/** The register of providers: kept by one municipality, used by several. See docs/register.md. */
export type { Concerning, FollowedUp, Placed } from './concerning.ts';
export { type ControlsState, type StopKind, type UseKind } from './codes.ts';
export { registerExtract } from './extract.ts';
export { fileKinds, findFileKind, readFile, writeFile } from './files.ts';
export { exportRows, importRows, tryImport } from './store/import.ts';
export { problemInWords } from './words.ts';
export { openFile, openFileNames, openFileTypes } from './open-data.ts';
export { openOffers, publishedRegister } from './store/open-data.ts';
export { registerMessages } from './messages/index.ts';
export { registerPaths } from './paths.ts';
export { keepsRegister, registerKeeper, registerParties, type Party } from './store/kept.ts';
export { insertRows, type RegisterTable, type Row } from './store/write.ts';
export { RegisterError, startRegister } from './store/start.ts';
export { bookPlace, type Days, holdPlace, releasePlace, type Taken } from './store/places.ts';
export {
  type Asked,
  offersInWords,
  type OfferInWords,
  registerFor,
  registerVocabulary,
  type Subcategory,
  subcategoriesEver,
  subcategoriesOn,
  type Vocabulary,
} from './store/register-for.ts';
export { type OfferOfUnit, offersOfUnit, unitsNamed } from './store/units-named.ts';
