import { createHash } from 'node:crypto';
import { append, notify, type Written } from '../../casework/index.ts';
import type { ConsentId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { type Ground, groundsInForce, secrecyMessages, type ConsentPurpose } from '../../secrecy/index.ts';
import { canonical, freeze, isRedacted, type Piece, redact, type Snapshot, strikes } from '../disclosure.ts';
import { piecesOf } from '../pieces.ts';
import { deleteDraft, type DisclosureDraft, disclosureWithKey, insertDisclosure } from '../store/disclosures.ts';
import { consentCarries, giver, type Recipient, recipients } from '../store/recipients.ts';

/** What would be handed over if it were signed now, with the proof of exactly that. */
export type Prepared = Readonly<{
  pieces: readonly Piece[];
  shown: readonly Piece[];
  /** The pieces in which the individual is named, those that are struck out unless they are kept, and all that is struck out whole. */
  named: readonly string[];
  asked: readonly string[];
  struck: readonly string[];
  snapshot: Snapshot;
  sha256: string;
  ground?: Ground;
  recipient?: Recipient;
  /** The ground rests on a consent, and none that carries this has been named. */
  consentMissing: boolean;
}>;

export async function prepare(
  scope: Scope,
  written: Written,
  { body }: Pick<DisclosureDraft, 'body'>,
): Promise<Prepared> {
  const { language } = scope.actor;
  const pieces = piecesOf(written, language);
  const { person } = written.file;
  const { named, asked, struck } = strikes(pieces, body, {
    isNamedIn: (text) => person.mentionsIn(text).length > 0,
    isProtected: person.isMasked('list'),
  });
  const shown = redact(pieces, { ...body, struck });
  const ground = (await groundsInForce(scope)).find(({ id }) => id === body.ground);
  const recipient = (await recipients(scope)).find(({ account }) => account === body.account);
  const from = await giver(scope);
  const snapshot: Snapshot = {
    from: { ...from, signer: scope.actor.name },
    to: recipient ? `${recipient.name}, ${recipient.areaName}` : (body.party ?? ''),
    purpose: secrecyMessages[language].purposes[body.purpose as ConsentPurpose],
    ground: { provision: ground?.provision ?? '', name: ground?.[language] ?? '' },
    pieces: freeze(shown),
    language,
  };
  const carried =
    ground?.restsOnConsent === true
      ? body.consent !== undefined &&
        (await consentCarries(scope, body.consent as ConsentId, written.file.individual, {
          purposes: [body.purpose],
          area: recipient?.area,
          party: body.party,
          parts: body.parts,
        }))
      : true;
  return {
    pieces,
    shown,
    named,
    asked,
    struck,
    snapshot,
    sha256: createHash('sha256').update(canonical(snapshot)).digest('hex'),
    ...(ground ? { ground } : {}),
    ...(recipient ? { recipient } : {}),
    consentMissing: !carried,
  };
}

export type Signed = Readonly<
  | { outcome: 'signed' | 'already'; disclosure: string }
  | { outcome: 'changed' | 'nothing-chosen' | 'ground-ended' | 'consent-missing' | 'recipient-missing' }
>;

/**
 * Hands over exactly what was seen: what has changed since is looked at again before it is signed. One act: afterwards it is with the
 * recipient, whatever becomes of the case or of the consent.
 */
export async function sign(scope: Scope, written: Written, draft: DisclosureDraft, seen: string): Promise<Signed> {
  const before = await disclosureWithKey(scope, draft.key);
  if (before !== undefined) return { outcome: 'already', disclosure: before };
  const prepared = await prepare(scope, written, draft);
  const { body } = draft;
  if (!prepared.ground) return { outcome: 'ground-ended' };
  if (!prepared.recipient && body.party === undefined) return { outcome: 'recipient-missing' };
  if (prepared.shown.length === 0) return { outcome: 'nothing-chosen' };
  if (prepared.consentMissing) return { outcome: 'consent-missing' };
  if (prepared.sha256 !== seen) return { outcome: 'changed' };
  // What it becomes keeps the draft's id: sent twice, the second leads to it.
  const { id } = draft;
  const { ground, recipient, snapshot, sha256 } = prepared;
  // What there was something of: what is struck out whole was still chosen.
  const given = [...new Set(prepared.shown.map(({ part }) => part))];
  const act = {
    id,
    caseId: written.file.id,
    run: written.run.id,
    individual: written.file.individual,
    ...(recipient
      ? { toArea: recipient.area, toAccount: recipient.account }
      : { toParty: body.party, toAddress: body.address }),
    purpose: body.purpose,
    ground: ground.id,
    groundVersion: ground.version,
    groundReason: body.reason,
    groundAnswers: body.answers,
    consent: ground.restsOnConsent ? (body.consent as ConsentId) : undefined,
    parts: given,
    redacted: isRedacted(prepared.shown),
    snapshot,
    sha256,
  };
  if (!(await insertDisclosure(scope, act, draft.key))) {
    const other = await disclosureWithKey(scope, draft.key);
    return { outcome: 'already', disclosure: other ?? id };
  }
  scope.touched({
    cases: [act.caseId],
    individuals: [act.individual],
    parts: given.map((part) => `disclosed:${part}`),
  });
  await append(
    scope,
    { caseId: act.caseId, runId: act.run },
    {
      kind: 'disclosed',
      disclosure: id,
      to: snapshot.to,
      ...(recipient ? { toArea: recipient.area, toAccount: recipient.account } : {}),
      purpose: act.purpose,
      ground: act.ground,
      groundVersion: act.groundVersion,
      ...(act.consent === undefined ? {} : { consent: act.consent }),
      parts: given,
      sha256,
      key: draft.key,
    },
  );
  if (recipient) await notify(scope, 'disclosed', {}, [recipient.account]);
  await deleteDraft(scope, draft.id);
  return { outcome: 'signed', disclosure: id };
}
