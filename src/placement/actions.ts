// What people do with requests, for who loads a demo: each is what its form does.
export { beginAward } from './desk/actions/award.ts';
export { inquire } from './desk/actions/inquire.ts';
export { makeMatch } from './desk/actions/match.ts';
export { recommend } from './desk/actions/recommend.ts';
export { answerInquiry } from './desk/store/answers.ts';
export { answerBid, findAward, insertBid } from './desk/store/awards.ts';
export { insertComplaint } from './desk/store/complaints.ts';
export { findShownMatch } from './desk/store/matches.ts';
export { answer, followUp, pause, report, withdraw } from './requests/actions/respond.ts';
export { importHistorical } from './statistics/store/figures.ts';
export { recommendationsOf } from './store/recommendations.ts';
export { findRequestToWrite } from './store/requests.ts';
export { stayOf } from './store/stays.ts';
