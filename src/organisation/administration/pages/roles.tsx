import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { first, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { keepingAdministrator } from '../store/administrators.ts';
import { type Role, rolesOf, writeRole } from '../store/roles.ts';
import { RolePage } from '../views/role.tsx';
import { Roles } from '../views/roles.tsx';
import { frame, linksTo, longest, may, place, words } from './section.ts';
import { organisationPaths as paths } from '../paths.ts';
import { administrationFields as fields } from '../views/frame.tsx';
import { type Permission, permissions as allPermissions } from '../../../kernel/permission.ts';

function rolePage(
  request: Get<string>,
  role: Role | undefined,
  typed: Typed,
  errors: readonly FieldError[],
  problem?: string,
) {
  const m = words(request);
  const covers =
    typed[fields.covers] === undefined ? (role ? (role.coversUnit ? 'ja' : 'nej') : '') : first(typed, fields.covers);
  const held = typed[fields.sv] === undefined ? (role?.permissions ?? []) : (typed[fields.permissions] ?? []);
  return (
    <RolePage
      links={linksTo(request, 'roles')}
      title={role?.[request.actor.language] ?? m.roles.newTitle}
      backHref={paths.roles()}
      problem={problem}
      frame={frame(request, paths.role({ role: role?.id ?? 'ny' }), paths.roles(), typed, errors)}
      isNew={role === undefined}
      isStandard={role?.standard === true}
      values={{
        id: first(typed, fields.id) || (role?.id ?? ''),
        sv: typed[fields.sv]?.[0] ?? role?.sv ?? '',
        en: typed[fields.en]?.[0] ?? role?.en ?? '',
      }}
      covers={[
        { value: 'ja', label: m.roles.yes, checked: covers === 'ja' },
        { value: 'nej', label: m.roles.no, checked: covers === 'nej' },
      ]}
      permissions={allPermissions.map((permission) => ({
        value: permission,
        label: m.permissions[permission],
        checked: held.includes(permission),
      }))}
    />
  );
}

async function findRole(request: Get<'/administration/roller/:role'>): Promise<Role | 'new' | undefined> {
  if (request.parameters.role === 'ny') return 'new';
  return (await rolesOf(request)).find(({ id }) => id === request.parameters.role);
}

export const rolePages: readonly Route[] = [
  get({
    path: paths.roles,
    may,
    audit: 'organisation.roles',
    handle: async (request) => {
      const m = words(request).roles;
      const all = await rolesOf(request);
      return page({
        place,
        content: (
          <Roles
            links={linksTo(request, 'roles')}
            addHref={paths.role({ role: 'ny' })}
            lines={all.map((role) => ({
              key: role.id,
              href: paths.role({ role: role.id }),
              name: role[request.actor.language],
              count: m.count(role.permissions.length),
              standard: role.standard,
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.role,
    may,
    audit: 'organisation.role',
    handle: async (request) => {
      const role = await findRole(request);
      return role ? page({ place, content: rolePage(request, role === 'new' ? undefined : role, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.role,
    may,
    audit: 'organisation.role.write',
    stepUp: true,
    handle: async (request) => {
      const found = await findRole(request);
      if (!found) return notFound;
      const role = found === 'new' ? undefined : found;
      const typed = typedFrom(request.form);
      const { problems } = words(request).roles;
      const errors: FieldError[] = [];
      const id = role?.id ?? first(typed, fields.id);
      const [sv, en] = [first(typed, fields.sv).slice(0, longest), first(typed, fields.en).slice(0, longest)];
      const covers = first(typed, fields.covers);
      if (!/^[a-zA-Z][a-zA-Z0-9-]{0,39}$/.test(id) || id === 'ny')
        errors.push({ field: fields.id, message: problems.id });
      if (sv === '') errors.push({ field: fields.sv, message: problems.name });
      if (en === '') errors.push({ field: fields.en, message: problems.name });
      if (covers !== 'ja' && covers !== 'nej') errors.push({ field: fields.covers, message: problems.covers });
      const again = (problem?: string) => invalid({ place, content: rolePage(request, role, typed, errors, problem) });
      if (errors.length > 0) return again();
      const held = allPermissions.filter((one: Permission) => (typed[fields.permissions] ?? []).includes(one));
      const outcome = await keepingAdministrator(request, () =>
        writeRole(request, { id, sv, en, coversUnit: covers === 'ja', permissions: held }),
      );
      if (outcome === 'last') return again(words(request).problems.last);
      if (outcome === 'standard') return again(words(request).roles.standardHelp);
      return outcome === 'written' ? redirect(paths.roles()) : notFound;
    },
  }),
];
