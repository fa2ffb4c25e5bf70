import { formatIdentityNumber, type IdentityCertainty, type IdentityKind } from '../kernel/identity-number.ts';
import type { IndividualId } from '../kernel/ids.ts';
import type { Language } from '../kernel/text.ts';
import { type Mention, mentionsIn } from './mention.ts';
import { secrecyMessages } from './messages/index.ts';

/** The three grades of protection (OSL 22:1 secrecy marking; FOL 16 § protected registration; lag 1991:483 assumed identity). */
export const grades = ['secrecy-marking', 'protected-registration', 'assumed-identity'] as const;
export type Grade = (typeof grades)[number];

/** Where somebody is shown. `work` is the case and its runs themselves, for those who work in it; all else is seen by more eyes. */
export type Showing = 'work' | 'list' | 'print' | 'api';

// What is shown of somebody protected to the few who reach the case at all. An assumed identity's number is what leads to them: never.
const shown: Readonly<Record<Grade, Readonly<Record<Showing, Readonly<{ name: boolean; number: boolean }>>>>> = {
  'secrecy-marking': {
    work: { name: true, number: true },
    list: { name: false, number: false },
    print: { name: false, number: false },
    api: { name: false, number: false },
  },
  'protected-registration': {
    work: { name: true, number: true },
    list: { name: false, number: false },
    print: { name: false, number: false },
    api: { name: false, number: false },
  },
  'assumed-identity': {
    work: { name: true, number: false },
    list: { name: false, number: false },
    print: { name: false, number: false },
    api: { name: false, number: false },
  },
};

export type PersonRecord = Readonly<{
  givenName: string;
  familyName: string;
  protection?: Grade;
}>;

/**
 * Somebody whom a case is about. Nothing of them comes out without saying where it is to be shown: put in a text, in JSON or on a page
 * as they are, they throw. What a protected identity leaves to show follows from the grade and the place.
 */
export class Person {
  readonly #record: PersonRecord;

  constructor(record: PersonRecord) {
    this.#record = record;
  }

  get protection(): Grade | undefined {
    return this.#record.protection;
  }

  /** Whether the name is left out in such a place. */
  isMasked(where: Showing): boolean {
    const { protection } = this.#record;
    return protection !== undefined && !shown[protection][where].name;
  }

  /** Given name and family name, or what stands in their place. */
  name(where: Showing, language: Language): string {
    const { givenName, familyName } = this.#record;
    return this.isMasked(where) ? secrecyMessages[language].protection.masked : `${givenName} ${familyName}`;
  }

  /** Undefined where the name is left out: a sentence that would have used it says it in another way. */
  givenName(where: Showing): string | undefined {
    return this.isMasked(where) ? undefined : this.#record.givenName;
  }

  familyName(where: Showing): string | undefined {
    return this.isMasked(where) ? undefined : this.#record.familyName;
  }

  /** Where in a text that somebody has written they are named. */
  mentionsIn(text: string): readonly Mention[] {
    return mentionsIn(text, this.#record);
  }

  toString(): never {
    throw new TypeError('Say where the person is to be shown');
  }

  toJSON(): never {
    throw new TypeError('Say where the person is to be shown');
  }
}

export type IdentifiedRecord = PersonRecord &
  Readonly<{
    id: IndividualId;
    identityKind: IdentityKind;
    identityNumber?: string;
    identityCertainty: IdentityCertainty;
  }>;

/** A person with their number, for whoever sees the whole case. */
export class IdentifiedPerson extends Person {
  readonly #record: IdentifiedRecord;

  constructor(record: IdentifiedRecord) {
    super(record);
    this.#record = record;
  }

  get identityKind(): IdentityKind {
    return this.#record.identityKind;
  }

  get identityCertainty(): IdentityCertainty {
    return this.#record.identityCertainty;
  }

  /** Twelve digits; undefined when there is no number, or it is left out in such a place. */
  number(where: Showing): string | undefined {
    const { protection, identityNumber } = this.#record;
    return protection !== undefined && !shown[protection][where].number ? undefined : identityNumber;
  }

  /** Whether there is a number that is not shown in such a place. */
  isNumberMasked(where: Showing): boolean {
    return this.#record.identityNumber !== undefined && this.number(where) === undefined;
  }

  /** The number as people read it. */
  writtenNumber(where: Showing): string | undefined {
    const digits = this.number(where);
    return digits && formatIdentityNumber(digits);
  }

  /** With their number. */
  override mentionsIn(text: string): readonly Mention[] {
    return mentionsIn(text, this.#record);
  }

  /** Whether this is who somebody means: the number decides, and without one the names. */
  is(asked: Readonly<{ givenName: string; familyName: string; identityNumber?: string }>): boolean {
    const { givenName, familyName, identityNumber } = this.#record;
    return asked.identityNumber === undefined
      ? givenName === asked.givenName && familyName === asked.familyName && identityNumber === undefined
      : identityNumber === asked.identityNumber;
  }
}

/** From how a row of the database names somebody. */
export const personOf = (
  row: Readonly<{ given_name: string | null; family_name: string | null; protection: Grade | null }>,
): Person =>
  new Person({
    givenName: row.given_name ?? '',
    familyName: row.family_name ?? '',
    ...(row.protection === null ? {} : { protection: row.protection }),
  });

/** A name on a page of the work itself: what is read on the screen, and what a printer puts on paper. */
export type NameOnPage = Readonly<{ onScreen: string; onPaper: string }>;

export const nameInWork = (person: Person, language: Language): NameOnPage => ({
  onScreen: person.name('work', language),
  onPaper: person.name('print', language),
});
