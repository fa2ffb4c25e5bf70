import { type CaseInReach, findCase } from '../../casework/index.ts';
import { type CaseId, findId } from '../../kernel/ids.ts';
import { answer, type ApiRoute, apiRoute, notFound } from '../../platform/api-route.ts';
import type { Scope } from '../../platform/door.ts';
import { acknowledge, type Disclosure, disclosuresOf, receivedBy, receivedOne } from '../store/disclosures.ts';
import { disclosureListSchema, receivedListSchema, receivedSchema } from './disclosure-schemas.ts';
import { examples } from './examples.ts';

const tag = 'Disclosures';

export const disclosureRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/api/v1/cases/{case}/disclosures',
    parameters: { case: 'The id of the case.' },
    may: 'case:read',
    audit: 'disclosure.list',
    operation: 'listDisclosures',
    tag,
    summary: 'What has been disclosed from a case',
    description:
      'Newest first, with ground, parts, recipient and receipt; also what was disclosed by a consent that has been withdrawn since.',
    answer: { status: 200, description: 'The list.', schema: disclosureListSchema, example: examples.disclosures },
    handle: async (request) => {
      const file = await caseAsked(request, 'disclosures');
      if (!file) return notFound;
      const { language } = request.actor;
      return answer({
        items: (await disclosuresOf(request, file.id)).map((given) => ({
          id: given.id,
          signedAt: given.signedAt.toISOString(),
          signedBy: given.signedBy,
          to: given.to,
          ...(given.toAreaName === undefined ? {} : { toArea: given.toAreaName }),
          ...(given.address === undefined ? {} : { toAddress: given.address }),
          purpose: given.purpose,
          ground: { provision: given.ground.provision, name: given.ground[language] },
          reason: given.groundReason,
          parts: given.parts,
          redacted: given.redacted,
          sha256: given.sha256,
          receipt: receiptOf(given),
        })),
      });
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/v1/shared/disclosures',
    may: 'shared:receive',
    audit: 'shared.list',
    operation: 'listReceivedDisclosures',
    tag,
    summary: 'What has been disclosed to you',
    description: 'The hundred latest, newest first.',
    answer: { status: 200, description: 'The list.', schema: receivedListSchema, example: examples.receivedList },
    handle: async (request) => {
      request.touched({ parts: ['shared'] });
      return answer({ items: (await receivedBy(request)).map(presentedItem) });
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/v1/shared/disclosures/{disclosure}',
    parameters: { disclosure: 'The id of the disclosure.' },
    may: 'shared:receive',
    audit: 'shared.read',
    operation: 'readReceivedDisclosure',
    tag,
    summary: 'Read what has been disclosed to you',
    description:
      'As it was when it was signed, whatever has become of the case since. The first reading is the receipt: whoever disclosed it sees that you have opened it, and when.',
    answer: { status: 200, description: 'What was disclosed.', schema: receivedSchema, example: examples.received },
    handle: async (request) => {
      const id = findId(request.parameters.disclosure);
      const given = id && (await receivedOne(request, id));
      if (!given) return notFound;
      await acknowledge(request, given.id);
      request.touched({ parts: given.parts.map((part) => `disclosed:${part}`) });
      const { snapshot, ground, parts } = given;
      return answer({
        ...presentedItem({ ...given, readAt: given.readAt ?? request.now }),
        ground: { provision: ground.provision, name: ground[request.actor.language] },
        parts,
        language: snapshot.language,
        pieces: snapshot.pieces,
      });
    },
  }),
];

/** The case that an address names, when the actor works with the whole of it. */
export async function caseAsked(
  request: Scope & Readonly<{ parameters: Readonly<{ case: string }> }>,
  part: string,
): Promise<CaseInReach | undefined> {
  const id = findId<CaseId>(request.parameters.case);
  const file = id && (await findCase(request, id));
  if (file) request.touched({ cases: [file.id], individuals: [file.individual], parts: [part] });
  return file;
}

const presentedItem = ({ id, signedAt, snapshot, purpose, readAt }: Disclosure) => ({
  id,
  signedAt: signedAt.toISOString(),
  from: snapshot.from,
  purpose,
  ...(readAt ? { readAt: readAt.toISOString() } : {}),
});

function receiptOf({ delivery, readAt }: Disclosure) {
  if (!delivery)
    return readAt ? ({ state: 'read', at: readAt.toISOString() } as const) : ({ state: 'unread' } as const);
  const { deliveredAt, stoppedAt, receipt } = delivery;
  const reference = receipt === undefined ? {} : { reference: receipt };
  if (deliveredAt) return { state: 'delivered', at: deliveredAt.toISOString(), ...reference } as const;
  return stoppedAt ? ({ state: 'stopped', at: stoppedAt.toISOString() } as const) : ({ state: 'queued' } as const);
}
