import { findId } from '../../kernel/ids.ts';
import { get, notFound, page, type Route } from '../../platform/route.ts';
import { type ConsentPurpose, secrecyMessages } from '../../secrecy/index.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { acknowledge, receivedBy, receivedOne } from '../store/disclosures.ts';
import { plansSharedWith } from '../store/plans.ts';
import { disclosureReason } from '../store/why.ts';
import { Received, ReceivedOne } from '../views/received.tsx';
import { disclosureSentence } from '../why.ts';

export const receivedPages: readonly Route[] = [
  get({
    path: paths.received,
    may: 'shared:receive',
    audit: 'shared.list',
    handle: async (request) => {
      const given = await receivedBy(request);
      const plans = await plansSharedWith(request);
      request.touched({ parts: ['shared'] });
      return page({
        place: 'received',
        content: (
          <Received
            lines={given.map(({ id, signedAt, snapshot, purpose, readAt }) => ({
              key: id,
              href: paths.receivedOne({ disclosure: id }),
              at: signedAt.toISOString(),
              from: `${snapshot.from.signer}, ${snapshot.from.area}`,
              purpose: secrecyMessages[request.actor.language].purposes[purpose as ConsentPurpose],
              isNew: readAt === undefined,
            }))}
            plans={plans.map(({ id, title, areaName, person }) => ({
              key: id,
              href: paths.sharedPlan({ plan: id }),
              title,
              about: person?.name('list', request.actor.language),
              from: areaName,
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.receivedOne,
    may: 'shared:receive',
    audit: 'shared.read',
    handle: async (request) => {
      const id = findId(request.parameters.disclosure);
      const given = id && (await receivedOne(request, id));
      if (!given) return notFound;
      await acknowledge(request, given.id);
      request.touched({ parts: given.parts.map((part) => `disclosed:${part}`) });
      const { snapshot } = given;
      const { account, language } = request.actor;
      const reason = await disclosureReason(request, given.id, account);
      const about = { by: given.signedBy, ground: given.ground, areaName: given.toAreaName ?? '' };
      const why = reason ? [disclosureSentence(reason, about, language, 'reader')] : [];
      const m = messages[request.actor.language].received;
      return page({
        place: 'received',
        content: (
          <ReceivedOne
            from={m.from(snapshot.from.signer, snapshot.from.unit, snapshot.from.area)}
            ground={m.ground(given.ground.provision, given.ground[request.actor.language])}
            purpose={secrecyMessages[request.actor.language].purposes[given.purpose as ConsentPurpose]}
            at={given.signedAt.toISOString()}
            backHref={paths.received()}
            why={why}
            pieces={snapshot.pieces}
            language={snapshot.language}
          />
        ),
      });
    },
  }),
];
