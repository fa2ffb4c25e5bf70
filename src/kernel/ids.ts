import { v5, v7 } from 'uuid';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type AccountId = Branded<'AccountId'>;
export type IndividualId = Branded<'IndividualId'>;
export type CaseId = Branded<'CaseId'>;
export type RunId = Branded<'RunId'>;
export type EntryId = Branded<'EntryId'>;
export type AssignmentId = Branded<'AssignmentId'>;
export type ConsentId = Branded<'ConsentId'>;
export type AttachmentId = Branded<'AttachmentId'>;
/** Made when a form is shown, sent with it, and kept with what it wrote: the same key twice is the same deed. */
export type IdempotencyKey = Branded<'IdempotencyKey'>;

/** A new id. Ordered by time, so that rows written together lie together. */
export const newId = <Id extends string>(): Id => v7() as Id;

/** The id of what a form makes, when there is no other row to know the same form by: always the same for the same key, and never the key. */
export const idOf = <Id extends string>(key: IdempotencyKey): Id =>
  v5(key, '6c1f2b44-2b0b-5d1c-9a51-5a2f5e0c7d10') as Id;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The text as an id when it has the form of one. An address with anything else in it leads nowhere. */
export const findId = <Id extends string>(text: string): Id | undefined => (uuid.test(text) ? (text as Id) : undefined);
