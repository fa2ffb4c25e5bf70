import { readIdentityNumber } from '../../kernel/identity-number.ts';
import { type CaseId, findId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import {
  closesAt,
  endEmergency,
  findForEmergency,
  isOpen,
  ownEmergencies,
  shortestReason,
} from '../../secrecy/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { openEmergency } from '../actions/emergency.ts';
import { emergencyMessages } from '../messages/emergency.ts';
import { paths } from '../paths.ts';
import { first, keyIn, type Typed, typedFrom } from '../typed.ts';
import { Emergency, emergencyFields as fields, type FoundLine } from '../views/emergency.tsx';
import { frameFields, hidden } from './frame.ts';

const place = 'emergency';

async function show(request: Get<string>, typed: Typed, errors: readonly FieldError[], found?: readonly FoundLine[]) {
  const openings = await ownEmergencies(request);
  request.touched({
    cases: openings.filter((opening) => isOpen(opening, request.now)).map(({ caseId }) => caseId),
    parts: ['emergency'],
  });
  return (
    <Emergency
      frame={{
        action: paths.findEmergency(),
        hidden: { [hidden.csrf]: request.csrf },
        errors,
        cancelHref: paths.emergency(),
      }}
      value={first(typed, fields.key)}
      reason={first(typed, fields.reason)}
      found={found}
      openings={openings.map((opening) => {
        const open = isOpen(opening, request.now);
        return {
          key: opening.id,
          number: opening.caseNumber,
          ...(open ? { href: paths.caseFile({ case: opening.caseId }) } : {}),
          openedAt: opening.openedAt.toISOString(),
          closesAt: closesAt(opening).toISOString(),
          isOpen: open,
          reason: opening.reason,
          ...(open
            ? {
                end: {
                  action: paths.endEmergency({ emergency: opening.id }),
                  hidden: { [hidden.csrf]: request.csrf },
                },
              }
            : {}),
        };
      })}
    />
  );
}

/** The number as the register has it: twelve digits, or the case's own. Undefined when it is neither. */
function keyOf(text: string): string | undefined {
  if (/^\d{2}-\d{4,}$/.test(text)) return text;
  for (const kind of ['personal-identity-number', 'coordination-number'] as const) {
    const read = readIdentityNumber(text, kind);
    if ('digits' in read) return read.digits;
  }
  return undefined;
}

export const emergencyPages: readonly Route[] = [
  get({
    path: paths.emergency,
    may: 'emergency:open',
    audit: 'emergency.read',
    handle: async (request) => page({ place, content: await show(request, {}, []) }),
  }),
  // Posted, so that the number stands in no address; the reason is in the audit before anything is shown.
  post({
    path: paths.findEmergency,
    may: 'emergency:open',
    audit: 'emergency.find',
    handle: async (request) => {
      const { problems } = emergencyMessages[request.actor.language];
      const typed = typedFrom(request.form);
      const key = keyOf(first(typed, fields.key));
      const reason = first(typed, fields.reason).slice(0, 2000);
      const errors: FieldError[] = [];
      if (key === undefined) errors.push({ field: fields.key, message: problems.key });
      if (reason.length < shortestReason) errors.push({ field: fields.reason, message: problems.reason });
      if (key === undefined || errors.length > 0)
        return invalid({ place, content: await show(request, typed, errors) });
      request.because(reason);
      const found = await findForEmergency(request, key);
      request.touched({ cases: found.map(({ caseId }) => caseId), parts: ['number'] });
      const lines = found.map(({ caseId, caseNumber, areaName, unitName }) => ({
        key: caseId,
        number: caseNumber,
        where: `${unitName}, ${areaName}`,
        open: {
          action: paths.openEmergency(),
          hidden: { ...frameFields(request.csrf, {}, 0), [fields.case]: caseId, [fields.reason]: reason },
        },
      }));
      return page({ place, content: await show(request, typed, [], lines) });
    },
  }),
  post({
    path: paths.openEmergency,
    may: 'emergency:open',
    audit: 'emergency.open',
    stepUp: true,
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const caseId = findId<CaseId>(first(typed, fields.case));
      const key = keyIn(typed);
      if (!caseId || !key) return notFound;
      const { outcome } = await openEmergency(request, {
        caseId,
        reason: first(typed, fields.reason).slice(0, 2000),
        key,
      });
      if (outcome === 'not-found') return notFound;
      if (outcome === 'reason-too-short') {
        const message = emergencyMessages[request.actor.language].problems.reason;
        return invalid({ place, content: await show(request, typed, [{ field: fields.reason, message }]) });
      }
      return redirect(paths.caseFile({ case: caseId }));
    },
  }),
  post({
    path: paths.endEmergency,
    may: 'emergency:open',
    audit: 'emergency.end',
    handle: async (request) => {
      const id = findId(request.parameters.emergency);
      if (id === undefined) return notFound;
      const caseId = await endEmergency(request, id);
      if (caseId) request.touched({ cases: [caseId], parts: ['emergency'] });
      // Over already, it is closed all the same; somebody else's is not there.
      else if (!(await ownEmergencies(request)).some((opening) => opening.id === id)) return notFound;
      return redirect(paths.emergency());
    },
  }),
];
