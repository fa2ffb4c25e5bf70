import { type CaseId, findId, type RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Answer } from '../../platform/route.ts';
import { endedAccess, protectedContact } from '../../secrecy/index.ts';
import { ActionLink, Main } from '../../ui/index.ts';
import { protectionMessages } from '../messages/protection.ts';
import { refusalMessages } from '../messages/refusal.ts';
import { paths } from '../paths.ts';
import { writtenDate } from './wording.ts';

/**
 * What may be said to somebody who asks for what is out of reach: that their own access has ended, and since when, to who had it; and in
 * one's own area that the identity is protected, and whom to ask. They are told nothing more. Everybody else gets the same answer as if nothing were there.
 */
export async function explainRefusal(
  scope: Scope,
  parameters: Readonly<Record<string, string>>,
): Promise<Extract<Answer, { kind: 'refusal' }> | undefined> {
  const run = findId<RunId>(parameters['run'] ?? '');
  const contact = await protectedContact(scope, { caseId: findId<CaseId>(parameters['case'] ?? ''), runId: run });
  if (contact !== undefined) return protectedRefusal(scope, contact);
  const ended = run && (await endedAccess(scope, run));
  if (!ended) return undefined;
  const { language } = scope.actor;
  const m = refusalMessages[language];
  return {
    kind: 'refusal',
    status: 404,
    place: 'cases',
    content: (
      <Main title={m.title}>
        <h1>{m.title}</h1>
        <p className="lead">
          {m.ended[ended.cause]} {ended.since === undefined ? undefined : m.since(writtenDate(ended.since, language))}
        </p>
        <p className="reading">{m.what}</p>
        <p>
          <ActionLink href={paths.cases()}>{m.toCases}</ActionLink>
        </p>
      </Main>
    ),
  };
}

/** In one's own area it is said that somebody is protected: a colleague who needs something must know whom to turn to. */
function protectedRefusal(scope: Scope, contact: string): Extract<Answer, { kind: 'refusal' }> {
  const m = protectionMessages[scope.actor.language].refused;
  return {
    kind: 'refusal',
    status: 403,
    place: 'cases',
    content: (
      <Main title={m.title}>
        <h1>{m.title}</h1>
        <p className="lead">{m.lead}</p>
        <p>{m.ask(contact)}</p>
        <p>
          <ActionLink href={paths.cases()}>{m.toCases}</ActionLink>
        </p>
      </Main>
    ),
  };
}
