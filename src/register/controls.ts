import type { LocalDate } from '../kernel/date.ts';
import type { Text } from '../kernel/text.ts';
import type { ControlsState, LegalForm } from './codes.ts';

/** One thing to control. `months`: how long a control of it holds; without, it is made once. */
export type ControlItem = Readonly<{ code: string; name: Text; required: boolean; months?: number }>;

/** The latest control of one thing. */
export type Checked = Readonly<{ result: 'passed' | 'failed'; checkedOn: LocalDate; nextCheck?: LocalDate }>;

export type ItemState = 'passed' | 'failed' | 'due' | 'missing';

/** Of one thing: passed and failed as it was found, due when its time is out, missing when nobody has controlled it. */
export function stateOfItem(checked: Checked | undefined, day: LocalDate): ItemState {
  if (checked === undefined) return 'missing';
  if (checked.result === 'failed') return 'failed';
  return checked.nextCheck !== undefined && checked.nextCheck < day ? 'due' : 'passed';
}

/**
 * Whether the controls of a provider are passed: all that are required, by all lists that concern it. One that failed makes them
 * failed, whatever is missing; without any list nobody has said what passing is. Source: document 003, chapter 7.
 */
export function stateOfControls(
  items: readonly ControlItem[],
  checked: ReadonlyMap<string, Checked>,
  day: LocalDate,
): ControlsState {
  const required = items.filter((item) => item.required);
  const states = required.map(({ code }) => stateOfItem(checked.get(code), day));
  if (states.includes('failed')) return 'failed';
  return required.length > 0 && states.every((state) => state === 'passed') ? 'passed' : 'missing';
}

/** The things of several lists, each once: required when one of them requires it, and as often as the strictest says. */
export function itemsTogether(lists: readonly (readonly ControlItem[])[]): readonly ControlItem[] {
  const together = new Map<string, ControlItem>();
  for (const item of lists.flat()) {
    const before = together.get(item.code);
    const months = [before?.months, item.months].filter((one) => one !== undefined);
    together.set(item.code, {
      ...(before ?? item),
      required: item.required || (before?.required ?? false),
      ...(months.length > 0 ? { months: Math.min(...months) } : {}),
    });
  }
  return [...together.values()];
}

const item = (code: string, sv: string, en: string, months: number, required = true): ControlItem => ({
  code,
  name: { sv, en },
  required,
  months,
});

const legalDatabase = item('legal-database', 'Rättsdatabas: verksamheten', 'Legal database: the operation', 12);
const board = item('legal-database-board', 'Rättsdatabas: styrelsen', 'Legal database: the board', 12);
const debts = item('debts', 'Skulder hos Kronofogden', 'Debts with the Enforcement Authority', 6);
const audit = item('audit', 'Revisorns anmärkningar', 'The auditor’s remarks', 12);

const ofCompanies = [
  item('credit', 'Kredit och ekonomi', 'Credit and economy', 6),
  item('f-tax', 'Godkänd för F-skatt', 'Approved for F-tax', 12),
  item('employer-contribution', 'Registrerad för arbetsgivaravgift', 'Registered for employer contributions', 12),
  legalDatabase,
  board,
  debts,
  audit,
] as const;

const ofNonProfits = [
  item('tax-registration', 'Skatteregistrering', 'Tax registration', 12),
  debts,
  legalDatabase,
  item('legal-database-signatories', 'Rättsdatabas: firmatecknare', 'Legal database: signatories', 12),
  board,
  { ...audit, required: false },
] as const;

/** What is controlled for each legal form where a register has decided nothing else. Source: document 003, chapter 7. */
export const defaultLists: Readonly<Record<LegalForm, readonly ControlItem[]>> = {
  'limited-company': ofCompanies,
  cooperative: ofCompanies,
  partnership: ofCompanies,
  'sole-trader': ofCompanies.filter(({ code }) => code !== 'legal-database-board' && code !== 'audit'),
  association: ofNonProfits,
  foundation: ofNonProfits,
  public: [legalDatabase],
};

/** What is controlled beside that of who needs a permit. */
export const defaultPermitList: readonly ControlItem[] = [
  item('permit', 'Tillstånd från IVO', 'Permit from IVO', 6),
  item('inspection', 'Beslut vid tillsyn', 'Decisions at inspections', 6),
  item('manager', 'Godkänd föreståndare', 'Approved manager', 12),
];
