export {
  areas,
  periodsOf,
  placementFigures,
  type Area,
  type Compared,
  type HistoricalRequest,
  type PlacementFigures,
} from './figures.ts';
export { readRequests } from './requests-csv.ts';
export { deskExtract } from './desk/extract.ts';
