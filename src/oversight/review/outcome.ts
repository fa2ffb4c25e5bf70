/** What somebody decides about reading: in order, to be looked into further, or not in order. */
export const outcomes = ['authorised', 'investigate', 'unauthorised'] as const;
export type Outcome = (typeof outcomes)[number];
export type ItemState = 'open' | Outcome;

/** Which of a month's items to show. A plain item is there for the sample's sake only: no rule was hit. */
export const itemFilters = ['left', 'plain', 'odd', 'decided'] as const;
export type ItemFilter = (typeof itemFilters)[number];
