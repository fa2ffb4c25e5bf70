/** How somebody's identity is protected (folkbokföringslagen 16 §, OSL 22 kap., lagen 1991:483); none for most. */
export const protections = ['none', 'secrecy-marking', 'protected-registration', 'assumed-identity'] as const;
export type Protection = (typeof protections)[number];

/**
 * Where a person is about to be shown. `work` is a screen that those work at who may know who it is; all else leaves that screen: a
 * list that others look at over a shoulder, a print, an export, a mail, a calendar, the API, a title that browsers remember.
 */
export type Rendering = 'work' | 'list' | 'title' | 'print' | 'export' | 'mail' | 'api';

/** What may be shown: the names and the number, or only that the identity is protected. */
export type ShownPerson =
  | Readonly<{ kind: 'named'; givenName: string; familyName: string; identityNumber?: string; protection: Protection }>
  | Readonly<{ kind: 'masked'; protection: Exclude<Protection, 'none'> }>;

export type PersonFacts = Readonly<{
  givenName: string;
  familyName: string;
  identityNumber?: string;
  protection: Protection;
}>;

/**
 * Somebody that a case is about. Their name and number can be had in one way only: by saying where they are to be shown. Neither a
 * template, JSON nor a page can render a person by mistake.
 */
export class Person {
  readonly #facts: PersonFacts;

  constructor(facts: PersonFacts) {
    this.#facts = facts;
  }

  get protection(): Protection {
    return this.#facts.protection;
  }

  shown(where: Rendering): ShownPerson {
    const { protection } = this.#facts;
    if (protection === 'none' || where === 'work') return { kind: 'named', ...this.#facts };
    return { kind: 'masked', protection };
  }
}
