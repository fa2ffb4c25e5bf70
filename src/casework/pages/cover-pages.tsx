import { findId, type RunId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import { organisationPaths } from '../../organisation/index.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { handOver } from '../actions/handover.ts';
import { runsAtWork } from '../evaluation.ts';
import { coverMessages } from '../messages/cover.ts';
import { notesOf, type OwnAbsence, ownCoveredAbsence } from '../store/cover.ts';
import type { WorkedRun } from '../store/worklist.ts';
import { HandoverPage, noteField } from '../views/cover.tsx';
import { writtenDate } from './wording.ts';

type Asking = Get<'/franvaro/:absence'>;
type Handing = Readonly<{ absence: OwnAbsence; runs: readonly WorkedRun[] }>;
const longest = 4000;

async function see(request: Asking): Promise<Handing | undefined> {
  const id = findId(request.parameters.absence);
  const absence = id && (await ownCoveredAbsence(request, id));
  if (!absence) return undefined;
  const runs = await runsAtWork(request, request.actor.account);
  request.touched({ runs: runs.map(({ id: run }) => run), parts: ['handover'] });
  return { absence, runs };
}

async function show(request: Asking, { absence, runs }: Handing, typed: Typed, errors: readonly FieldError[]) {
  const { language } = request.actor;
  const written = await notesOf(request, absence.id);
  return (
    <HandoverPage
      frame={{
        action: organisationPaths.handover({ absence: absence.id }),
        hidden: frameFields(request.csrf, typed),
        errors,
        cancelHref: organisationPaths.absence(),
      }}
      substitute={absence.substitute}
      from={writtenDate(absence.from, language)}
      to={writtenDate(absence.to, language)}
      runs={runs.map(({ id, caseNumber, person }) => ({
        run: id,
        label: `${caseNumber} ${person.name('list', language)}`,
        value: typed[noteField(id)]?.[0] ?? written.get(id) ?? '',
      }))}
    />
  );
}

export const coverPages: readonly Route[] = [
  get({
    path: organisationPaths.handover,
    may: 'entry:record',
    audit: 'handover.form',
    handle: async (request) => {
      const handing = await see(request);
      return handing ? page({ content: await show(request, handing, {}, []) }) : notFound;
    },
  }),
  post({
    path: organisationPaths.handover,
    may: 'entry:record',
    audit: 'handover.write',
    handle: async (request) => {
      const handing = await see(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!handing || !key) return notFound;
      const notes = new Map<RunId, string>(
        handing.runs.flatMap(({ id }) => (noteField(id) in typed ? [[id, first(typed, noteField(id))]] : [])),
      );
      const { problems } = coverMessages[request.actor.language];
      const errors = [...notes]
        .filter(([, body]) => body.length > longest)
        .map(([run]) => ({ field: noteField(run), message: problems.long }));
      if (errors.length > 0) return invalid({ content: await show(request, handing, typed, errors) });
      const { outcome } = await handOver(request, handing.absence.id, notes, key);
      return outcome === 'written' ? redirect(organisationPaths.absence()) : notFound;
    },
  }),
];
