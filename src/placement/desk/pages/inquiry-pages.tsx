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
import { first, hidden, keyIn, typedFrom } from '../../../platform/typed.ts';
import type { OfferInWords } from '../../../register/index.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { cancel, inquire, inquiryDays, inquiryPreview, isOpenInquiry } from '../actions/inquire.ts';
import { deskMessages } from '../messages/index.ts';
import { deskPaths as paths } from '../paths.ts';
import { inquiriesOf } from '../store/inquiries.ts';
import { AskProvider, Asked, type InquiryLine, inquiryFields } from '../views/inquiry.tsx';
import { offerOf } from './match-pages.tsx';
import type { Shown } from '../../shown.ts';
import { frameOf, may, type Opened, openMatch, openRequest, place, typedIn } from './open.ts';

type OfOffer = Get<typeof paths.inquire.pattern>;

async function askForm(request: OfOffer, { found, stored }: Opened, offer: OfferInWords, shown: Shown = {}) {
  const m = deskMessages[request.actor.language];
  const address = { request: found.id, match: stored.id };
  const body = await inquiryPreview(request, found.id, stored.id, offer, '');
  if (!body) return undefined;
  const [days, how] = [typedIn(shown, inquiryFields.days), typedIn(shown, inquiryFields.how)];
  return (
    <AskProvider
      frame={frameOf(request, paths.inquire({ ...address, offer: offer.offer }), found, shown, paths.match(address))}
      about={m.match.title(found.number)}
      body={body}
      text={typedIn(shown, inquiryFields.message)}
      days={inquiryDays.map((one) => ({
        value: String(one),
        label: m.inquiry.day(one),
        checked: days === String(one),
      }))}
      how={[
        ...(offer.email === ''
          ? []
          : [{ value: 'mejl', label: m.inquiry.byMail(offer.email), checked: how === 'mejl' }]),
        { value: 'lank', label: m.inquiry.byLink, checked: how === 'lank' },
      ]}
    />
  );
}

async function askAnswer(request: Post<typeof paths.inquire.pattern>): Promise<Answer> {
  const opened = await openMatch(request);
  const offer = opened && (await offerOf(request, opened));
  if (!offer) return notFound;
  const { found, stored } = opened;
  const m = deskMessages[request.actor.language].inquiry;
  const typed = typedFrom(request.form);
  const days = inquiryDays.find((one) => String(one) === first(typed, inquiryFields.days));
  const how = first(typed, inquiryFields.how);
  const key = keyIn(typed);
  const errors: FieldError[] = [];
  if (days === undefined) errors.push({ field: inquiryFields.days, message: m.daysMissing });
  if (how !== 'lank' && !(how === 'mejl' && offer.email !== ''))
    errors.push({ field: inquiryFields.how, message: m.howMissing });
  if (days === undefined || errors.length > 0 || !key)
    return invalid({ place, content: await askForm(request, opened, offer, { typed, errors }) });
  const message = first(typed, inquiryFields.message);
  const { safe, origin } = request;
  const asked = await inquire(
    request,
    found.id,
    stored.id,
    offer,
    { message, days, byMail: how === 'mejl', key },
    { safe, origin },
  );
  switch (asked.outcome) {
    case 'asked':
      // Not led on from: the link is shown here, and nowhere else.
      return page({
        place,
        content: (
          <Asked
            link={asked.link}
            mailed={how === 'mejl' ? offer.email : ''}
            backHref={paths.request({ request: found.id })}
            about={found.number}
          />
        ),
      });
    case 'already':
      return redirect(paths.request({ request: found.id }));
    case 'not-found':
      return notFound;
  }
}

/** The inquiries of a request, as its page shows them. */
export async function inquiryLines(request: Get<string>, id: string): Promise<readonly InquiryLine[]> {
  return (await inquiriesOf(request, id)).map((inquiry) => {
    const isOpen = isOpenInquiry(inquiry, request.now);
    return {
      inquiry,
      isOpen,
      cancel: isOpen
        ? {
            action: paths.cancelInquiry({ request: id, inquiry: inquiry.id }),
            hidden: { [hidden.csrf]: request.csrf },
          }
        : undefined,
    };
  });
}

/** Asking a provider, and taking an inquiry back. What the provider sees is in `web`: it needs no session. */
export const inquiryPages: readonly Route[] = [
  get({
    path: paths.inquire,
    may,
    audit: 'placement.form',
    handle: async (request) => {
      const opened = await openMatch(request);
      const offer = opened?.found.state === 'submitted' ? await offerOf(request, opened) : undefined;
      const content = opened && offer && (await askForm(request, opened, offer));
      return content ? page({ place, content }) : notFound;
    },
  }),
  post({ path: paths.inquire, may, audit: 'placement.inquire', handle: askAnswer }),
  post({
    path: paths.cancelInquiry,
    may,
    audit: 'placement.inquiry-cancel',
    handle: async (request) => {
      const found = await openRequest(request);
      const inquiry = findId<never>(request.parameters.inquiry);
      if (!found || inquiry === undefined) return notFound;
      // Answered meanwhile: the page tells what was answered.
      await cancel(request, found.id, inquiry);
      return redirect(paths.request({ request: found.id }));
    },
  }),
];
