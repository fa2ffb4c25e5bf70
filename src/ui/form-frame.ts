/** What is wrong with one field, in words that say what to do. `field` is the name of the form control. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Hidden fields by name; several values are sent as repeated fields. */
export type HiddenValues = Readonly<Record<string, string | readonly string[]>>;

/** What every form carries, whatever it asks. */
export interface FormFrame {
  readonly action: string;
  /** Hidden fields by name: CSRF token, idempotency key, version of what is changed. */
  readonly hidden: HiddenValues;
  readonly errors?: readonly FieldError[] | undefined;
  /** Where the draft is saved while typing; without it nothing is saved before the button is pressed. */
  readonly autosaveUrl?: string | undefined;
  /** When the draft was last saved (ISO instant). */
  readonly savedAt?: string | undefined;
  /** What comes is a file to save: the page stays, and nothing is written. */
  readonly givesFile?: boolean | undefined;
  /** A file may come with it: it is sent as a form with files. The hidden fields, the proof among them, stand before any file. */
  readonly takesFiles?: boolean | undefined;
  /** Where one goes by leaving the form. */
  readonly cancelHref: string;
}

/** One thing to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly checked?: boolean | undefined;
}

/** The question is asked when the field `name` holds one of `values`; `hint` says so in words ("om inget har hänt"). */
export interface ShowWhen {
  readonly name: string;
  readonly values: readonly string[];
  readonly hint: string;
}

interface QuestionBase {
  /** The form control's name. */
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly required?: boolean | undefined;
  readonly showWhen?: ShowWhen | undefined;
}

export interface TextQuestion extends QuestionBase {
  readonly type: 'text' | 'longText' | 'date' | 'number';
  readonly value?: string | undefined;
}

/** Yes or no; with `unknown` also "vet inte än", which is an answer of its own. */
export interface YesNoQuestion extends QuestionBase {
  readonly type: 'yesNo';
  readonly value?: 'yes' | 'no' | 'unknown' | undefined;
  readonly unknown?: boolean | undefined;
}

/** One of a list (`code`) or several (`codes`). */
export interface CodeQuestion extends QuestionBase {
  readonly type: 'code' | 'codes';
  readonly choices: readonly Choice[];
}

/** Several dates under one name, sent as repeated fields. `slots` is how many empty boxes to offer besides the given ones. */
export interface DatesQuestion extends QuestionBase {
  readonly type: 'dates';
  readonly values: readonly string[];
  readonly slots?: number | undefined;
}

export type Question = TextQuestion | YesNoQuestion | CodeQuestion | DatesQuestion;
