import { paths as casework } from '../casework/index.ts';
import { path } from '../platform/path.ts';

/** The addresses of oversight that do not hang on a case. */
export const paths = {
  reviews: path('/loggranskning'),
  reviewStatistics: path('/loggranskning/statistik'),
  reviewStatisticsFile: path('/loggranskning/statistik/fil'),
  reviewEmergencies: path('/loggranskning/nodoppningar'),
  reviewSettings: path('/loggranskning/installningar'),
  review: path('/loggranskning/manad/:review'),
  reviewRedraw: path('/loggranskning/manad/:review/urval'),
  reviewApprove: path('/loggranskning/manad/:review/befogade'),
  reviewItem: path('/loggranskning/rad/:item'),
  reviewDecide: path('/loggranskning/rad/:item/avgor'),
  reviewAsk: path('/loggranskning/rad/:item/fraga'),
  reviewName: path('/loggranskning/rad/:item/namn'),
  myLog: casework.myLog,
  myLogAnswer: path('/min-logg/fragor/:question'),
  requests: casework.officialRequests,
  registerRequest: path('/begaran/ny'),
  request: path('/begaran/:request'),
  requestAssign: path('/begaran/:request/handlaggare'),
  requestAssess: path('/begaran/:request/menprovning'),
  requestDecide: path('/begaran/:request/beslut'),
  requestHandOut: path('/begaran/:request/utlamnat'),
} as const;
