import { createHash, randomBytes } from 'node:crypto';
import { isLocalDate } from '../../../kernel/date.ts';
import { type AccountId, findId, idOf, newId } from '../../../kernel/ids.ts';
import { type Permission, permissions as allPermissions } from '../../../kernel/permission.ts';
import {
  type Answer,
  type Get,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import {
  first,
  frameFields,
  hidden,
  keyIn,
  pageNumber,
  seenIn,
  type Typed,
  typedFrom,
} from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { organisationMessages } from '../messages/index.ts';
import { organisationPaths as paths } from '../paths.ts';
import {
  areasAndUnits,
  changes,
  changesPerPage,
  type Client,
  clients,
  delegable,
  delegations,
  keepingAdministrator,
  endClient,
  endDelegation,
  findPerson,
  groups,
  insertDelegation,
  makeClient,
  mapGroup,
  people,
  peoplePerPage,
  type Person,
  type Role,
  rolesOf,
  writeArea,
  writePerson,
  writePersonRole,
  writeRole,
  writeUnit,
} from '../store/administration.ts';
import {
  administrationFields as fields,
  areaFields,
  ChangeHistory,
  Delegations,
  Directory,
  People,
  PersonPage,
  RolePage,
  Roles,
  Units,
} from '../views/administration.tsx';

const place = 'administration';
const may = 'organisation:administer';
const longest = 200;

type Section = 'people' | 'units' | 'roles' | 'delegations' | 'directory' | 'history';
const addresses: Readonly<Record<Section, string>> = {
  people: paths.administration(),
  units: paths.units(),
  roles: paths.roles(),
  delegations: paths.delegations(),
  directory: paths.directory(),
  history: paths.history(),
};
const linksTo = ({ actor }: Get<string>, here: Section) =>
  (Object.keys(addresses) as Section[]).map((section) => ({
    href: addresses[section],
    text: organisationMessages[actor.language].sections[section],
    current: section === here,
  }));

const words = ({ actor }: Get<string>) => organisationMessages[actor.language];
const csrfOf = (request: Get<string>) => ({ [hidden.csrf]: request.csrf });
const choices = <T,>(of: readonly T[], value: (one: T) => string, label: (one: T) => string, chosen: string) =>
  of.map((one) => ({ value: value(one), label: label(one), checked: value(one) === chosen }));

const frame = (
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

// ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────────

async function personPage(
  request: Get<string>,
  person: Person | undefined,
  typed: Typed,
  errors: readonly FieldError[],
  problem?: string,
) {
  const m = words(request);
  const { language } = request.actor;
  const { areas, units } = await areasAndUnits(request);
  const action = person ? paths.person({ account: person.account }) : paths.newPerson();
  const ofRoles = errors.some(({ field }) => field === fields.role || field === fields.unit);
  const mine = ofRoles ? {} : typed;
  const area = first(mine, fields.area) || (person?.area ?? '');
  return (
    <PersonPage
      links={linksTo(request, 'people')}
      title={person?.name ?? m.people.newTitle}
      backHref={paths.administration()}
      problem={problem}
      frame={frame(request, action, paths.administration(), mine, ofRoles ? [] : errors, person?.version)}
      values={{
        name: mine[fields.name]?.[0] ?? person?.name ?? '',
        username: mine[fields.username]?.[0] ?? person?.username ?? '',
        active: mine[fields.state] === undefined ? (person?.active ?? true) : first(mine, fields.state) === 'aktiv',
      }}
      areas={choices(
        areas,
        ({ id }) => id,
        ({ name }) => name,
        area,
      )}
      roles={
        person && {
          held: person.roles.map((held) => ({
            key: `${held.role} ${held.unit}`,
            text: `${held[language]}, ${held.unitName}`,
            take: {
              action: paths.personRoles({ account: person.account }),
              hidden: { ...csrfOf(request), [fields.role]: held.role, [fields.unit]: held.unit, [fields.give]: 'nej' },
            },
          })),
          frame: {
            action: paths.personRoles({ account: person.account }),
            hidden: { ...csrfOf(request), [fields.give]: 'ja' },
            errors: ofRoles ? errors : [],
            cancelHref: paths.person({ account: person.account }),
          },
          choices: choices(
            await rolesOf(request),
            ({ id }) => id,
            (role) => role[language],
            first(typed, fields.role),
          ),
          units: choices(
            units.filter((unit) => unit.area === person.area),
            ({ id }) => id,
            ({ name }) => name,
            first(typed, fields.unit),
          ),
          invite: m.people.invite(person.username),
        }
      }
    />
  );
}

async function writeIt(request: Post<string>, person: Person | undefined): Promise<Answer> {
  const typed = typedFrom(request.form);
  const { problems } = words(request).people;
  const errors: FieldError[] = [];
  const name = first(typed, fields.name).slice(0, longest);
  const username = first(typed, fields.username);
  const { areas } = await areasAndUnits(request);
  const area = areas.find(({ id }) => id === first(typed, fields.area));
  if (name === '') errors.push({ field: fields.name, message: problems.name });
  if (!/^[a-z0-9][a-z0-9.@_-]{1,99}$/.test(username))
    errors.push({ field: fields.username, message: problems.username });
  if (!area) errors.push({ field: fields.area, message: problems.area });
  const key = keyIn(typed);
  const again = async (problem?: string, fresh = person) =>
    invalid({ place, content: await personPage(request, fresh, problem === undefined ? typed : {}, errors, problem) });
  if (!area || !key || errors.length > 0) return again();
  // The same form twice makes one.
  const account = person?.account ?? idOf<AccountId>(key);
  const active = first(typed, fields.state) !== 'avstangd';
  const seen = person === undefined ? undefined : seenIn(typed);
  const outcome = await keepingAdministrator(request, () =>
    writePerson(request, { account, username, name, area: area.id, active, externalId: person?.externalId, seen }),
  );
  if (outcome === 'last') return again(words(request).problems.last);
  switch (outcome) {
    case 'username-taken':
      errors.push({ field: fields.username, message: problems.taken });
      return again();
    case 'overtaken':
      return again(words(request).problems.overtaken, await findPerson(request, account));
    case 'not-found':
      return notFound;
    case 'written':
    case 'already':
      request.touched({ parts: ['account'] });
      return redirect(paths.person({ account }));
  }
}

// ── Roles ────────────────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── Units ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const kinds = ['committee', 'authority', 'provider'] as const;
const shortName = /^[a-z][a-z0-9-]{0,39}$/;

async function unitsPage(request: Get<string>, typed: Typed, errors: readonly FieldError[]) {
  const m = words(request).units;
  const { areas, units } = await areasAndUnits(request);
  const ofArea = errors.some(({ field }) => Object.values(areaFields).some((one) => one === field));
  const [forArea, forUnit] = ofArea ? [typed, {}] : [{}, typed];
  return (
    <Units
      links={linksTo(request, 'units')}
      areas={areas.map((area) => ({
        key: area.id,
        name: area.name,
        id: area.id,
        kind: m.kinds[area.kind] ?? area.kind,
        units: units.filter((unit) => unit.area === area.id).map(({ id, name }) => ({ key: id, name, id })),
      }))}
      areaForm={{
        frame: frame(request, paths.areas(), paths.units(), {}, ofArea ? errors : []),
        id: first(forArea, areaFields.id),
        name: first(forArea, areaFields.name),
        kinds: choices(
          kinds,
          (kind) => kind,
          (kind) => m.kinds[kind] ?? kind,
          first(forArea, areaFields.kind),
        ),
      }}
      unitForm={{
        frame: frame(request, paths.units(), paths.units(), {}, ofArea ? [] : errors),
        id: first(forUnit, fields.id),
        name: first(forUnit, fields.name),
        areas: choices(
          areas,
          ({ id }) => id,
          ({ name }) => name,
          first(forUnit, fields.area),
        ),
      }}
    />
  );
}

// ── Delegations ──────────────────────────────────────────────────────────────────────────────────────────────────────

async function delegationsPage(request: Get<string>, typed: Typed, errors: readonly FieldError[]) {
  const m = words(request);
  const all = await people(request, { page: 1 });
  return (
    <Delegations
      links={linksTo(request, 'delegations')}
      lines={(await delegations(request)).map((one) => ({
        key: one.id,
        name: one.name,
        what: m.permissions[one.permission],
        reference: one.reference,
        time: m.delegations.time(one.from, one.to),
        end: one.ended ? undefined : { action: paths.endDelegation({ delegation: one.id }), hidden: csrfOf(request) },
      }))}
      frame={frame(request, paths.delegations(), paths.delegations(), typed, errors)}
      people={choices(
        all.people.filter(({ account, active }) => active && account !== request.actor.account),
        ({ account }) => account,
        ({ name, areaName }) => `${name}, ${areaName}`,
        first(typed, fields.who),
      )}
      what={choices(
        delegable,
        (one) => one,
        (one) => m.permissions[one],
        first(typed, fields.what),
      )}
      values={{
        reference: first(typed, fields.reference),
        from: typed[fields.from]?.[0] ?? request.today,
        to: first(typed, fields.to),
      }}
    />
  );
}

// ── Directory ────────────────────────────────────────────────────────────────────────────────────────────────────────

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

const inShort = (row: Readonly<Record<string, unknown>> | null): string =>
  row === null
    ? '–'
    : Object.entries(row)
        .filter(([name, value]) => value !== null && name !== 'municipality' && name !== 'idempotency_key')
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(', ');

/** Of a changed row, what is different; of one that came or went, all of it. */
function difference(before: Readonly<Record<string, unknown>> | null, after: Readonly<Record<string, unknown>> | null) {
  if (before === null || after === null) return [inShort(before), inShort(after)] as const;
  const changed = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const only = (row: Readonly<Record<string, unknown>>) =>
    inShort(Object.fromEntries(changed.map((name) => [name, row[name]])));
  return [only(before), only(after)] as const;
}

export const administrationPages: readonly Route[] = [
  get({
    path: paths.administration,
    may,
    audit: 'organisation.people',
    handle: async (request) => {
      const area = request.query.get(fields.area) || undefined;
      const number = pageNumber(request.query.get('sida'));
      const { areas } = await areasAndUnits(request);
      const found = await people(request, { area, page: number });
      const { language } = request.actor;
      request.touched({ parts: ['accounts'] });
      const from = (number - 1) * peoplePerPage;
      const at = (sida: number): string => paths.administration({ [fields.area]: area, sida: String(sida) });
      return page({
        place,
        content: (
          <People
            links={linksTo(request, 'people')}
            addHref={paths.newPerson()}
            filterAction={paths.administration()}
            areas={choices(
              areas,
              ({ id }) => id,
              ({ name }) => name,
              area ?? '',
            )}
            lines={found.people.map((one) => ({
              key: one.account,
              href: paths.person({ account: one.account }),
              name: one.name,
              username: one.username,
              area: one.areaName,
              roles: one.roles.map((held) => `${held[language]} (${held.unitName})`).join(', '),
              active: one.active,
            }))}
            pager={{
              from: from + 1,
              to: from + found.people.length,
              ...(number > 1 ? { previousHref: at(number - 1) } : {}),
              ...(found.more ? { nextHref: at(number + 1) } : {}),
            }}
          />
        ),
      });
    },
  }),
  get({
    path: paths.newPerson,
    may,
    audit: 'organisation.person.form',
    handle: async (request) => page({ place, content: await personPage(request, undefined, {}, []) }),
  }),
  post({
    path: paths.newPerson,
    may,
    audit: 'organisation.person.make',
    stepUp: true,
    handle: async (request) => writeIt(request, undefined),
  }),
  get({
    path: paths.person,
    may,
    audit: 'organisation.person',
    handle: async (request) => {
      const id = findId(request.parameters.account);
      const person = id && (await findPerson(request, id));
      return person ? page({ place, content: await personPage(request, person, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.person,
    may,
    audit: 'organisation.person.change',
    stepUp: true,
    handle: async (request) => {
      const id = findId(request.parameters.account);
      const person = id && (await findPerson(request, id));
      return person ? writeIt(request, person) : notFound;
    },
  }),
  post({
    path: paths.personRoles,
    may,
    audit: 'organisation.person.roles',
    stepUp: true,
    handle: async (request) => {
      const id = findId(request.parameters.account);
      const person = id && (await findPerson(request, id));
      if (!person) return notFound;
      const typed = typedFrom(request.form);
      const { problems } = words(request).people;
      const errors: FieldError[] = [];
      const role = (await rolesOf(request)).find((one) => one.id === first(typed, fields.role));
      const unit = (await areasAndUnits(request)).units.find(
        (one) => one.id === first(typed, fields.unit) && one.area === person.area,
      );
      if (!role) errors.push({ field: fields.role, message: problems.role });
      if (!unit) errors.push({ field: fields.unit, message: problems.unit });
      if (!role || !unit) return invalid({ place, content: await personPage(request, person, typed, errors) });
      const outcome = await keepingAdministrator(request, () =>
        writePersonRole(request, {
          account: person.account,
          role: role.id,
          unit: unit.id,
          given: first(typed, fields.give) === 'ja',
        }),
      );
      if (outcome === 'last')
        return invalid({ place, content: await personPage(request, person, {}, [], words(request).problems.last) });
      return outcome === 'written' ? redirect(paths.person({ account: person.account })) : notFound;
    },
  }),
  get({
    path: paths.units,
    may,
    audit: 'organisation.units',
    handle: async (request) => page({ place, content: await unitsPage(request, {}, []) }),
  }),
  post({
    path: paths.units,
    may,
    audit: 'organisation.unit.write',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const { problems } = words(request).units;
      const errors: FieldError[] = [];
      const [id, name, area] = [
        first(typed, fields.id),
        first(typed, fields.name).slice(0, longest),
        first(typed, fields.area),
      ];
      const { areas } = await areasAndUnits(request);
      if (!shortName.test(id)) errors.push({ field: fields.id, message: problems.id });
      if (name === '') errors.push({ field: fields.name, message: problems.name });
      if (!areas.some((one) => one.id === area)) errors.push({ field: fields.area, message: problems.area });
      if (errors.length === 0 && (await writeUnit(request, { id, area, name })) === 'other-area')
        errors.push({ field: fields.area, message: problems.otherArea });
      return errors.length > 0
        ? invalid({ place, content: await unitsPage(request, typed, errors) })
        : redirect(paths.units());
    },
  }),
  post({
    path: paths.areas,
    may,
    audit: 'organisation.area.write',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const { problems } = words(request).units;
      const errors: FieldError[] = [];
      const [id, name] = [first(typed, areaFields.id), first(typed, areaFields.name).slice(0, longest)];
      const kind = kinds.find((one) => one === first(typed, areaFields.kind));
      if (!shortName.test(id)) errors.push({ field: areaFields.id, message: problems.id });
      if (name === '') errors.push({ field: areaFields.name, message: problems.name });
      if (!kind) errors.push({ field: areaFields.kind, message: problems.kind });
      if (!kind || errors.length > 0) return invalid({ place, content: await unitsPage(request, typed, errors) });
      await writeArea(request, { id, name, kind });
      return redirect(paths.units());
    },
  }),
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
  get({
    path: paths.delegations,
    may,
    audit: 'organisation.delegations',
    handle: async (request) => page({ place, content: await delegationsPage(request, {}, []) }),
  }),
  post({
    path: paths.delegations,
    may,
    audit: 'organisation.delegation.give',
    stepUp: true,
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const { problems } = words(request).delegations;
      const errors: FieldError[] = [];
      const account = findId<AccountId>(first(typed, fields.who));
      const permission = delegable.find((one) => one === first(typed, fields.what));
      const reference = first(typed, fields.reference).slice(0, longest);
      const [from, to] = [first(typed, fields.from), first(typed, fields.to)];
      const who = account && account !== request.actor.account ? await findPerson(request, account) : undefined;
      if (!who) errors.push({ field: fields.who, message: problems.who });
      if (!permission) errors.push({ field: fields.what, message: problems.what });
      if (reference === '') errors.push({ field: fields.reference, message: problems.reference });
      if (!isLocalDate(from)) errors.push({ field: fields.from, message: problems.from });
      if (to !== '' && (!isLocalDate(to) || to < from)) errors.push({ field: fields.to, message: problems.to });
      const key = keyIn(typed);
      if (!who || !permission || !isLocalDate(from) || !key || errors.length > 0)
        return invalid({ place, content: await delegationsPage(request, typed, errors) });
      await insertDelegation(request, {
        id: newId(),
        account: who.account,
        permission,
        reference,
        from,
        ...(isLocalDate(to) ? { to } : {}),
        key,
      });
      return redirect(paths.delegations());
    },
  }),
  post({
    path: paths.endDelegation,
    may,
    audit: 'organisation.delegation.end',
    handle: async (request) => {
      const id = findId(request.parameters.delegation);
      if (!id || !(await delegations(request)).some((one) => one.id === id)) return notFound;
      await endDelegation(request, id);
      return redirect(paths.delegations());
    },
  }),
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
  get({
    path: paths.history,
    may,
    audit: 'organisation.history',
    handle: async (request) => {
      const asked = request.query.get('fore') ?? '';
      const found = await changes(request, /^\d{1,18}$/.test(asked) ? asked : undefined);
      const m = words(request).history;
      const shown = found.slice(0, changesPerPage);
      return page({
        place,
        content: (
          <ChangeHistory
            links={linksTo(request, 'history')}
            lines={shown.map((change) => {
              const [before, after] = difference(change.before, change.after);
              return {
                key: change.id,
                at: change.at.toISOString(),
                by: change.by ?? m.system,
                what: m.what[change.what] ?? change.what,
                before,
                after,
              };
            })}
            olderHref={found.length > changesPerPage ? paths.history({ fore: shown.at(-1)?.id }) : undefined}
          />
        ),
      });
    },
  }),
];
