/** The languages a user can read Hemvist in; Swedish is the first and the default. */
export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];

/** A sentence or a name in every language. */
export type Text = Readonly<Record<Language, string>>;
