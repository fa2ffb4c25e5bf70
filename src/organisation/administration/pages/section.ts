import type { Get } from '../../../platform/route.ts';
import { frameFields, hidden, type Typed } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { organisationMessages } from '../messages/index.ts';
import { organisationPaths as paths } from '../paths.ts';

export const place = 'administration';
export const may = 'organisation:administer';
export const longest = 200;

type Section =
  | 'people'
  | 'municipality'
  | 'units'
  | 'roles'
  | 'delegations'
  | 'directory'
  | 'signInRules'
  | 'intake'
  | 'history'
  | 'jobs'
  | 'mail';
const addresses: Readonly<Record<Section, string>> = {
  people: paths.administration(),
  municipality: paths.municipality(),
  units: paths.units(),
  roles: paths.roles(),
  delegations: paths.delegations(),
  directory: paths.directory(),
  signInRules: paths.signInRules(),
  intake: paths.intakeRules(),
  history: paths.history(),
  jobs: paths.jobs(),
  mail: paths.mail(),
};
export const linksTo = ({ actor }: Get<string>, here: Section) =>
  (Object.keys(addresses) as Section[]).map((section) => ({
    href: addresses[section],
    text: organisationMessages[actor.language].sections[section],
    current: section === here,
  }));

export const words = ({ actor }: Get<string>) => organisationMessages[actor.language];
export const csrfOf = (request: Get<string>) => ({ [hidden.csrf]: request.csrf });
export const choices = <T>(of: readonly T[], value: (one: T) => string, label: (one: T) => string, chosen: string) =>
  of.map((one) => ({ value: value(one), label: label(one), checked: value(one) === chosen }));

export const frame = (
  request: Get<string>,
  action: string,
  cancelHref: string,
  typed: Typed,
  errors: readonly FieldError[],
  seen = 0,
) => ({
  action,
  hidden: frameFields(request.csrf, typed, seen),
  errors,
  cancelHref,
});
