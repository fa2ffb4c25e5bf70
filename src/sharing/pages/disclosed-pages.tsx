import { paths as casework, runsIn } from '../../casework/index.ts';
import { type Get, get, notFound, page, type Route } from '../../platform/route.ts';
import { type ConsentPurpose, secrecyMessages } from '../../secrecy/index.ts';
import { momentInWords } from '../../ui/index.ts';
import { parts } from '../disclosure.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { type Disclosure, disclosuresOf, draftsOf } from '../store/disclosures.ts';
import { Disclosures, Receipt } from '../views/disclosed.tsx';
import { findFile, findGiven } from './given.ts';

const place = 'cases';

function stateOf(request: Get<string>, given: Disclosure): string {
  const m = messages[request.actor.language].state;
  const when = (at: Date): string => momentInWords(at.toISOString(), request.today, request.actor.language);
  if (given.delivery) {
    const { deliveredAt, stoppedAt } = given.delivery;
    if (deliveredAt) return m.delivered(when(deliveredAt));
    return stoppedAt ? m.stopped : m.queued;
  }
  if (given.isToUnit) return m.withUnit;
  return given.readAt ? m.read(when(given.readAt)) : m.unread;
}

const partsInWords = (request: Get<string>, given: readonly string[]): string => {
  const words = messages[request.actor.language].parts;
  return parts
    .filter((part) => given.includes(part))
    .map((part) => words[part])
    .join(', ');
};

const recipientOf = ({ to, toAreaName }: Disclosure): string =>
  toAreaName === undefined ? to : `${to}, ${toAreaName}`;

export const disclosedPages: readonly Route[] = [
  get({
    path: paths.disclosures,
    may: 'case:read',
    audit: 'disclosure.list',
    handle: async (request) => {
      const file = await findFile(request);
      if (!file) return notFound;
      const { language, permissions } = request.actor;
      const m = messages[language].list;
      const maySign = permissions.has('disclosure:sign');
      const runs = maySign ? await runsIn(request, file.id) : [];
      return page({
        place,
        content: (
          <Disclosures
            number={file.caseNumber}
            backHref={casework.caseFile({ case: file.id })}
            disclose={runs.map(({ id, title }) => ({
              href: paths.disclose({ run: id }),
              text: runs.length === 1 ? m.disclose : m.discloseFrom(title),
            }))}
            drafts={(maySign ? await draftsOf(request, file.id) : []).map((draft) => ({
              href: paths.draft({ run: draft.run, draft: draft.id }),
              text: m.draftLine(secrecyMessages[language].purposes[draft.body.purpose as ConsentPurpose]),
            }))}
            lines={(await disclosuresOf(request, file.id)).map((given) => ({
              key: given.id,
              href: paths.disclosure({ case: file.id, disclosure: given.id }),
              at: given.signedAt.toISOString(),
              to: recipientOf(given),
              what: partsInWords(request, given.parts),
              ground: given.ground.provision,
              state: stateOf(request, given),
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.disclosure,
    may: 'case:read',
    audit: 'disclosure.read',
    handle: async (request) => {
      const found = await findGiven(request);
      if (!found) return notFound;
      const { file, given } = found;
      const { language } = request.actor;
      const m = messages[language].receipt;
      const fact = (key: string, term: string, detail: string | undefined) =>
        detail === undefined ? [] : [{ key, term, detail }];
      return page({
        place,
        content: (
          <Receipt
            number={file.caseNumber}
            backHref={paths.disclosures({ case: file.id })}
            at={given.signedAt.toISOString()}
            whyHref={paths.whyDisclosure({ case: file.id, disclosure: given.id })}
            facts={[
              ...fact('to', m.to, recipientOf(given)),
              ...fact('address', m.address, given.address),
              ...fact('by', m.by, given.signedBy),
              ...fact('purpose', m.purpose, secrecyMessages[language].purposes[given.purpose as ConsentPurpose]),
              ...fact('ground', m.ground, `${given.ground[language]} (${given.ground.provision})`),
              ...fact('why', m.why, given.groundReason),
              ...fact('parts', m.parts, partsInWords(request, given.parts)),
              ...fact('redacted', m.redacted, given.redacted ? m.yes : m.no),
              ...fact('state', m.state, stateOf(request, given)),
              ...fact('receipt', m.receipt, given.delivery?.receipt),
              ...fact('sum', m.sum, given.sha256),
            ]}
            pieces={given.snapshot.pieces}
            language={given.snapshot.language}
          />
        ),
      });
    },
  }),
];
