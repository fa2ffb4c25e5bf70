import { createHash, randomBytes } from 'node:crypto';
import { findId, idOf, newId } from '../../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { first, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { keepingAdministrator } from '../store/administrators.ts';
import { type Client, clients, endClient, groups, makeClient, mapGroup } from '../store/directory.ts';
import { rolesOf } from '../store/roles.ts';
import { areasAndUnits } from '../store/units.ts';
import { Directory } from '../views/directory.tsx';
import { choices, csrfOf, frame, linksTo, longest, may, place, words } from './section.ts';
import { organisationPaths as paths } from '../paths.ts';
import { administrationFields as fields } from '../views/frame.tsx';

async function directoryPage(request: Get<string>, typed: Typed, errors: readonly FieldError[], token?: string) {
  const m = words(request);
  const { language } = request.actor;
  const { units } = await areasAndUnits(request);
  const roles = (await rolesOf(request)).filter(({ permissions }) => !permissions.includes('organisation:provision'));
  return (
    <Directory
      links={linksTo(request, 'directory')}
      token={token}
      clients={(await clients(request)).map((client: Client) => ({
        key: client.id,
        name: client.name,
        end: client.ended ? undefined : { action: paths.endClient({ client: client.id }), hidden: csrfOf(request) },
      }))}
      add={{
        frame: frame(request, paths.directory(), paths.directory(), typed, errors),
        name: first(typed, fields.name),
        units: choices(
          units,
          ({ id }) => id,
          ({ name }) => name,
          first(typed, fields.unit),
        ),
      }}
      groups={(await groups(request)).map((group) => ({
        key: group.id,
        name: group.name,
        members: m.directory.members(group.members.length),
        frame: {
          action: paths.mapGroup({ group: group.id }),
          hidden: csrfOf(request),
          cancelHref: paths.directory(),
        },
        gives: roles.flatMap((role) =>
          units.map((unit) => ({
            value: `${role.id} ${unit.id}`,
            label: `${role[language]}, ${unit.name}`,
            checked: group.role === role.id && group.unit === unit.id,
          })),
        ),
      }))}
    />
  );
}

export const directoryPages: readonly Route[] = [
  get({
    path: paths.directory,
    may,
    audit: 'organisation.directory',
    handle: async (request) => page({ place, content: await directoryPage(request, {}, []) }),
  }),
  post({
    path: paths.directory,
    may,
    audit: 'organisation.directory.connect',
    stepUp: true,
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const { problems } = words(request).directory;
      const errors: FieldError[] = [];
      const name = first(typed, fields.name).slice(0, longest);
      const unit = (await areasAndUnits(request)).units.find(({ id }) => id === first(typed, fields.unit));
      if (name === '') errors.push({ field: fields.name, message: problems.name });
      if (!unit) errors.push({ field: fields.unit, message: problems.unit });
      const key = keyIn(typed);
      if (!unit || !key || errors.length > 0)
        return invalid({ place, content: await directoryPage(request, typed, errors) });
      // Shown once and kept as its hash: whoever reads the table cannot push anybody.
      const token = randomBytes(32).toString('base64url');
      const sha256 = createHash('sha256').update(token).digest();
      const outcome = await makeClient(request, { id: idOf(key), name, account: newId(), sha256, unit: unit.id });
      if (outcome === 'not-found') return notFound;
      return page({ place, content: await directoryPage(request, {}, [], outcome === 'written' ? token : undefined) });
    },
  }),
  post({
    path: paths.endClient,
    may,
    audit: 'organisation.directory.disconnect',
    handle: async (request) => {
      const id = findId(request.parameters.client);
      if (!id || !(await clients(request)).some((one) => one.id === id)) return notFound;
      await endClient(request, id);
      return redirect(paths.directory());
    },
  }),
  post({
    path: paths.mapGroup,
    may,
    audit: 'organisation.directory.map',
    stepUp: true,
    handle: async (request) => {
      const id = findId(request.parameters.group);
      const group = id && (await groups(request, id))[0];
      if (!group) return notFound;
      const [role, unit] = first(typedFrom(request.form), `${fields.give}.${group.id}`).split(' ');
      const { units } = await areasAndUnits(request);
      const known = (await rolesOf(request)).some((one) => one.id === role) && units.some((one) => one.id === unit);
      const outcome = await keepingAdministrator(request, () =>
        mapGroup(request, group.id, known && role !== undefined && unit !== undefined ? { role, unit } : undefined),
      );
      if (outcome === 'last') return invalid({ place, content: await directoryPage(request, {}, []) });
      return redirect(paths.directory());
    },
  }),
];
