import { caseWithKey, paths as casework, routineLibrary } from '../../../casework/index.ts';
import { findId } from '../../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { inslussMessages } from '../messages/index.ts';
import { inslussPaths as paths } from '../paths.ts';
import { findIncoming, receive } from '../receive.ts';
import { caseBy, declineRequest, incomingRequests, type InslussRequest } from '../store/requests.ts';
import { Incoming, IncomingOne, incomingFields as fields } from '../views/incoming.tsx';
import { filesOf, timing } from './request-pages.tsx';

const place = 'inslussIntake';

export const incomingPages: readonly Route[] = [
  get({
    path: paths.incoming,
    may: 'insluss:receive',
    audit: 'insluss.incoming.list',
    handle: async (request) => {
      const incoming = await incomingRequests(request);
      const library = await routineLibrary(request);
      request.touched({ parts: ['insluss-request'] });
      return page({
        place,
        content: (
          <Incoming
            requests={incoming.map((one) => ({
              key: one.id,
              href: paths.incomingOne({ inquiry: one.id }),
              name: `${one.givenName} ${one.familyName}`,
              release: one.conditionalRelease,
              isLate: timing(library, request, one.conditionalRelease).late.length > 0,
              from: one.from,
              sentAt: (one.sentAt ?? one.writtenAt).toISOString(),
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.incomingOne,
    may: 'insluss:receive',
    audit: 'insluss.incoming.read',
    handle: async (request) => {
      const one = await find(request);
      return one ? page({ place, content: await show(request, one, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.incomingOne,
    may: 'insluss:receive',
    audit: 'insluss.receive',
    handle: async (request) => {
      const one = await find(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!key) return notFound;
      if (!one) {
        // The same form, sent twice: the case is there.
        const opened = await caseWithKey(request, key);
        return opened ? redirect(casework.caseFile({ case: opened })) : notFound;
      }
      const m = inslussMessages[request.actor.language].intake.problems;
      const again = async (message: string) => {
        const errors = [{ field: fields.caseNumber, message }];
        return invalid({ place, content: await show(request, one, typed, errors) });
      };
      const number = first(typed, fields.caseNumber);
      const into = number === '' ? undefined : await caseBy(request, { number });
      if (number !== '' && !into) return again(m.caseNumber);
      const received = await receive(request, one.id, into?.id, key);
      switch (received.outcome) {
        case 'received':
          return redirect(casework.run({ run: received.run }));
        case 'gone':
          return notFound;
        case 'other-person':
        case 'consent-since':
        case 'ground':
          return again(m[received.outcome]);
      }
    },
  }),
  post({
    path: paths.decline,
    may: 'insluss:receive',
    audit: 'insluss.decline',
    handle: async (request) => {
      const one = await find(request);
      if (!one) return notFound;
      const typed = typedFrom(request.form);
      const reason = first(typed, fields.reason).slice(0, 2000);
      if (reason === '') {
        const { problems } = inslussMessages[request.actor.language].intake;
        const errors = [{ field: fields.reason, message: problems.reason }];
        return invalid({ place, content: await show(request, one, typed, errors) });
      }
      return (await declineRequest(request, one.id, reason)) ? redirect(paths.incoming()) : notFound;
    },
  }),
];

async function find(request: Get<'/insluss/inkommet/:inquiry'>): Promise<InslussRequest | undefined> {
  const id = findId(request.parameters.inquiry);
  const one = id && (await findIncoming(request, id));
  if (one) request.touched({ parts: ['insluss-request'] });
  return one || undefined;
}

async function show(request: Get<string>, one: InslussRequest, typed: Typed, errors: readonly FieldError[]) {
  const library = await routineLibrary(request);
  const declining = errors.some(({ field }) => field === fields.reason);
  const known = one.identityNumber === undefined ? undefined : await caseBy(request, { identity: one.identityNumber });
  const frame = (action: string, mine: boolean) => ({
    action,
    hidden: frameFields(request.csrf, mine ? typed : {}, 0),
    errors: mine ? errors : [],
    cancelHref: paths.incoming(),
  });
  const parameters = { inquiry: one.id };
  const asked = Object.keys(typed).length > 0 && !declining;
  return (
    <IncomingOne
      request={{ ...one, number: one.identityNumber }}
      files={await filesOf(request, one)}
      from={one.from}
      sentAt={(one.sentAt ?? one.writtenAt).toISOString()}
      late={timing(library, request, one.conditionalRelease).late}
      backHref={paths.incoming()}
      receive={{
        frame: frame(paths.incomingOne(parameters), !declining),
        caseNumber: asked ? first(typed, fields.caseNumber) : (known?.number ?? ''),
      }}
      decline={{
        frame: frame(paths.decline(parameters), declining),
        reason: declining ? first(typed, fields.reason) : '',
      }}
    />
  );
}
