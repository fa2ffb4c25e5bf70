import { atStart } from '../../../kernel/words.ts';
import { type Intervention, interventionNames, interventions } from '../../../matching/index.ts';
import {
  type Answer,
  conflict,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, hidden, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { areaOf } from '../../figures.ts';
import { deskMessages } from '../messages/index.ts';
import { deskPaths as paths } from '../paths.ts';
import { officersOf } from '../store/officers.ts';
import { endReceiver, receivers, unitsThatMayReceive, writeReceiver } from '../store/receivers.ts';
import { ReceiverForm, receiverFields as f, Receivers } from '../views/receivers.tsx';
import type { Shown } from '../../shown.ts';
import { may, place } from './open.ts';

const mayDecide = 'placement:rules';
const mostCalled = 60;

async function listAnswer(request: Get<typeof paths.receivers.pattern>): Promise<Answer> {
  const { actor, query } = request;
  const known = await receivers(request);
  const staffed = new Set<string>();
  for (const unit of new Set([...known.values()].map((one) => one.unit)))
    if ((await officersOf(request, unit)).length > 0) staffed.add(unit);
  return page({
    place,
    content: (
      <Receivers
        backHref={paths.queue()}
        saved={query.get('sparat') === 'ja'}
        lines={areaOf.map(([, intervention]) => {
          const its = known.get(intervention);
          return {
            key: intervention,
            intervention: atStart(interventionNames[intervention][actor.language]),
            unit: its?.unitName,
            called: its?.called ?? '',
            hasOfficers: its !== undefined && staffed.has(its.unit),
            href: actor.permissions.has(mayDecide) ? paths.receiver({ intervention }) : undefined,
          };
        })}
      />
    ),
  });
}

const interventionIn = ({ parameters }: Get<typeof paths.receiver.pattern>): Intervention | undefined =>
  interventions.find((one) => one === parameters.intervention);

/** Who receives it now is what has been seen; what was typed is shown again, but where somebody else was first. */
async function form(request: Get<typeof paths.receiver.pattern>, intervention: Intervention, shown: Shown = {}) {
  const its = (await receivers(request)).get(intervention);
  const seen = shown.problem === undefined && shown.typed ? first(shown.typed, hidden.seen) : (its?.unit ?? '');
  const unit = shown.typed ? first(shown.typed, f.unit) : its?.unit;
  const units = await unitsThatMayReceive(request);
  return {
    place,
    content: (
      <ReceiverForm
        intervention={interventionNames[intervention][request.actor.language]}
        problem={shown.problem}
        frame={{
          action: paths.receiver({ intervention }),
          hidden: { [hidden.csrf]: request.csrf, [hidden.seen]: seen },
          errors: shown.errors ?? [],
          cancelHref: paths.receivers(),
        }}
        units={[...Map.groupBy(units, ({ areaName }) => areaName)].map(([label, some]) => ({
          label,
          choices: some.map((one) => ({ value: one.unit, label: one.name, checked: one.unit === unit })),
        }))}
        called={shown.typed ? first(shown.typed, f.called) : (its?.called ?? '')}
        stop={
          its && {
            unit: its.unitName,
            action: paths.endReceiver({ intervention }),
            hidden: { [hidden.csrf]: request.csrf, [hidden.seen]: its.unit },
          }
        }
      />
    ),
  } as const;
}

/** Which unit receives requests of which intervention, and how whoever may decide it says so. */
export const receiverPages: readonly Route[] = [
  get({ path: paths.receivers, may, audit: 'placement.receivers', handle: listAnswer }),
  get({
    path: paths.receiver,
    may: mayDecide,
    audit: 'placement.form',
    handle: async (request) => {
      const intervention = interventionIn(request);
      return intervention ? page(await form(request, intervention)) : notFound;
    },
  }),
  post({
    path: paths.receiver,
    may: mayDecide,
    audit: 'placement.receiver',
    handle: async (request) => {
      const intervention = interventionIn(request);
      if (!intervention) return notFound;
      const m = deskMessages[request.actor.language].receivers.problems;
      const typed = typedFrom(request.form);
      const [unit, called] = [first(typed, f.unit), first(typed, f.called)];
      const errors: FieldError[] = [];
      if (!(await unitsThatMayReceive(request)).some((one) => one.unit === unit))
        errors.push({ field: f.unit, message: m.unit });
      if (called.length > mostCalled) errors.push({ field: f.called, message: m.called(mostCalled) });
      if (errors.length > 0) {
        request.rejected();
        return invalid(await form(request, intervention, { typed, errors }));
      }
      const written = await writeReceiver(request, { intervention, seen: first(typed, hidden.seen), unit, called });
      // Pressed twice, it is so already.
      const its = written ? undefined : (await receivers(request)).get(intervention);
      if (written || (its?.unit === unit && (its.called ?? '') === called))
        return redirect(paths.receivers({ sparat: 'ja' }));
      request.rejected();
      return conflict(await form(request, intervention, { typed, problem: m.overtaken }));
    },
  }),
  post({
    path: paths.endReceiver,
    may: mayDecide,
    audit: 'placement.receiver-end',
    handle: async (request) => {
      const intervention = interventionIn(request);
      if (!intervention) return notFound;
      const seen = first(typedFrom(request.form), hidden.seen);
      if ((await endReceiver(request, { intervention, seen })) || !(await receivers(request)).has(intervention))
        return redirect(paths.receivers({ sparat: 'ja' }));
      request.rejected();
      const problem = deskMessages[request.actor.language].receivers.problems.overtaken;
      return conflict(await form(request, intervention, { problem }));
    },
  }),
];
