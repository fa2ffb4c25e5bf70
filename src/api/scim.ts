import type { ContentfulStatusCode } from 'hono/utils/http-status';
import SCIMMY from 'scimmy';
import { type AccountId, findId, newId } from '../kernel/ids.ts';
import {
  deleteGroup,
  type Group,
  groups,
  isEmail,
  keepingAdministrator,
  peopleForDirectory,
  type PersonAtWork,
  removePerson,
  scimActor,
  writeEmail,
  writeGroup,
  writePerson,
} from '../organisation/index.ts';
import { as, type Scope } from '../platform/door.ts';
import type { App, AppContext, ServerDeps } from '../platform/server.ts';
import { bearerOf } from './dispatch.ts';

// SCIM 2.0 (RFC 7643, RFC 7644) for the organisation's own directory: schemas, filters and patches are the library's; what is written, and
// who may, are the organisation's. Everything of a request happens in one transaction inside the one door.

const base = '/scim/v2';
const longestBody = 256 * 1024;

class ScimError extends SCIMMY.Types.Error {}
const refuse = (status: number, scimType: string | null, message: string): never => {
  // The library declares its own list of pairs; these are of RFC 7644, table 9.
  throw new ScimError(status, scimType as never, message);
};

/** What a filter asks for by the one key that it names: so that a directory that looks somebody up does not read everybody. */
function keyed(filter: unknown, attribute: string): string | undefined {
  const first: unknown = Array.isArray(filter) && filter.length === 1 ? filter[0] : undefined;
  const asked = typeof first === 'object' && first !== null ? (first as Record<string, unknown>)[attribute] : undefined;
  return Array.isArray(asked) && asked[0] === 'eq' && typeof asked[1] === 'string' ? asked[1] : undefined;
}

const userOf = (person: PersonAtWork) => ({
  id: person.account as string,
  userName: person.username,
  displayName: person.name,
  name: { formatted: person.name },
  active: person.active,
  ...(person.externalId === undefined ? {} : { externalId: person.externalId }),
  ...(person.email === undefined ? {} : { emails: [{ value: person.email, type: 'work', primary: true }] }),
});

const groupOf = (group: Group) => ({
  id: group.id,
  displayName: group.name,
  members: group.members.map(({ account, name }) => ({ value: account, display: name, type: 'User' })),
  ...(group.externalId === undefined ? {} : { externalId: group.externalId }),
});

type Incoming = Readonly<{
  userName?: string;
  displayName?: string;
  name?: Readonly<{ formatted?: string; givenName?: string; familyName?: string }>;
  active?: boolean;
  externalId?: string;
  emails?: readonly Readonly<{ value?: string; primary?: boolean }>[];
  members?: readonly Readonly<{ value?: string }>[];
}>;

async function findUser(scope: Scope, id: string): Promise<PersonAtWork> {
  const known = findId(id);
  const [found] = known === undefined ? [] : await peopleForDirectory(scope, { id: known });
  return found ?? refuse(404, null, `Resource ${id} not found`);
}

async function findGroup(scope: Scope, id: string): Promise<Group> {
  const known = findId(id);
  const [found] = known === undefined ? [] : await groups(scope, known);
  return found ?? refuse(404, null, `Resource ${id} not found`);
}

const lastAdministrator = 'The last administrator stays: appoint another first';

async function writeUser(scope: Scope, id: string | undefined, given: Incoming): Promise<PersonAtWork> {
  const before = id === undefined ? undefined : await findUser(scope, id);
  const { givenName, familyName, formatted } = given.name ?? {};
  const username = given.userName ?? '';
  const name = given.displayName ?? formatted ?? [givenName, familyName].filter((part) => part).join(' ');
  const account = before?.account ?? newId<AccountId>();
  const outcome = await keepingAdministrator(scope, () =>
    writePerson(scope, {
      account,
      username,
      name: name === '' ? username : name,
      area: before?.area ?? scope.actor.area,
      active: given.active ?? true,
      externalId: given.externalId,
      seen: before?.version,
    }),
  );
  if (outcome === 'last') return refuse(409, 'mutability', lastAdministrator);
  if (outcome === 'username-taken') return refuse(409, 'uniqueness', 'userName is taken');
  if (outcome === 'overtaken') return refuse(409, null, 'Somebody else has changed the user: read it again');
  const emails = given.emails ?? [];
  const email = (emails.find(({ primary }) => primary) ?? emails[0])?.value ?? '';
  if (email !== '' && !isEmail(email)) return refuse(400, 'invalidValue', 'emails holds no address of mail');
  await writeEmail(scope, account, email);
  scope.touched({ parts: ['account'] });
  return findUser(scope, account);
}

async function keepGroup(scope: Scope, id: string | undefined, given: Incoming): Promise<Group> {
  const group = id === undefined ? newId() : (await findGroup(scope, id)).id;
  const members = (given.members ?? []).flatMap(({ value }) => findId(value ?? '') ?? []);
  const outcome = await keepingAdministrator(scope, () =>
    writeGroup(scope, { id: group, name: given.displayName ?? '', externalId: given.externalId, members }),
  );
  if (outcome === 'last') return refuse(409, 'mutability', lastAdministrator);
  if (outcome === 'name-taken') return refuse(409, 'uniqueness', 'displayName is taken');
  scope.touched({ parts: ['group'] });
  return findGroup(scope, group);
}

const { User, Group: GroupResource } = SCIMMY.Resources;
SCIMMY.Resources.declare(User)
  .ingress(async (resource, instance, scope: Scope) =>
    userOf(await writeUser(scope, resource.id, instance as Incoming)),
  )
  .egress(async (resource, scope: Scope) => {
    scope.touched({ parts: ['accounts'] });
    if (resource.id !== undefined) return userOf(await findUser(scope, resource.id));
    const by = {
      username: keyed(resource.filter, 'userName'),
      externalId: keyed(resource.filter, 'externalId'),
    };
    return (await peopleForDirectory(scope, by)).map(userOf);
  })
  .degress(async (resource, scope: Scope) => {
    const { account } = await findUser(scope, resource.id ?? '');
    if ((await keepingAdministrator(scope, () => removePerson(scope, account))) === 'last')
      refuse(409, 'mutability', lastAdministrator);
    scope.touched({ parts: ['account'] });
  });
SCIMMY.Resources.declare(GroupResource)
  .ingress(async (resource, instance, scope: Scope) =>
    groupOf(await keepGroup(scope, resource.id, instance as Incoming)),
  )
  .egress(async (resource, scope: Scope) => {
    scope.touched({ parts: ['groups'] });
    return resource.id === undefined
      ? (await groups(scope)).map(groupOf)
      : groupOf(await findGroup(scope, resource.id));
  })
  .degress(async (resource, scope: Scope) => {
    const { id } = await findGroup(scope, resource.id ?? '');
    if ((await keepingAdministrator(scope, () => deleteGroup(scope, id))) === 'last')
      refuse(409, 'mutability', lastAdministrator);
    scope.touched({ parts: ['group'] });
  });
SCIMMY.Resources.User.basepath(base);
SCIMMY.Resources.Group.basepath(base);
SCIMMY.Config.set({ patch: true, filter: { supported: true, maxResults: 1000 } });

const kinds = { Users: User, Groups: GroupResource } as const;
type Kind = keyof typeof kinds;

const answer = (context: AppContext, status: number, body: unknown): Response =>
  context.body(JSON.stringify(body), status as ContentfulStatusCode, { 'content-type': 'application/scim+json' });

function problem(context: AppContext, error: unknown): Response {
  const { status = 500, scimType, message } = error as { status?: number; scimType?: string; message?: string };
  const known = error instanceof SCIMMY.Types.Error;
  return answer(context, known ? status : 500, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(known ? status : 500),
    ...(scimType ? { scimType } : {}),
    detail: known ? message : 'Something went wrong',
  });
}

async function bodyOf(context: AppContext): Promise<unknown> {
  const text = await context.req.text();
  if (text.length > longestBody) return refuse(413, null, 'The body is too large');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return refuse(400, 'invalidSyntax', 'The body is not JSON');
  }
}

/** Puts the directory's way in on the road. */
export function mountScim(app: App, deps: ServerDeps): void {
  const serve = async (
    context: AppContext,
    action: string,
    work: (scope: Scope) => Promise<Response>,
  ): Promise<Response> => {
    const now = deps.now();
    const token = bearerOf(context);
    const actor = token === undefined ? undefined : await scimActor(deps.db, token, now);
    if (!actor?.permissions.has('organisation:provision')) {
      context.header('www-authenticate', 'Bearer');
      return problem(context, new ScimError(401, null as never, 'A token of a connected directory is needed'));
    }
    try {
      return await as(deps.db, actor, now, { action: `scim.${action}`, channel: 'scim' }, work);
    } catch (error) {
      // Nothing of it has been done: what was asked for is written down all the same.
      await as(deps.db, actor, now, { action: `scim.${action}`, channel: 'scim' }, (scope) => {
        scope.rejected();
        return Promise.resolve();
      });
      if (!(error instanceof SCIMMY.Types.Error))
        deps.log.error({ request: context.get('requestId'), route: context.req.routePath, error });
      return problem(context, error);
    }
  };
  for (const kind of Object.keys(kinds) as Kind[]) {
    const Resource = kinds[kind];
    const name = kind.toLowerCase();
    app.get(`${base}/${kind}`, (context) =>
      serve(context, `${name}.list`, async (scope) => {
        const { startIndex, count, filter, attributes, excludedAttributes } = context.req.query();
        const asked = {
          ...(filter === undefined ? {} : { filter }),
          ...(attributes === undefined ? {} : { attributes }),
          ...(excludedAttributes === undefined ? {} : { excludedAttributes }),
          ...(startIndex === undefined ? {} : { startIndex: Number(startIndex) }),
          ...(count === undefined ? {} : { count: Number(count) }),
        };
        return answer(context, 200, await new Resource(undefined, asked).read(scope));
      }),
    );
    app.post(`${base}/${kind}`, (context) =>
      serve(context, `${name}.make`, async (scope) =>
        answer(context, 201, await new Resource().write(await bodyOf(context), scope)),
      ),
    );
    const one = `${base}/${kind}/:id`;
    app.get(one, (context) =>
      serve(context, `${name}.read`, async (scope) =>
        answer(context, 200, await new Resource(context.req.param('id')).read(scope)),
      ),
    );
    app.put(one, (context) =>
      serve(context, `${name}.write`, async (scope) =>
        answer(context, 200, await new Resource(context.req.param('id')).write(await bodyOf(context), scope)),
      ),
    );
    app.patch(one, (context) =>
      serve(context, `${name}.patch`, async (scope) => {
        const id = context.req.param('id');
        const patched = await new Resource(id).patch((await bodyOf(context)) as never, scope);
        // Nothing was different: it is as it was.
        return answer(context, 200, patched ?? (await new Resource(id).read(scope)));
      }),
    );
    app.delete(one, (context) =>
      serve(context, `${name}.remove`, async (scope) => {
        await new Resource(context.req.param('id')).dispose(scope);
        return context.body(null, 204);
      }),
    );
  }
  for (const [endpoint, Resource] of [
    ['Schemas', SCIMMY.Resources.Schema],
    ['ResourceTypes', SCIMMY.Resources.ResourceType],
    ['ServiceProviderConfig', SCIMMY.Resources.ServiceProviderConfig],
  ] as const) {
    app.get(`${base}/${endpoint}`, (context) =>
      serve(context, 'describe', async () => answer(context, 200, await new Resource().read())),
    );
  }
  app.all(`${base}/*`, (context) => problem(context, new ScimError(404, null as never, 'There is nothing here')));
}
