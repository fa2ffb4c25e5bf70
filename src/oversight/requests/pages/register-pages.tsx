import { pagerOf } from '../../../ui/index.ts';
import { isLocalDate } from '../../../kernel/date.ts';
import { timeOfDayOf } from '../../../kernel/stockholm.ts';
import { type Get, get, invalid, page, post, redirect, type Route } from '../../../platform/route.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { first, frameFields, keyIn, pageNumber, type Typed, typedFrom } from '../../../platform/typed.ts';
import { paths } from '../../paths.ts';
import { register } from '../actions/requests.ts';
import { messages } from '../messages/index.ts';
import { channels, instantOf, requestKinds } from '../request.ts';
import { listRequests, requestFilters } from '../store/requests.ts';
import type { NewRequest } from '../store/steps.ts';
import { RegisterForm, registerFields as fields, RequestList, type RegisterValues } from '../views/index.ts';

const size = 50;
const longest = 90;
type Asking = Get<typeof paths.registerRequest.pattern>;

const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 2).trimEnd()} …`;
};

function form(request: Asking, typed: Typed | undefined, errors: readonly FieldError[] = []) {
  const values = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, typed ? first(typed, field) : '']),
  ) as RegisterValues;
  const now = { arrivedOn: request.today, arrivedAt: timeOfDayOf(request.now).replace(':', '.') };
  return (
    <RegisterForm
      frame={{
        action: paths.registerRequest(),
        hidden: frameFields(request.csrf, typed ?? {}),
        errors,
        cancelHref: paths.requests(),
      }}
      values={typed ? values : { ...values, ...now }}
    />
  );
}

/** What was typed as a request; the errors tell of what is missing or wrong. */
function read(request: Asking, typed: Typed, errors: FieldError[]): Omit<NewRequest, 'id' | 'dueOn'> | undefined {
  const m = messages[request.actor.language].register;
  const typedIn = (name: keyof typeof fields): string => first(typed, fields[name]);
  const wrong = (name: keyof typeof fields, message: string): void =>
    void errors.push({ field: fields[name], message });
  const kind = requestKinds.find((one) => one === typedIn('kind'));
  const channel = channels.find((one) => one === typedIn('channel'));
  const day = typedIn('arrivedOn');
  const arrivedAt = isLocalDate(day) ? instantOf(day, typedIn('arrivedAt')) : undefined;
  const isLaw = kind === 'law-enforcement';
  const contactData = typedIn('contactData');
  const caseNumber = typedIn('caseNumber');
  if (!kind) wrong('kind', m.kindMissing);
  if (typedIn('asked') === '') wrong('asked', m.askedMissing);
  if (!isLocalDate(day) || day > request.today) wrong('arrivedOn', m.arrivedWrong);
  else if (!arrivedAt || arrivedAt > request.now) wrong('arrivedAt', m.timeWrong);
  if (!channel) wrong('channel', m.channelMissing);
  if (kind !== undefined && kind !== 'official-document' && typedIn('asker') === '') wrong('asker', m.askerMissing);
  if (caseNumber !== '' && !/^\d{2}-\d{4,8}$/.test(caseNumber)) wrong('caseNumber', m.caseNumberWrong);
  if (isLaw && typedIn('authority') === '') wrong('authority', m.authorityMissing);
  if (isLaw && typedIn('provision') === '') wrong('provision', m.provisionMissing);
  if (isLaw && contactData !== 'yes' && contactData !== 'no') wrong('contactData', m.contactDataMissing);
  const key = keyIn(typed);
  if (!kind || !channel || !arrivedAt || !key || errors.length > 0) return undefined;
  return {
    kind,
    channel,
    urgent: typedIn('urgent') === 'yes',
    arrivedAt,
    fourEyes: typedIn('fourEyes') === 'yes',
    content: {
      asked: typedIn('asked'),
      registerPart: typedIn('registerPart'),
      asker: typedIn('asker'),
      askerContact: typedIn('askerContact'),
      authority: isLaw ? typedIn('authority') : '',
      provision: isLaw ? typedIn('provision') : '',
      ...(isLaw ? { contactData: contactData === 'yes' } : {}),
    },
    caseNumber,
    key,
  };
}

/** TF 2 kap., OSL 5–6 kap., FL 10 § and lag 2025:170: who asks is registered, and answered by a person. */
export const registerPages: readonly Route[] = [
  get({
    path: paths.requests,
    may: 'officialRequest:register',
    audit: 'official-request.list',
    handle: async (request) => {
      const { query, actor } = request;
      const m = messages[actor.language];
      const filter = requestFilters.find((one) => one === query.get('visa')) ?? 'open';
      const number = pageNumber(query.get('sida'));
      const { requests, counts } = await listRequests(request, filter, { size, number });
      request.touched({ parts: ['official-request'] });
      const at = (visa: string, sida?: number): string => paths.requests({ visa, sida });
      return page({
        place: 'officialRequests',
        content: (
          <RequestList
            filter={filter}
            filters={requestFilters.map((one) => ({ filter: one, href: at(one), count: counts[one] }))}
            registerHref={paths.registerRequest()}
            lines={requests.map((one) => ({
              key: one.id,
              href: paths.request({ request: one.id }),
              number: one.number,
              kind: one.kind,
              asked: one.content && shortened(one.content.asked),
              arrivedAt: one.arrivedAt.toISOString(),
              due: one.dueOn,
              decider: one.deciderName,
              urgent: one.urgent,
              state: one.state,
              outcome: one.outcome && m.outcomes[one.outcome].name,
            }))}
            pager={pagerOf({ number, size }, requests.length, counts[filter], (sida) => at(filter, sida))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.registerRequest,
    may: 'officialRequest:register',
    audit: 'official-request.form',
    handle: async (request) => page({ place: 'officialRequests', content: form(request, undefined) }),
  }),
  post({
    path: paths.registerRequest,
    may: 'officialRequest:register',
    audit: 'official-request.register',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const input = read(request, typed, errors);
      if (!input) return invalid({ place: 'officialRequests', content: form(request, typed, errors) });
      return redirect(paths.request({ request: await register(request, input) }, { sparat: 'ja' }));
    },
  }),
];
