export {
  areaOf,
  areas,
  periodsOf,
  placementFigures,
  type Area,
  type Compared,
  type HistoricalRequest,
  type PlacementFigures,
} from './figures.ts';
export { readRequests, requestColumns, type ReadRequests, type RowProblem } from './requests-csv.ts';
