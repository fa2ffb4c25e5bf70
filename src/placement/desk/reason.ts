import type { LocalDate } from '../../kernel/date.ts';
import type { Reason, ReasonKind } from '../store/desks.ts';

export const reasonKinds = ['decline', 'none', 'withdraw', 'ended'] as const satisfies readonly ReasonKind[];
export const consequences = ['none', 'until-reassessed', 'days'] as const satisfies readonly Reason['consequence'][];

/** A reason as it is kept: of what, and from when until when it can be chosen. */
export type KeptReason = Reason & Readonly<{ kind: ReasonKind; from: LocalDate; to: LocalDate | null }>;

/** What a reason is known by: its English name in plain letters, with a number when another of its kind is known by that. */
export function reasonId(english: string, taken: ReadonlySet<string>): string {
  const plain = english
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\p{M}’']/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 60);
  const base = plain === '' ? 'reason' : plain;
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
  return id;
}

const sameName = (left: string, right: string): boolean =>
  left.localeCompare(right, 'sv', { sensitivity: 'accent' }) === 0;

/** Which of the names another of the kind has, that has not ended: nobody could tell them apart. */
export const nameTaken = (
  kept: readonly KeptReason[],
  kind: ReasonKind,
  name: Reason['name'],
  today: LocalDate,
): readonly ('sv' | 'en')[] =>
  (['sv', 'en'] as const).filter((language) =>
    kept.some(
      (one) =>
        one.kind === kind && (one.to === null || one.to >= today) && sameName(one.name[language], name[language]),
    ),
  );

/** Without it nothing of its kind could be answered: the last that holds today and has no end. */
export const isLast = (kept: readonly KeptReason[], { kind, id }: KeptReason, today: LocalDate): boolean =>
  !kept.some((one) => one.kind === kind && one.id !== id && one.to === null && one.from <= today);
