import type { KeepForm } from './form.ts';
import { controlForms } from './controls.ts';
import { providerForms } from './providers.ts';
import { ownListForms, ruleForms } from './rules.ts';

const forms = { ...providerForms, ...controlForms, ...ruleForms };
export type FormId = keyof typeof forms | keyof typeof ownListForms;

/** A form of who keeps the register, by the name that stands in its address. */
export const findForm = (id: string): KeepForm | undefined => formIn(forms, id);

/** A form of the lists that a municipality has of its own. */
export const findOwnForm = (id: string): KeepForm | undefined => formIn(ownListForms, id);

const formIn = (some: Readonly<Record<string, KeepForm>>, id: string): KeepForm | undefined =>
  Object.hasOwn(some, id) ? some[id] : undefined;
