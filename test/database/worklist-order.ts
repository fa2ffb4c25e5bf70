import { compareItems, type WorkItem } from '../../src/casework/worklist.ts';

/** Lines of work in one order, to compare what is in two lists of them. */
export const inOrder = (items: readonly WorkItem[]): readonly WorkItem[] => items.toSorted(compareItems);
