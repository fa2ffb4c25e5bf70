import { countUnseen, markSeen, paths as casework, toldLines } from '../../../casework/index.ts';
import { interventionNames, interventions } from '../../../matching/index.ts';
import { type AccountId, findId } from '../../../kernel/ids.ts';
import { diffDays } from '../../../kernel/date.ts';
import { atStart } from '../../../kernel/words.ts';
import { localDateOf } from '../../../kernel/stockholm.ts';
import {
  type Answer,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, frameFields, hidden, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { Scope } from '../../../platform/door.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { subcategoriesEver } from '../../../register/index.ts';
import { subcategoryName } from '../../request-body.ts';
import { closedStates, listRequests, openStates, type Request, type RequestState } from '../../store/requests.ts';
import { assignWaiting } from '../actions/assign.ts';
import { openWarnings } from '../actions/match.ts';
import { deskMessages } from '../messages/index.ts';
import { deskPaths as paths } from '../paths.ts';
import { addCompetence, desksOf, endCompetence, officersOf } from '../store/officers.ts';
import { Noticed } from '../views/notices.tsx';
import { Queue, Staff, staffFields } from '../views/queue.tsx';
import { may, place } from './open.ts';

const most = 200;
const closedTab = 'avslutade';

/** The requests of all the desk's teams: of the open ones the most urgent first, of the closed ones the latest. */
async function atDesk(scope: Scope, states: readonly RequestState[]): Promise<readonly Request[]> {
  const all = await listRequests(scope, { states, limit: 2000 });
  return all.filter(({ deskArea }) => deskArea === scope.actor.area);
}

async function queueAnswer(request: Get<string>): Promise<Answer> {
  const { actor, query, today } = request;
  const m = deskMessages[actor.language].queue;
  const open = await atDesk(request, openStates);
  const desks = (await desksOf(request)).filter(
    ({ unit }) => open.some(({ deskUnit }) => deskUnit === unit) || isOwn(request, unit),
  );
  const shown = query.get('visa') ?? (actor.permissions.has('placement:lead') ? 'ingen' : 'mina');
  const lists: Readonly<Record<string, readonly Request[]>> = {
    mina: open.filter(({ assignedTo }) => assignedTo === actor.account),
    ingen: open.filter(({ assignedTo }) => assignedTo === undefined),
    ...Object.fromEntries(desks.map(({ unit }) => [unit, open.filter(({ deskUnit }) => deskUnit === unit)])),
  };
  const isClosed = shown === closedTab;
  const current = isClosed || lists[shown] ? shown : 'mina';
  const all = isClosed ? await atDesk(request, closedStates) : (lists[current] ?? []);
  const lines = all.slice(0, most);
  const warned = await openWarnings(request, lines);
  const subcategories = await subcategoriesEver(request);
  const gave = query.get('gav');
  const links = deskMessages[actor.language].queue.links;
  return page({
    place,
    content: (
      <Queue
        tabs={[
          { key: 'mina', text: m.mine },
          { key: 'ingen', text: m.unassigned },
          ...desks.map(({ unit, name }) => ({ key: unit, text: name })),
          { key: closedTab, text: m.closed },
        ].map(({ key, text }) => ({
          href: paths.queue({ visa: key }),
          text: lists[key] ? `${text} (${lists[key].length})` : text,
          current: key === current,
        }))}
        isClosed={isClosed}
        lines={lines.map((one) => ({
          request: one,
          href: paths.request({ request: one.id }),
          age: diffDays(localDateOf(one.submittedAt), today),
          warned: warned.has(one.id),
          subcategory: subcategoryName(one, actor.language, subcategories),
        }))}
        total={all.length}
        give={
          actor.permissions.has('placement:lead') && (lists['ingen']?.length ?? 0) > 0
            ? { action: paths.giveUnassigned(), hidden: { [hidden.csrf]: request.csrf } }
            : undefined
        }
        gave={gave !== null && /^\d{1,4}$/.test(gave) ? Number(gave) : undefined}
        links={[
          { href: paths.notices(), text: links.notices(await countUnseen(request)) },
          { href: paths.staff(), text: links.staff },
          { href: paths.order(), text: links.order },
          { href: paths.receivers(), text: links.receivers },
          { href: paths.reasons(), text: links.reasons },
          { href: paths.awards(), text: links.awards },
          { href: paths.complaints(), text: links.complaints },
          { href: paths.sample(), text: links.sample },
        ]}
        remindersHref={casework.myReminders()}
      />
    ),
  });
}

const isOwn = ({ actor }: Scope, unit: string): boolean => actor.roles.some((role) => role.unit === unit);

async function staffForm(
  request: Get<string>,
  shown: Readonly<{ typed?: Typed; errors?: readonly FieldError[] }> = {},
) {
  const { actor, query } = request;
  const leads = actor.permissions.has('placement:lead');
  const desks = await Promise.all(
    (await desksOf(request)).map(async (desk) => ({
      ...desk,
      officers: (await officersOf(request, desk.unit)).map((one) => ({
        ...one,
        ...(leads ? { href: `${paths.staff({ vem: one.account })}#andra` } : {}),
      })),
    })),
  );
  const typed = shown.typed ?? {};
  const who = first(typed, staffFields.who) || (query.get('vem') ?? '');
  const chosen = desks.flatMap(({ officers }) => officers).find(({ account }) => account === who);
  const competences = typed[staffFields.competences] ?? chosen?.competences ?? [];
  return (
    <Staff
      desks={desks}
      backHref={paths.queue()}
      saved={query.get('sparat') === 'ja'}
      change={
        leads
          ? {
              frame: {
                action: paths.staff(),
                hidden: frameFields(request.csrf, typed),
                errors: shown.errors ?? [],
                cancelHref: paths.queue(),
              },
              chosen,
              interventions: interventions.map((one) => ({
                value: one,
                label: atStart(interventionNames[one][actor.language]),
                checked: competences.includes(one),
              })),
            }
          : undefined
      }
    />
  );
}

/** What a desk has: the requests that are open, and who takes care of them. */
export const queuePages: readonly Route[] = [
  get({ path: paths.queue, may, audit: 'placement.queue', handle: queueAnswer }),
  get({
    path: paths.notices,
    may,
    audit: 'placement.notices',
    handle: async (request) => {
      const told = await toldLines(request, paths.noticed);
      const content = <Noticed lines={told} total={await countUnseen(request)} backHref={paths.queue()} />;
      return page({ place, content });
    },
  }),
  post({
    path: paths.noticed,
    may,
    audit: 'placement.notice-put-away',
    handle: async (request) => {
      const notice = findId(request.parameters.notice);
      return notice !== undefined && (await markSeen(request, notice)) ? redirect(paths.notices()) : notFound;
    },
  }),
  post({
    path: paths.giveUnassigned,
    may: 'placement:lead',
    audit: 'placement.give',
    handle: async (request) => {
      const units = (await desksOf(request)).map(({ unit }) => unit);
      let given = 0;
      for (const unit of units) given += await assignWaiting(request, unit);
      return redirect(paths.queue({ visa: 'ingen', gav: given }));
    },
  }),
  get({
    path: paths.staff,
    may,
    audit: 'placement.staff',
    handle: async (request) => page({ place, content: await staffForm(request) }),
  }),
  post({
    path: paths.staff,
    may: 'placement:lead',
    audit: 'placement.competence',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const who = first(typed, staffFields.who);
      const officers = (
        await Promise.all((await desksOf(request)).map(({ unit }) => officersOf(request, unit)))
      ).flat();
      const officer = officers.find(({ account }) => account === who);
      if (!officer) {
        const message = deskMessages[request.actor.language].staff.whoMissing;
        return invalid({
          place,
          content: await staffForm(request, { typed, errors: [{ field: staffFields.who, message }] }),
        });
      }
      const wanted = interventions.filter((one) => (typed[staffFields.competences] ?? []).includes(one));
      for (const one of wanted) await addCompetence(request, officer.account, one);
      for (const one of officer.competences)
        if (!wanted.some((kept) => kept === one)) await endCompetence(request, who as AccountId, one);
      return redirect(paths.staff({ sparat: 'ja' }));
    },
  }),
];
