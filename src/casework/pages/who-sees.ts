import { type AccountId, findId } from '../../kernel/ids.ts';
import type { Get } from '../../platform/route.ts';
import type { PersonAround } from '../../secrecy/index.ts';
import { everybodyAtWork } from '../store/people.ts';
import type { Others } from '../views/why-access.tsx';

const field = 'person';

/** Whether somebody sees what is asked about, and the reasons in sentences: none when they never have had to do with it. */
export type Answered = Readonly<{ sees: boolean; reasons: readonly string[] }>;

/** Who of those around something sees it, who no longer does, and what is answered about the one who was asked about. */
export async function whoSees(
  request: Get<string>,
  action: string,
  around: readonly PersonAround[],
  answer: (account: AccountId) => Promise<Answered>,
): Promise<Others> {
  const others = [];
  for (const person of around)
    if (person.account !== request.actor.account) {
      const { sees, reasons } = await answer(person.account);
      const unit = person.unitName === person.areaName ? person.areaName : `${person.unitName}, ${person.areaName}`;
      if (reasons.length > 0) others.push({ key: person.account, name: person.name, unit, reasons, sees });
    }
  const people = await everybodyAtWork(request);
  const asked = people.find(({ account }) => account === findId<AccountId>(request.query.get(field) ?? ''));
  const answered = asked && (await answer(asked.account));
  return {
    seeing: others.filter(({ sees }) => sees),
    outside: others.filter(({ sees }) => !sees),
    ask: {
      action,
      field,
      people: people.map(({ account, name, areaName }) => ({
        value: account,
        label: `${name}, ${areaName}`,
        checked: account === asked?.account,
      })),
    },
    ...(asked && answered
      ? {
          answer: {
            sees: answered.sees,
            about: { key: asked.account, name: asked.name, unit: asked.areaName, reasons: answered.reasons },
          },
        }
      : {}),
  };
}
