import { type AccountId, findId, idOf } from '../../../kernel/ids.ts';
import {
  type Answer,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, keyIn, seenIn, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { isEmail, writeEmail } from '../../mail/store/mail.ts';
import { keepingAdministrator } from '../store/administrators.ts';
import { findPerson, type Person, writePerson, writePersonRole } from '../store/people.ts';
import { rolesOf } from '../store/roles.ts';
import { areasAndUnits } from '../store/units.ts';
import { personPage } from './person-page.tsx';
import { longest, may, place, words } from './section.ts';
import { organisationPaths as paths } from '../paths.ts';
import { administrationFields as fields } from '../views/frame.tsx';

async function writeIt(request: Post<string>, person: Person | undefined): Promise<Answer> {
  const typed = typedFrom(request.form);
  const { problems } = words(request).people;
  const errors: FieldError[] = [];
  const name = first(typed, fields.name).slice(0, longest);
  const username = first(typed, fields.username);
  const email = first(typed, fields.email);
  const { areas } = await areasAndUnits(request);
  const area = areas.find(({ id }) => id === first(typed, fields.area));
  if (name === '') errors.push({ field: fields.name, message: problems.name });
  if (!/^[a-z0-9][a-z0-9.@_-]{1,99}$/.test(username))
    errors.push({ field: fields.username, message: problems.username });
  if (!area) errors.push({ field: fields.area, message: problems.area });
  if (email !== '' && !isEmail(email)) errors.push({ field: fields.email, message: problems.email });
  const key = keyIn(typed);
  const again = async (problem?: string, fresh = person) =>
    invalid({
      place,
      content: await personPage(request, fresh, problem === undefined ? typed : {}, errors, { problem }),
    });
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
      await writeEmail(request, account, email);
      request.touched({ parts: ['account'] });
      return redirect(paths.person({ account }));
  }
}

export const personPages: readonly Route[] = [
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
        return invalid({
          place,
          content: await personPage(request, person, {}, [], { problem: words(request).problems.last }),
        });
      return outcome === 'written' ? redirect(paths.person({ account: person.account })) : notFound;
    },
  }),
];
