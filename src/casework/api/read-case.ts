import type { z } from 'zod';
import { readIdentityNumber } from '../../kernel/identity-number.ts';
import type { Language } from '../../kernel/text.ts';
import type { BodyError } from '../../platform/api-route.ts';
import type { CaseToOpen } from '../actions/open.ts';
import { formMessages } from '../messages/forms.ts';
import type { openCaseSchema } from './case-schemas.ts';

type Read = Readonly<{ file: Omit<CaseToOpen, 'unit' | 'key'> }> | Readonly<{ errors: readonly BodyError[] }>;

/** Reads the case that somebody wants to open; what the schema cannot tell is whether the number is one, and of its kind. */
export function readCase(body: Readonly<z.infer<typeof openCaseSchema>>, language: Language): Read {
  const {
    givenName,
    familyName,
    identityKind,
    identityNumber = '',
    identityCertainty,
    system = '',
    reference = '',
  } = body;
  const { problems } = formMessages[language];
  const file = {
    givenName,
    familyName,
    identityKind,
    identityCertainty,
    externalSystem: system,
    externalReference: reference,
  };
  const wrong = (message: string): Read => ({ errors: [{ pointer: '/identityNumber', message }] });
  if (identityKind === 'none') return identityNumber === '' ? { file } : wrong(problems.identityNumberUnwanted);
  if (identityNumber === '') return wrong(problems.identityNumberMissing);
  const number = readIdentityNumber(identityNumber, identityKind);
  return 'problem' in number ? wrong(problems[number.problem]) : { file: { ...file, identityNumber: number.digits } };
}
