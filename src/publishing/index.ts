export { askToComment, comment, publish, saveText, startDraft } from './actions/drafts.ts';
export { edited } from './draft-text.ts';
export { findDraft } from './store/drafts.ts';
export { messages as publishingMessages } from './messages/index.ts';
export { paths as publishingPaths } from './paths.ts';
