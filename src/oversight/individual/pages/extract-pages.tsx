import { type CaseId, findId } from '../../../kernel/ids.ts';
import {
  type Answer,
  type Get,
  file,
  get,
  invalid,
  notFound,
  page,
  post,
  type Post,
  type Route,
} from '../../../platform/route.ts';
import { writtenDate } from '../../../kernel/words.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { first, hidden, type Typed, typedFrom } from '../../../platform/typed.ts';
import { paths } from '../../paths.ts';
import { extractData, extractLetter, extractPaper, type ExtractMaking } from '../documents.ts';
import { messages } from '../messages/index.ts';
import { type ExtractShare, readExtract } from '../part.ts';
import { areaName, findSubject } from '../store/rows.ts';
import { extractFields as fields, extractFormats, ExtractPage } from '../views/extract-page.tsx';

type Asking = Get<typeof paths.extract.pattern>;
type Posting = Post<typeof paths.extract.pattern>;

/** GDPR article 15 and SoLPuL: what is held about somebody is given to them, when a person has gone through it. */
export function extractPages(shares: readonly ExtractShare[]): readonly Route[] {
  const parts = shares.flatMap((share) => share.parts);

  const read = async (request: Asking) => {
    const caseId = findId<CaseId>(request.parameters.case);
    const subject = caseId && (await findSubject(request, caseId));
    if (!caseId || !subject) return undefined;
    request.touched({
      individuals: [subject.individual],
      cases: subject.cases.map(({ id }) => id),
      parts: [...new Set(parts.map(({ id }) => id))],
    });
    return { caseId, subject, sections: await readExtract(request, subject, parts) };
  };
  type Found = NonNullable<Awaited<ReturnType<typeof read>>>;

  const show = (request: Asking, found: Found, typed: Typed = {}, errors: readonly FieldError[] = []) => ({
    place: 'cases' as const,
    content: (
      <ExtractPage
        frame={{
          action: paths.extract({ case: found.caseId }),
          hidden: { [hidden.csrf]: request.csrf },
          errors,
          givesFile: true,
          cancelHref: paths.caseFile({ case: found.caseId }),
        }}
        number={found.subject.number}
        otherCases={found.subject.otherCases}
        sections={found.sections}
        format={extractFormats.find((one) => one === first(typed, fields.format))}
        goneThrough={first(typed, fields.goneThrough) === 'ja'}
      />
    ),
  });

  const give = async (request: Posting): Promise<Answer> => {
    const found = await read(request);
    if (!found) return notFound;
    const m = messages[request.actor.language];
    const typed = typedFrom(request.form);
    const format = extractFormats.find((one) => one === first(typed, fields.format));
    const errors = [
      ...(format === undefined ? [{ field: fields.format, message: m.formatMissing }] : []),
      ...(first(typed, fields.goneThrough) === 'ja'
        ? []
        : [{ field: fields.goneThrough, message: m.goneThroughMissing }]),
    ];
    if (format === undefined || errors.length > 0) return invalid(show(request, found, typed, errors));
    request.touched({ parts: ['gone-through', `extract-${format}`] });
    const making: ExtractMaking = {
      name: found.subject.name,
      area: await areaName(request),
      by: request.actor.name,
      at: request.now,
      day: writtenDate(request.today, request.actor.language),
      language: request.actor.language,
    };
    switch (format) {
      case 'pdf':
        return file(m.files.pdf, 'application/pdf', await extractPaper(making, found.sections));
      case 'json':
        return file(m.files.json, 'application/json; charset=utf-8', extractData(making, found.sections));
      case 'letter':
        return file(m.files.letter, 'application/pdf', await extractLetter(making));
    }
  };

  return [
    get({
      path: paths.extract,
      may: 'individual:extract',
      audit: 'individual.extract.read',
      stepUp: true,
      handle: async (request) => {
        const found = await read(request);
        return found ? page(show(request, found)) : notFound;
      },
    }),
    post({
      path: paths.extract,
      may: 'individual:extract',
      audit: 'individual.extract',
      stepUp: true,
      handle: give,
    }),
  ];
}
