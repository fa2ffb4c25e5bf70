import { addMonths, type LocalDate } from '../../kernel/date.ts';
import { findId, idOf } from '../../kernel/ids.ts';
import { providerStates } from '../../matching/index.ts';
import type { Scope } from '../../platform/door.ts';
import type { ProviderState } from '../codes.ts';
import { stateOfItem } from '../controls.ts';
import type { Field } from '../fields.ts';
import { validFrom } from '../kinds.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import { controlsOf } from '../store/control-states.ts';
import { registerKeeper } from '../store/kept.ts';
import { decisionsOf, findProvider, lastPosition, offersInForm, versionsOf } from '../store/read.ts';
import { answerDecision, tellDecision } from '../store/decisions.ts';
import { insertOnce } from '../store/write.ts';
import { type KeepForm, notThere, overtaken, textOf, wrong, written } from './form.ts';

const required = true;

async function providerOf(scope: Scope, subject: string) {
  const id = findId(subject);
  const found = id === undefined ? undefined : await findProvider(scope, id);
  const keeper = await registerKeeper(scope);
  if (!found || keeper === undefined) return undefined;
  const controls = (await controlsOf(scope, keeper, [found.id], scope.today)).get(found.id);
  return controls && { ...found, controls, back: paths.provider({ provider: found.id }) };
}

const recordControl: KeepForm = {
  open: async (scope, subject) => {
    const found = await providerOf(scope, subject);
    const { language } = scope.actor;
    return (
      found && {
        fields: [
          { column: 'item', kind: 'code', required, codes: found.controls.items.map(({ code }) => code) },
          { column: 'result', kind: 'code', required, codes: ['passed', 'failed'] },
          { column: 'evidence', kind: 'long', required },
          { column: 'checked_on', kind: 'date', required },
          { column: 'next_check', kind: 'date' },
        ],
        of: found.name,
        values: { checked_on: scope.today },
        choices: { item: found.controls.items.map(({ code, name }) => ({ value: code, label: name[language] })) },
        back: found.back,
      }
    );
  },
  write: async (scope, subject, { values, key }) => {
    const found = await providerOf(scope, subject);
    if (!found) return notThere;
    const on = textOf(values, 'checked_on') as LocalDate;
    if (on > scope.today) return wrong('checked_on', 'future');
    const months = found.controls.items.find(({ code }) => code === values['item'])?.months;
    // Where nobody has said when, it is made again when the list says.
    const next = textOf(values, 'next_check') || (months === undefined ? null : addMonths(on, months));
    if (next !== null && next <= on) return wrong('next_check', 'period');
    const row = { ...values, next_check: next, id: idOf(key), provider: found.id };
    await insertOnce(scope, 'provider_control', row, key);
    return written(found.back);
  },
};

const decide: KeepForm = {
  open: async (scope, subject) => {
    const found = await providerOf(scope, subject);
    return (
      found && {
        fields: [
          { column: 'decision', kind: 'code', required, codes: ['approved', 'not-approved'] },
          { column: 'reasons', kind: 'long', required },
          { column: 'decided_on', kind: 'date', required },
        ],
        of: found.name,
        values: { decided_on: scope.today },
        seen: (await decisionsOf(scope, found.id))[0]?.position ?? 0,
        back: found.back,
      }
    );
  },
  write: async (scope, subject, { values, seen, key }) => {
    const found = await providerOf(scope, subject);
    if (!found) return notThere;
    const { items, checked, state } = found.controls;
    if (textOf(values, 'decided_on') > scope.today) return wrong('decided_on', 'future');
    if (values['decision'] === 'approved' && state !== 'passed') return wrong('decision', 'not-passed');
    const basis = items.map((item) => ({
      code: item.code,
      required: item.required,
      state: stateOfItem(checked.get(item.code), scope.today),
      ...checked.get(item.code),
    }));
    const row = { ...values, basis, provider: found.id, position: seen + 1 };
    return (await insertOnce(scope, 'provider_control_decision', row, key)) ? written(found.back) : overtaken;
  },
};

/** What is added to the latest decision: that the provider has been told, or what it answered. */
const ofDecision = (
  fields: readonly Field[],
  write: (scope: Scope, provider: string, position: number, on: string, text: string) => Promise<boolean>,
): KeepForm => ({
  open: async (scope, subject) => {
    const found = await providerOf(scope, subject);
    const latest = found && (await decisionsOf(scope, found.id))[0];
    return (
      latest && {
        fields,
        of: found.name,
        values: { [fields[0]?.column ?? '']: scope.today },
        seen: latest.position,
        back: found.back,
      }
    );
  },
  write: async (scope, subject, { values, seen }) => {
    const found = await providerOf(scope, subject);
    if (!found) return notThere;
    const [on = '', text = ''] = fields.map(({ column }) => textOf(values, column));
    if (on > scope.today) return wrong(fields[0]?.column ?? '', 'future');
    return (await write(scope, found.id, seen, on, text)) ? written(found.back) : overtaken;
  },
});

const changeState: KeepForm = {
  open: async (scope, subject) => {
    const found = await providerOf(scope, subject);
    if (!found) return undefined;
    return {
      fields: [
        { column: 'state', kind: 'code', required, codes: providerStates },
        validFrom,
        { column: 'reason', kind: 'long', required },
      ],
      of: found.name,
      values: { valid_from: scope.today },
      seen: lastPosition(await versionsOf(scope, 'state', found.id)),
      back: found.back,
    };
  },
  write: async (scope, subject, { values, seen, key }) => {
    const found = await providerOf(scope, subject);
    if (!found) return notThere;
    const state = textOf(values, 'state') as ProviderState;
    // A provider by direct award becomes active only when its controls are passed and approved.
    if (state === 'active' && (await offersInForm(scope, found.id, 'direct-award'))) {
      if (found.controls.state !== 'passed') return wrong('state', 'not-passed');
      if ((await decisionsOf(scope, found.id))[0]?.decision !== 'approved') return wrong('state', 'not-approved');
    }
    const row = { ...values, provider: found.id, position: seen + 1 };
    return (await insertOnce(scope, 'provider_state', row, key)) ? written(found.back) : overtaken;
  },
};

export const controlForms = {
  kontroll: recordControl,
  beslut: decide,
  underrattelse: ofDecision(
    [
      { column: 'told_on', kind: 'date', required },
      { column: 'told_how', kind: 'text', required },
    ],
    tellDecision,
  ),
  svar: ofDecision(
    [
      { column: 'answered_on', kind: 'date', required },
      { column: 'answer', kind: 'long', required },
    ],
    answerDecision,
  ),
  lage: changeState,
} as const satisfies Record<string, KeepForm>;

export const newStateReason = (scope: Scope): string => registerMessages[scope.actor.language].newReason;
