import type { Mark } from '../../../ui/index.ts';
import type { RequestState } from '../request.ts';

export const registerFields = {
  kind: 'slag',
  arrivedOn: 'dag',
  arrivedAt: 'tid',
  channel: 'satt',
  asked: 'begaran',
  registerPart: 'del',
  caseNumber: 'arende',
  asker: 'vem',
  askerContact: 'kontakt',
  authority: 'myndighet',
  provision: 'bestammelse',
  contactData: 'kontaktuppgifter',
  urgent: 'bradskar',
  fourEyes: 'tva',
} as const;
export const assignField = 'beslutar';
export const assessField = 'provning';
export const decideFields = {
  outcome: 'utfall',
  refusedParts: 'vagras',
  provision: 'bestammelse',
  reasons: 'skal',
  toldOfAppeal: 'overklagande',
  handedTo: 'myndighet',
} as const;
export const handOutFields = { items: 'lista', way: 'satt', redacted: 'borttaget', on: 'dag', at: 'tid' } as const;

/** The shape that a request has in a list; overdue is a shape of its own. */
export const markOf = (state: RequestState, due: string, today: string): Mark => {
  if (state === 'closed') return 'done';
  if (due < today) return 'late';
  if (due === today) return 'soon';
  return state === 'to-assign' ? 'waiting' : 'open';
};
