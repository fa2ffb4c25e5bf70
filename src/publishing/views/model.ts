import type { OffsetUnit } from '../draft-text.ts';
import type { DraftProblem } from '../check.ts';

export const startField = 'version';
export const textField = 'text';
/** Which of a form's buttons was pressed. */
export const deedField = 'gor';
export const obligationFields = {
  titleSv: 'rubrik-sv',
  titleEn: 'rubrik-en',
  sentenceSv: 'mening-sv',
  sentenceEn: 'mening-en',
  modality: 'styrka',
  heading: 'kalla',
} as const;
/** The fields of the time with this number among an obligation's times. */
export const timeFields = (index: number) => ({ count: `tid-${index}`, unit: `enhet-${index}` }) as const;
export const interpretationFields = {
  nameSv: 'namn-sv',
  nameEn: 'namn-en',
  count: 'antal',
  unit: 'enhet',
  reasonSv: 'skal-sv',
  reasonEn: 'skal-en',
  decidedBySv: 'beslutad-av-sv',
  decidedByEn: 'beslutad-av-en',
  decidedAt: 'beslutad',
} as const;
export const commentField = 'synpunkt';
export const askField = 'vem';
export const publishFields = { version: 'version', validFrom: 'galler-fran', cite: 'namns' } as const;

export type Values<Fields extends Readonly<Record<string, string>>> = Readonly<Record<keyof Fields, string>>;

/** What stands above a form of a draft that others have saved meanwhile. */
export type OvertakenView = Readonly<{ by: string; changes: readonly string[] | undefined }>;

export type TimeView = Readonly<{
  index: number;
  name: string;
  help: string;
  interval: boolean;
  count: string;
  unit: OffsetUnit | '';
}>;

export type { DraftProblem };
