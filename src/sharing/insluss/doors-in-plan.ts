import type { Scope } from '../../platform/door.ts';
import { inslussPaths as paths } from './paths.ts';
import { doorOf } from './store/door.ts';
import { doors, type DoorsProps } from './views/door.tsx';

const kindOf = {
  samtycke: 'consent',
  begaran: 'initiated',
  underlag: 'documents-received',
  videosamtal: 'time-booked',
} as const;

/** What a party of the probation service is asked in their plan; nothing in a plan that is not around insluss, or to anybody else. */
export async function doorsInPlan(scope: Scope, plan: string): Promise<DoorsProps | undefined> {
  const open = scope.actor.permissions.has('insluss:request') ? await doorOf(scope, plan) : undefined;
  return (
    open && {
      release: open.conditionalRelease,
      doors: doors.map((door) => ({
        door,
        href: paths.door({ plan, door }),
        on: open.deeds
          .filter(({ kind }) => kind === kindOf[door])
          .map(({ at }) => at)
          .toReversed(),
      })),
    }
  );
}
