import { isLocalDate } from '../../kernel/date.ts';
import { findId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import {
  conflict,
  type Get,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import { first, frameFields, hidden, keyIn, type Typed, typedFrom } from '../../platform/typed.ts';
import { atStart } from '../../kernel/words.ts';
import { roleName } from '../../routine/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { type ContactRoute, uncheckedFor } from '../contact-routes.ts';
import { contactMessages } from '../messages/contact-routes.ts';
import { paths } from '../paths.ts';
import { routineLibrary } from '../routines.ts';
import {
  contactRoutes,
  contactRouteVersions,
  insertContactRoute,
  updateContactRoute,
} from '../store/contact-routes.ts';
import { ContactRouteForm, contactRouteFields as fields, ContactRoutes } from '../views/contact-routes.tsx';

const place = 'contacts';
const longest = 500;

export const contactRoutePages: readonly Route[] = [
  get({
    path: paths.contactRoutes,
    may: 'routine:read',
    audit: 'contact-route.list',
    handle: async (request) => {
      const { permissions } = request.actor;
      const keeps = permissions.has('contactRoute:keep');
      const names = await partyNames(request);
      const routes = await contactRoutes(request);
      return page({
        place,
        content: (
          <ContactRoutes
            routes={routes.map((route) => ({
              ...route,
              serves: route.serves.map((party) => names.get(party) ?? party).join(', '),
              uncheckedFor: route.withdrawn ? undefined : uncheckedFor(route, request.today),
              ...(keeps
                ? {
                    href: paths.contactRoute({ route: route.id }),
                    check: {
                      action: paths.checkContactRoute({ route: route.id }),
                      hidden: { [hidden.csrf]: request.csrf, [hidden.seen]: String(route.version) },
                    },
                  }
                : {}),
            }))}
            addHref={keeps ? paths.addContactRoute() : undefined}
          />
        ),
      });
    },
  }),
  get({
    path: paths.addContactRoute,
    may: 'contactRoute:keep',
    audit: 'contact-route.form',
    handle: async (request) => page({ place, content: await form(request, undefined, {}, []) }),
  }),
  post({
    path: paths.addContactRoute,
    may: 'contactRoute:keep',
    audit: 'contact-route.add',
    handle: (request) => save(request, undefined),
  }),
  get({
    path: paths.contactRoute,
    may: 'contactRoute:keep',
    audit: 'contact-route.form',
    handle: async (request) => {
      const route = await find(request, request.parameters.route);
      return route ? page({ place, content: await form(request, route, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.contactRoute,
    may: 'contactRoute:keep',
    audit: 'contact-route.change',
    handle: async (request) => {
      const route = await find(request, request.parameters.route);
      return route ? save(request, route) : notFound;
    },
  }),
  post({
    path: paths.checkContactRoute,
    may: 'contactRoute:keep',
    audit: 'contact-route.check',
    handle: async (request) => {
      const route = await find(request, request.parameters.route);
      const seen = Number.parseInt(first(typedFrom(request.form), hidden.seen), 10);
      if (!route || route.withdrawn) return notFound;
      // Checked twice the same day is checked once.
      if (route.checkedOn === request.today) return redirect(paths.contactRoutes());
      const checked = {
        ...route,
        checkedOn: request.today,
        reason: contactMessages[request.actor.language].checkReason,
        version: seen + 1,
      };
      if (route.version === seen && (await updateContactRoute(request, checked)) === 'written')
        return redirect(paths.contactRoutes());
      // It says something else now than what was checked.
      return conflict({ place, content: await form(request, route, {}, [], true) });
    },
  }),
];

/** Every party of the routines that somebody may turn to, by its name. */
async function partyNames(scope: Scope): Promise<ReadonlyMap<string, string>> {
  const { language } = scope.actor;
  const library = await routineLibrary(scope);
  return new Map(
    library
      .routines()
      .flatMap((routine) => library.versions(routine))
      .flatMap(({ definition }) =>
        definition.contacts.map(({ party }) => [party, atStart(roleName(definition, party, language))] as const),
      ),
  );
}

const find = async (request: Get<string>, id: string): Promise<ContactRoute | undefined> =>
  findId(id) === undefined ? undefined : (await contactRoutes(request)).find((route) => route.id === id);

async function save(request: Post<string>, before: ContactRoute | undefined) {
  const typed = typedFrom(request.form);
  const errors: FieldError[] = [];
  const route = await read(request, before, typed, errors);
  if (!route || errors.length > 0) return invalid({ place, content: await form(request, before, typed, errors) });
  if (!before) {
    await insertContactRoute(request, route);
    return redirect(paths.contactRoutes());
  }
  if ((await updateContactRoute(request, route)) === 'written') return redirect(paths.contactRoutes());
  const seenNow = { ...typed, [hidden.seen]: [String(before.version)] };
  return conflict({ place, content: await form(request, before, seenNow, [], true) });
}

async function read(
  request: Get<string>,
  before: ContactRoute | undefined,
  typed: Typed,
  errors: FieldError[],
): Promise<ContactRoute | undefined> {
  const { problems } = contactMessages[request.actor.language];
  const value = (name: string): string => first(typed, name).trim().slice(0, longest);
  const wrong = (field: string, message: string): void => void errors.push({ field, message });
  const known = await partyNames(request);
  const [unitName, mail, phone, other] = [
    value(fields.unitName),
    value(fields.mail),
    value(fields.phone),
    value(fields.other),
  ];
  const serves = (typed[fields.serves] ?? []).filter((party) => known.has(party));
  const [source, checkedOn, reason] = [value(fields.source), value(fields.checkedOn), value(fields.reason)];
  const warnAfterDays = Number(value(fields.warnAfterDays));
  if (unitName === '') wrong(fields.unitName, problems.unitName);
  if (serves.length === 0) wrong(fields.serves, problems.serves);
  if (mail !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(mail)) wrong(fields.mail, problems.mail);
  if (mail === '' && phone === '' && other === '') wrong(fields.mail, problems.way);
  if (source === '') wrong(fields.source, problems.source);
  if (!isLocalDate(checkedOn) || checkedOn > request.today) wrong(fields.checkedOn, problems.checkedOn);
  if (!Number.isInteger(warnAfterDays) || warnAfterDays < 1 || warnAfterDays > 1000)
    wrong(fields.warnAfterDays, problems.warnAfterDays);
  if (before && reason === '') wrong(fields.reason, problems.reason);
  const id = before?.id ?? keyIn(typed);
  if (id === undefined || !isLocalDate(checkedOn)) return undefined;
  return {
    id,
    unitName,
    serves,
    mail,
    phone,
    other,
    source,
    checkedOn,
    warnAfterDays,
    reason,
    withdrawn: value(fields.withdrawn) === 'ja',
    version: before ? (Number.parseInt(first(typed, hidden.seen), 10) || 0) + 1 : 1,
  };
}

async function form(
  request: Get<string>,
  route: ContactRoute | undefined,
  typed: Typed,
  errors: readonly FieldError[],
  overtaken = false,
) {
  const shown = Object.keys(typed).length > 0;
  const known: Readonly<Record<Exclude<keyof typeof fields, 'serves'>, string>> = {
    unitName: route?.unitName ?? '',
    mail: route?.mail ?? '',
    phone: route?.phone ?? '',
    other: route?.other ?? '',
    source: route?.source ?? '',
    checkedOn: route?.checkedOn ?? request.today,
    warnAfterDays: String(route?.warnAfterDays ?? 180),
    withdrawn: route?.withdrawn ? 'ja' : '',
    reason: '',
  };
  const chosen = shown ? (typed[fields.serves] ?? []) : (route?.serves ?? []);
  return (
    <ContactRouteForm
      frame={{
        action: route ? paths.contactRoute({ route: route.id }) : paths.addContactRoute(),
        hidden: frameFields(request.csrf, typed, route?.version ?? 0),
        errors,
        cancelHref: paths.contactRoutes(),
      }}
      unitName={route?.unitName}
      values={
        shown
          ? (Object.fromEntries(Object.keys(known).map((name) => [name, first(typed, name)])) as typeof known)
          : known
      }
      serves={[...(await partyNames(request))].map(([value, label]) => ({
        value,
        label,
        checked: chosen.includes(value),
      }))}
      overtaken={overtaken}
      history={route ? await contactRouteVersions(request, route.id) : []}
      backHref={paths.contactRoutes()}
    />
  );
}
