import { findId, idOf, newId } from '../../kernel/ids.ts';
import { interventionNames, permitRequired, provisionFormNames } from '../../matching/index.ts';
import type { Scope } from '../../platform/door.ts';
import { legalForms } from '../codes.ts';
import type { ControlItem } from '../controls.ts';
import type { Values } from '../fields.ts';
import { form, intervention, validFrom, validTo } from '../kinds.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import { controlLists, itemRow, listVersions } from '../store/control-states.ts';
import { registerKeeper } from '../store/kept.ts';
import { openDataDecisions } from '../store/open-data.ts';
import { type OwnList, ownLists, rulesKept } from '../store/read.ts';
import { endSubcategory } from '../store/rules.ts';
import { endOn, insertOnce, insertRows } from '../store/write.ts';
import { type Deed, type Done, type KeepForm, notThere, overtaken, textOf, wrong, written } from './form.ts';

const required = true;
const back = paths.rules();

/** Whose list it is that is written in: the register's, which all go by, or one of a municipality's own. */
type Of = 'register' | 'own';

async function kept(scope: Scope, of: Of) {
  const keeper = of === 'own' ? scope.actor.municipality : await registerKeeper(scope);
  return keeper === undefined ? undefined : rulesKept(scope, keeper);
}

/** In a list of its own only what a municipality has such a list of is written: in nothing else would it count. */
const hasList = async (scope: Scope, of: Of, list: OwnList['list'], values: Values): Promise<boolean> =>
  of === 'register' ||
  (await ownLists(scope)).some((one) => one.list === list && one.intervention === textOf(values, 'intervention'));

const newFormRule = (of: Of): KeepForm => ({
  open: async ({ today }) => ({
    fields: [intervention, form, validFrom, validTo],
    values: { valid_from: today },
    back,
  }),
  write: async (scope, _, { values, key }) => {
    if (!(await hasList(scope, of, 'forms', values))) return wrong('intervention', 'no-own-list');
    return (await insertOnce(scope, 'provision_form_rule', { ...values, id: idOf(key) }, key))
      ? written(back)
      : wrong('valid_from', 'overlaps');
  },
});

const endFormRule = (of: Of): KeepForm => ({
  open: async (scope, subject) => {
    const found = (await kept(scope, of))?.forms.find(({ id }) => id === subject);
    const { language } = scope.actor;
    return (
      found && {
        fields: [validTo],
        of: `${interventionNames[found.intervention][language]}, ${provisionFormNames[found.form][language]}`,
        values: { valid_to: found.valid_to },
        back,
      }
    );
  },
  write: (scope, subject, deed) => endById(scope, 'provision_form_rule', subject, deed),
});

async function endById(
  scope: Scope,
  table: 'provision_form_rule' | 'municipal_list',
  subject: string,
  { values }: Deed,
): Promise<Done> {
  const id = findId(subject);
  const until = textOf(values, 'valid_to');
  if (id === undefined) return notThere;
  return (await endOn(scope, table, id, until === '' ? null : until)) ? written(back) : wrong('valid_to', 'period');
}

const newSubcategory = (of: Of): KeepForm => ({
  open: async ({ today }) => ({
    fields: [
      intervention,
      { column: 'id', kind: 'text', required },
      { column: 'name_sv', kind: 'text', required },
      { column: 'name_en', kind: 'text', required },
      validFrom,
      validTo,
    ],
    values: { valid_from: today },
    back,
  }),
  write: async (scope, _, { values, key }) => {
    if (!/^[a-z][a-z0-9-]{0,59}$/.test(textOf(values, 'id'))) return wrong('id', 'code-form');
    if (!(await hasList(scope, of, 'subcategories', values))) return wrong('intervention', 'no-own-list');
    return (await insertOnce(scope, 'placement_subcategory', values, key))
      ? written(back)
      : wrong('valid_from', 'overlaps');
  },
});

async function subcategoryOf(scope: Scope, of: Of, subject: string) {
  const [its, id, from] = subject.split(':');
  return (await kept(scope, of))?.subcategories.find(
    (one) => one.intervention === its && one.id === id && one.valid_from === from,
  );
}

const endingSubcategory = (of: Of): KeepForm => ({
  open: async (scope, subject) => {
    const found = await subcategoryOf(scope, of, subject);
    return (
      found && {
        fields: [validTo],
        of: scope.actor.language === 'sv' ? found.name_sv : found.name_en,
        values: { valid_to: found.valid_to },
        back,
      }
    );
  },
  write: async (scope, subject, { values }) => {
    const found = await subcategoryOf(scope, of, subject);
    if (!found) return notThere;
    const until = textOf(values, 'valid_to');
    return (await endSubcategory(scope, found, until === '' ? null : until))
      ? written(back)
      : wrong('valid_to', 'period');
  },
});

// ── Lists of a municipality's own ───────────────────────────────────────────────────────────────────────────────────

const newOwnList: KeepForm = {
  open: async ({ today }) => ({
    fields: [
      { column: 'list', kind: 'code', codes: ['subcategories', 'forms'], required },
      intervention,
      validFrom,
      { column: 'reason', kind: 'long', required },
    ],
    values: { valid_from: today },
    back,
  }),
  write: async (scope, _, { values, key }) => {
    const keeper = await registerKeeper(scope);
    if (keeper === undefined) return notThere;
    if (textOf(values, 'valid_from') < scope.today) return wrong('valid_from', 'past');
    if (!(await insertOnce(scope, 'municipal_list', { ...values, id: idOf(key) }, key)))
      return wrong('valid_from', 'overlaps');
    // It begins with what the register has on that day, to be changed from there.
    const [from, its] = [textOf(values, 'valid_from'), textOf(values, 'intervention')];
    const { forms, subcategories } = await rulesKept(scope, keeper);
    const onThatDay = <Row extends Readonly<{ intervention: string; valid_from: string; valid_to: string | null }>>(
      rows: readonly Row[],
    ): readonly Row[] =>
      rows
        .filter((row) => row.intervention === its && row.valid_from <= from && (row.valid_to ?? from) >= from)
        .map((row) => ({ ...row, valid_from: from }));
    await (textOf(values, 'list') === 'forms'
      ? insertRows(
          scope,
          'provision_form_rule',
          onThatDay(forms).map((row) => ({ ...row, id: newId() })),
        )
      : insertRows(scope, 'placement_subcategory', onThatDay(subcategories)));
    return written(back);
  },
};

const endOwnList: KeepForm = {
  open: async (scope, subject) => {
    const found = (await ownLists(scope)).find(({ id }) => id === subject);
    const { language } = scope.actor;
    return (
      found && {
        fields: [validTo],
        of: `${registerMessages[language].own.lists[found.list]}, ${interventionNames[found.intervention][language]}`,
        values: { valid_to: found.valid_to },
        back,
      }
    );
  },
  write: async (scope, subject, deed) => {
    const until = textOf(deed.values, 'valid_to');
    // What it has been is not changed: it ends today at the earliest.
    return until !== '' && until < scope.today
      ? wrong('valid_to', 'past')
      : endById(scope, 'municipal_list', subject, deed);
  },
};

// code; Swedish; English; months; required
const line = /^\s*([a-z][a-z0-9-]*)\s*;\s*([^;]+?)\s*;\s*([^;]+?)\s*;\s*(\d{1,3})?\s*;\s*(yes|no)\s*$/;

function readItems(text: string): readonly ControlItem[] | undefined {
  const items: ControlItem[] = [];
  for (const one of text.split('\n').filter((row) => row.trim() !== '')) {
    const [, code, sv, en, months, isRequired] = line.exec(one) ?? [];
    if (code === undefined || sv === undefined || en === undefined || items.some((item) => item.code === code))
      return undefined;
    items.push({
      code,
      name: { sv, en },
      required: isRequired === 'yes',
      ...(months === undefined || Number(months) === 0 ? {} : { months: Number(months) }),
    });
  }
  return items.length > 0 ? items : undefined;
}

const writeItems = (items: readonly ControlItem[]): string =>
  items
    .map(({ code, name, months, required: isRequired }) =>
      [code, name.sv, name.en, months ?? '', isRequired ? 'yes' : 'no'].join('; '),
    )
    .join('\n');

/** The subject of a list of controls: a legal form, or a kind of permit. */
async function listOf(scope: Scope, subject: string) {
  const isForm = legalForms.some((one) => one === subject);
  const keeper = await registerKeeper(scope);
  const { language } = scope.actor;
  const permit = [...permitRequired].find((one) => one === subject);
  if (keeper === undefined || (!isForm && permit === undefined)) return undefined;
  const key = isForm ? { legalForm: subject, permitKind: '' } : { legalForm: '', permitKind: subject };
  const latest = (await controlLists(scope, keeper, '9999-12-31' as typeof scope.today)).find(
    (one) => one.legalForm === key.legalForm && one.permitKind === key.permitKind,
  );
  const names: Readonly<Record<string, string>> = registerMessages[language].legalForms;
  const name =
    permit === undefined
      ? (names[subject] ?? subject)
      : registerMessages[language].rules.permitOf(interventionNames[permit][language]);
  return { key, name, latest, versions: await listVersions(scope, key) };
}

const changeList: KeepForm = {
  open: async (scope, subject) => {
    const found = await listOf(scope, subject);
    return (
      found && {
        fields: [{ column: 'items', kind: 'long', required }, validFrom],
        of: found.name,
        values: { items: writeItems(found.latest?.items ?? []), valid_from: scope.today },
        seen: found.versions,
        back,
      }
    );
  },
  write: async (scope, subject, { values, seen, key }) => {
    const found = await listOf(scope, subject);
    if (!found) return notThere;
    const items = readItems(textOf(values, 'items'));
    if (!items) return wrong('items', 'items');
    const row = {
      legal_form: found.key.legalForm,
      permit_kind: found.key.permitKind,
      version: seen + 1,
      valid_from: values['valid_from'] ?? null,
      items: items.map(itemRow),
    };
    return (await insertOnce(scope, 'control_list', row, key)) ? written(back) : overtaken;
  },
};

const publish: KeepForm = {
  open: async (scope) => {
    const decisions = await openDataDecisions(scope);
    return {
      of: registerMessages[scope.actor.language].files.title,
      fields: [{ column: 'published', kind: 'flag' }, validFrom, { column: 'reason', kind: 'long', required }],
      values: { published: !decisions[0]?.published, valid_from: scope.today },
      seen: decisions.length,
      back: paths.files(),
    };
  },
  write: async (scope, _, { values, seen, key }) => {
    if (textOf(values, 'valid_from') < scope.today) return wrong('valid_from', 'past');
    return (await insertOnce(scope, 'open_data_decision', { ...values, position: seen + 1 }, key))
      ? written(paths.files())
      : overtaken;
  },
};

export const ruleForms = {
  'ny-regiform': newFormRule('register'),
  regiform: endFormRule('register'),
  'ny-underkategori': newSubcategory('register'),
  underkategori: endingSubcategory('register'),
  kontrollista: changeList,
  'oppna-data': publish,
} as const satisfies Record<string, KeepForm>;

/** The forms of the lists that a municipality has of its own beside another's register. */
export const ownListForms = {
  'egen-lista': newOwnList,
  'egen-lista-slut': endOwnList,
  'ny-regiform': newFormRule('own'),
  regiform: endFormRule('own'),
  'ny-underkategori': newSubcategory('own'),
  underkategori: endingSubcategory('own'),
} as const satisfies Record<string, KeepForm>;
