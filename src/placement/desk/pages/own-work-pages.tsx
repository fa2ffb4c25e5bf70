import { notify } from '../../../casework/index.ts';
import { type LocalDate, parseLocalDate } from '../../../kernel/date.ts';
import { findId } from '../../../kernel/ids.ts';
import {
  type Answer,
  type Get,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, frameFields, hidden, keyIn, typedFrom } from '../../../platform/typed.ts';
import type { Scope } from '../../../platform/door.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { findRequest, type Request } from '../../store/requests.ts';
import { tellOfficer } from '../../tell.ts';
import { deskMessages } from '../messages/index.ts';
import { deskPaths as paths } from '../paths.ts';
import {
  monthBefore,
  sampleAnswers,
  type SampleAnswer,
  type SampleQuestion,
  sampleQuestions,
  sampleSize,
} from '../sample.ts';
import {
  closeComplaint,
  type Complaint,
  complaintsOf,
  findComplaint,
  insertComplaint,
  insertComplaintMeasure,
  listComplaints,
} from '../store/complaints.ts';
import { answerSampled, drawSample, sampleOf, type Sampled } from '../store/samples.ts';
import { fields } from '../views/forms.tsx';
import {
  CloseComplaintForm,
  Complain,
  ComplaintMeasureForm,
  ComplaintPage,
  Complaints,
  questionField,
  ReviewSampled,
  SamplePage,
} from '../views/own-work.tsx';
import type { Shown } from '../../shown.ts';
import { frameOf, may, openRequest, place, typedIn } from './open.ts';

/** The views on how a request was taken care of, with where the desk reads each. */
export const complaintLines = async (scope: Scope, id: string) =>
  (await complaintsOf(scope, id)).map((complaint) => ({
    complaint,
    href: paths.complaint({ complaint: complaint.id }),
  }));

// ── A view is registered at the desk, or by whoever asked ─────────────────────────────────────────────────────────────

type Side = Readonly<{
  place: 'placementDesk' | 'placements';
  open: (request: Get<string> & { parameters: { request: string } }) => Promise<Request | undefined>;
  action: (id: string) => string;
  back: (id: string) => string;
}>;
const sides = {
  desk: {
    place,
    open: openRequest,
    action: (id) => paths.complain({ request: id }),
    back: (id) => paths.request({ request: id }),
  },
  requester: {
    place: 'placements',
    open: async (request) => {
      const id = findId<never>(request.parameters.request);
      const found = id === undefined ? undefined : await findRequest(request, id);
      return found?.fromArea === request.actor.area ? found : undefined;
    },
    action: (id) => paths.complainAsRequester({ request: id }),
    back: (id) => paths.requestersPage({ request: id }),
  },
} as const satisfies Record<string, Side>;

function complainForm(request: Get<string>, found: Request, side: Side, shown: Shown = {}) {
  return (
    <Complain
      frame={frameOf(request, side.action(found.id), found, shown, side.back(found.id))}
      about={found.number}
      text={typedIn(shown, fields.text)}
    />
  );
}

type OfRequest = Get<typeof paths.complain.pattern>;
type ToRequest = Post<typeof paths.complain.pattern>;

const showComplain =
  (side: Side) =>
  async (request: OfRequest): Promise<Answer> => {
    const found = await side.open(request);
    return found ? page({ place: side.place, content: complainForm(request, found, side) }) : notFound;
  };

const takeComplaint =
  (side: Side) =>
  async (request: ToRequest): Promise<Answer> => {
    const found = await side.open(request);
    if (!found) return notFound;
    const typed = typedFrom(request.form);
    const text = first(typed, fields.text);
    const key = keyIn(typed);
    if (text === '' || !key) {
      const errors = [{ field: fields.text, message: deskMessages[request.actor.language].complaint.missing }];
      return invalid({ place: side.place, content: complainForm(request, found, side, { typed, errors }) });
    }
    if (await insertComplaint(request, found.id, text, key)) await tellOfficer(request, 'placement-complaint', found);
    return redirect(side.back(found.id));
  };

// ── What the desk does about it ───────────────────────────────────────────────────────────────────────────────────────

type OfComplaint = Get<typeof paths.complaint.pattern>;

async function openComplaint(request: OfComplaint): Promise<Complaint | undefined> {
  const id = findId<never>(request.parameters.complaint);
  const found = id === undefined ? undefined : await findComplaint(request, id);
  // Tells the audit whose request it is about.
  if (found) await findRequest(request, found.request);
  return found;
}

const toComplaint = ({ id }: Complaint): Answer => redirect(paths.complaint({ complaint: id }, { sparat: 'ja' }));

const forms = {
  measure: {
    View: ComplaintMeasureForm,
    path: paths.complaintMeasure,
    missing: 'measureMissing',
    write: (scope: Scope, { id }: Complaint, text: string, key: NonNullable<ReturnType<typeof keyIn>>) =>
      insertComplaintMeasure(scope, id, text, key),
  },
  close: {
    View: CloseComplaintForm,
    path: paths.closeComplaint,
    missing: 'conclusionMissing',
    write: async (scope: Scope, { id, request, registeredBy }: Complaint, text: string) => {
      if (await closeComplaint(scope, id, text))
        await notify(scope, 'placement-complaint-closed', { placementRequest: request }, [registeredBy]);
    },
  },
} as const;

function stepForm(request: Get<string>, found: Complaint, which: keyof typeof forms, shown: Shown = {}) {
  const { View, path } = forms[which];
  return (
    <View
      frame={frameOf(
        request,
        path({ complaint: found.id }),
        { id: found.request, version: 0 },
        shown,
        paths.complaint({ complaint: found.id }),
      )}
      about={deskMessages[request.actor.language].complaint.one}
      text={typedIn(shown, fields.text)}
    />
  );
}

const stepRoutes = (which: keyof typeof forms): readonly Route[] => {
  const { path, missing, write } = forms[which];
  return [
    get({
      path,
      may,
      audit: 'placement.form',
      handle: async (request) => {
        const found = await openComplaint(request);
        return found && !found.closedAt ? page({ place, content: stepForm(request, found, which) }) : notFound;
      },
    }),
    post({
      path,
      may,
      audit: `placement.complaint-${which}`,
      handle: async (request) => {
        const found = await openComplaint(request);
        if (!found) return notFound;
        if (found.closedAt) return toComplaint(found);
        const typed = typedFrom(request.form);
        const text = first(typed, fields.text);
        const key = keyIn(typed);
        if (text === '' || !key) {
          const errors = [{ field: fields.text, message: deskMessages[request.actor.language].complaint[missing] }];
          return invalid({ place, content: stepForm(request, found, which, { typed, errors }) });
        }
        await write(request, found, text, key);
        return toComplaint(found);
      },
    }),
  ];
};

// ── The sample ────────────────────────────────────────────────────────────────────────────────────────────────────────

type OfSampled = Get<typeof paths.reviewSampled.pattern>;

async function openSampled(request: OfSampled): Promise<Sampled | undefined> {
  const month: LocalDate | undefined = parseLocalDate(request.parameters.month);
  const sampled = month && (await sampleOf(request, month)).find((one) => one.request === request.parameters.request);
  if (sampled) await findRequest(request, sampled.request);
  return sampled;
}

function reviewForm(request: OfSampled, sampled: Sampled, shown: Shown = {}) {
  const address = { month: sampled.month, request: sampled.request };
  return (
    <ReviewSampled
      frame={{
        action: paths.reviewSampled(address),
        hidden: frameFields(request.csrf, shown.typed ?? {}),
        errors: shown.errors ?? [],
        cancelHref: paths.sample(),
      }}
      about={deskMessages[request.actor.language].sample.title}
      number={sampled.number}
      value={(field) => typedIn(shown, field)}
    />
  );
}

async function reviewAnswer(request: Post<typeof paths.reviewSampled.pattern>): Promise<Answer> {
  const sampled = await openSampled(request);
  if (!sampled || sampled.isOwn) return notFound;
  const typed = typedFrom(request.form);
  const errors: FieldError[] = [];
  const answers: Partial<Record<SampleQuestion, SampleAnswer>> = {};
  for (const question of sampleQuestions) {
    const answer = sampleAnswers.find((one) => one === first(typed, questionField(question)));
    if (answer === undefined)
      errors.push({ field: questionField(question), message: deskMessages[request.actor.language].sample.missing });
    else answers[question] = answer;
  }
  if (errors.length > 0) return invalid({ place, content: reviewForm(request, sampled, { typed, errors }) });
  await answerSampled(
    request,
    sampled.month,
    sampled.request,
    answers as Record<SampleQuestion, SampleAnswer>,
    first(typed, fields.text),
  );
  return redirect(paths.sample());
}

/** What the desk learns of its own work. They have addresses of their own, which stand before those with a request in them. */
export const ownWorkPages: readonly Route[] = [
  get({
    path: paths.complaints,
    may,
    audit: 'placement.complaints',
    handle: async (request) =>
      page({
        place,
        content: (
          <Complaints
            backHref={paths.queue()}
            lines={(await listComplaints(request)).map((complaint) => ({
              complaint,
              href: paths.complaint({ complaint: complaint.id }),
            }))}
          />
        ),
      }),
  }),
  get({
    path: paths.sample,
    may,
    audit: 'placement.sample',
    handle: async (request) => {
      const month = monthBefore(request.today);
      const sample = await sampleOf(request, month);
      return page({
        place,
        content: (
          <SamplePage
            backHref={paths.queue()}
            month={month}
            lines={sample.map((sampled) => ({
              sampled,
              href: paths.reviewSampled({ month, request: sampled.request }),
            }))}
            draw={
              sample.length === 0 && request.actor.permissions.has('placement:lead')
                ? { action: paths.sample(), hidden: { [hidden.csrf]: request.csrf } }
                : undefined
            }
          />
        ),
      });
    },
  }),
  post({
    path: paths.sample,
    may: 'placement:lead',
    audit: 'placement.sample-draw',
    handle: async (request) => {
      await drawSample(request, monthBefore(request.today), sampleSize);
      return redirect(paths.sample());
    },
  }),
  get({
    path: paths.reviewSampled,
    may,
    audit: 'placement.form',
    handle: async (request) => {
      const sampled = await openSampled(request);
      return sampled?.answers === null && !sampled.isOwn
        ? page({ place, content: reviewForm(request, sampled) })
        : notFound;
    },
  }),
  post({ path: paths.reviewSampled, may, audit: 'placement.sample-review', handle: reviewAnswer }),
  get({
    path: paths.complaint,
    may,
    audit: 'placement.complaint-read',
    handle: async (request) => {
      const found = await openComplaint(request);
      if (!found) return notFound;
      const m = deskMessages[request.actor.language].complaint;
      const address = { complaint: found.id };
      return page({
        place,
        content: (
          <ComplaintPage
            complaint={found}
            backHref={paths.complaints()}
            requestHref={paths.request({ request: found.request })}
            steps={
              found.closedAt
                ? []
                : [
                    { href: paths.complaintMeasure(address), text: m.measure },
                    { href: paths.closeComplaint(address), text: m.close },
                  ]
            }
            saved={request.query.get('sparat') === 'ja'}
          />
        ),
      });
    },
  }),
  ...stepRoutes('measure'),
  ...stepRoutes('close'),
  get({ path: paths.complain, may, audit: 'placement.form', handle: showComplain(sides.desk) }),
  post({ path: paths.complain, may, audit: 'placement.complain', handle: takeComplaint(sides.desk) }),
  get({
    path: paths.complainAsRequester,
    may: 'placement:request',
    audit: 'placement.form',
    handle: showComplain(sides.requester),
  }),
  post({
    path: paths.complainAsRequester,
    may: 'placement:request',
    audit: 'placement.complain',
    handle: takeComplaint(sides.requester),
  }),
];
