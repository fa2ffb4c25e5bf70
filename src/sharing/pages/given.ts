import { type CaseInReach, findCase } from '../../casework/index.ts';
import { type CaseId, findId } from '../../kernel/ids.ts';
import type { Get } from '../../platform/route.ts';
import { type Disclosure, findDisclosure } from '../store/disclosures.ts';

export async function findFile(request: Get<'/arenden/:case/utlamnat'>): Promise<CaseInReach | undefined> {
  const caseId = findId<CaseId>(request.parameters.case);
  const file = caseId && (await findCase(request, caseId));
  if (file) request.touched({ cases: [file.id], individuals: [file.individual], parts: ['disclosures'] });
  return file;
}

/** Something that was handed over from a case that the actor sees. */
export async function findGiven(
  request: Get<'/arenden/:case/utlamnat/:disclosure'>,
): Promise<Readonly<{ file: CaseInReach; given: Disclosure }> | undefined> {
  const file = await findFile(request);
  const id = findId(request.parameters.disclosure);
  const given = file && id && (await findDisclosure(request, id));
  return file && given && given.caseId === file.id ? { file, given } : undefined;
}
