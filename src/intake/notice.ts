import { randomInt } from 'node:crypto';
import type { CaseId, RunId } from '../kernel/ids.ts';
import { isLocalDate, type LocalDate } from '../kernel/date.ts';
import { first, type Typed } from '../platform/typed.ts';

// A notice from a landlord or a disturbance on-call service (rutin 2022-02-15, ”Ta emot och handlägga underrättelser”): that a lease is
// terminated, or that the tenant has been asked to put something right.

export const noticeKinds = ['termination', 'rectification'] as const;
export const noticeReasons = ['rent', 'disturbance', 'other'] as const;
export const senderRoles = ['landlord', 'disturbanceOnCall'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export type NoticeReason = (typeof noticeReasons)[number];
export type SenderRole = (typeof senderRoles)[number];

/** What the sender says. Texts are as they were typed, and empty when nothing was. */
export type Said = Readonly<{
  kind: NoticeKind;
  reason: NoticeReason;
  senderRole: SenderRole;
  sender: string;
  contact: string;
  phone: string;
  email: string;
  tenant: string;
  tenantIdentity: string;
  /** The street and its number, as typed; `street` and `number` are what of it the rules go by. */
  address: string;
  street: string;
  number?: number;
  apartment: string;
  /** Five digits. */
  postalCode: string;
  locality: string;
  datedOn: LocalDate;
  tenantServedOn?: LocalDate;
  message: string;
}>;

export const noticeFields = {
  senderRole: 'avsandare',
  sender: 'organisation',
  contact: 'namn',
  phone: 'telefon',
  email: 'epost',
  tenant: 'hyresgast',
  tenantIdentity: 'personnummer',
  address: 'gatuadress',
  apartment: 'lagenhet',
  postalCode: 'postnummer',
  locality: 'ort',
  kind: 'slag',
  reason: 'skal',
  datedOn: 'daterad',
  tenantServedOn: 'delgiven',
  message: 'meddelande',
  /** Nobody sees it, so nobody but a program fills it in. */
  leaveEmpty: 'webbplats',
  claim: 'bilaga-bevis',
} as const;

export type NoticeProblem = Exclude<keyof typeof noticeFields, 'claim'> | 'reach';
type Limit = Exclude<keyof typeof noticeFields, 'claim' | 'leaveEmpty' | 'kind' | 'reason' | 'senderRole'>;

/** How long each text may be, in characters. */
const longest = {
  sender: 200,
  contact: 200,
  phone: 40,
  email: 200,
  tenant: 200,
  tenantIdentity: 40,
  address: 200,
  apartment: 20,
  postalCode: 10,
  locality: 100,
  datedOn: 10,
  tenantServedOn: 10,
  message: 4000,
} as const satisfies Readonly<Record<Limit, number>>;
const required = ['sender', 'contact', 'tenant', 'address', 'locality'] as const;

/** What can be wrong, in the order of the form. */
const inFormOrder: readonly NoticeProblem[] = (Object.keys(noticeFields) as (keyof typeof noticeFields)[]).flatMap(
  (field): readonly NoticeProblem[] => (field === 'claim' ? [] : field === 'phone' ? ['reach', field] : [field]),
);

export type ReadNotice = Readonly<{ said?: Said; wrong: readonly NoticeProblem[] }>;

/** What was typed in the form, and what of it is wrong. `today` is the day in Sweden. */
export function readNotice(typed: Typed, today: LocalDate): ReadNotice {
  const wrong: NoticeProblem[] = [];
  const text = (field: Limit): string => first(typed, noticeFields[field]);
  for (const field of Object.keys(longest) as Limit[]) if (text(field).length > longest[field]) wrong.push(field);
  for (const field of required) if (text(field) === '') wrong.push(field);
  const senderRole = senderRoles.find((role) => role === first(typed, noticeFields.senderRole));
  const kind = noticeKinds.find((one) => one === first(typed, noticeFields.kind));
  const reason = noticeReasons.find((one) => one === first(typed, noticeFields.reason));
  if (!senderRole) wrong.push('senderRole');
  if (!kind) wrong.push('kind');
  if (!reason) wrong.push('reason');
  const [phone, email] = [text('phone'), text('email')];
  if (phone === '' && email === '') wrong.push('reach');
  if (phone !== '' && !/^\+?[\d ()/-]{5,}$/.test(phone)) wrong.push('phone');
  if (email !== '' && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email)) wrong.push('email');
  const postalCode = text('postalCode').replaceAll(' ', '');
  if (!/^\d{5}$/.test(postalCode)) wrong.push('postalCode');
  const [datedOn, servedOn] = [text('datedOn'), text('tenantServedOn')];
  if (!isPast(datedOn, today)) wrong.push('datedOn');
  if (servedOn !== '' && !isPast(servedOn, today)) wrong.push('tenantServedOn');
  if (first(typed, noticeFields.leaveEmpty) !== '') wrong.push('leaveEmpty');
  const inOrder = inFormOrder.filter((problem) => wrong.includes(problem));
  if (inOrder.length > 0 || !senderRole || !kind || !reason || !isLocalDate(datedOn)) return { wrong: inOrder };
  return {
    wrong: [],
    said: {
      senderRole,
      kind,
      reason,
      sender: text('sender'),
      contact: text('contact'),
      phone,
      email,
      tenant: text('tenant'),
      tenantIdentity: text('tenantIdentity'),
      address: text('address'),
      ...streetIn(text('address')),
      apartment: text('apartment'),
      postalCode,
      locality: text('locality'),
      datedOn,
      ...(isLocalDate(servedOn) ? { tenantServedOn: servedOn } : {}),
      message: text('message'),
    },
  };
}

const isPast = (text: string, today: LocalDate): boolean => isLocalDate(text) && text >= '2000-01-01' && text <= today;

/** The street and its number in an address as one writes it: `Storgatan 12 B` is number 12 of Storgatan. */
export function streetIn(address: string): Readonly<{ street: string; number?: number }> {
  const [, street, number] = /^(.*?\S)[\s,]+(\d{1,4})(?!\d).*$/.exec(address.replaceAll(/\s+/g, ' ')) ?? [];
  if (street === undefined || number === undefined || number === '0') return { street: address.trim() };
  return { street, number: Number(number) };
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number to refer to a notice by: it tells nothing, neither of the notice nor of how many there are. */
export function newReceipt(): string {
  const text = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
export const isReceipt = (text: string): boolean => /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/.test(text);

/** A notice as the intake reads it. `arrivedOn` is the day that the law's time counts from. */
export type Notice = Said &
  Readonly<{
    id: string;
    receipt: string;
    unitName: string;
    arrivedOn: LocalDate;
    arrivedAt: Date;
    caseId?: CaseId;
    runId?: RunId;
    closed?: Readonly<{ at: Date; by: string; reason: string }>;
  }>;
