export * from './messages/index.ts';
export { isReceipt, type Said } from './notice.ts';
export { intakePaths } from './paths.ts';
export { emptyNoticeForm, type Municipality, noticeLimits, takeNotice } from './receive.tsx';
export { linkNotice } from './store/notices.ts';
export { municipalitiesWithIntake, receiveNotice } from './store/receive.ts';
export { NoticeReceived, WhichMunicipality } from './views/public-form.tsx';
export { intakeExtract } from './extract.ts';
