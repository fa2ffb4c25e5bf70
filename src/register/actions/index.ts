import type { KeepForm } from './form.ts';
import { controlForms } from './controls.ts';
import { providerForms } from './providers.ts';
import { ruleForms } from './rules.ts';

const forms = { ...providerForms, ...controlForms, ...ruleForms };
export type FormId = keyof typeof forms;

/** A form of who keeps the register, by the name that stands in its address. */
export const findForm = (id: string): KeepForm | undefined =>
  Object.hasOwn(forms, id) ? forms[id as FormId] : undefined;
