import { addDays, type LocalDate } from '../../kernel/date.ts';
import { findId, idOf } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { interventionNames, permitRequired, provisionFormNames } from '../../matching/index.ts';
import type { Field, Values } from '../fields.ts';
import {
  agreementFacts,
  form,
  intervention,
  isSheltered,
  offerFacts,
  organisationNumber,
  permitFacts,
  placeFacts,
  priceFacts,
  providerFacts,
  unitFacts,
  validFrom,
  validTo,
} from '../kinds.ts';
import { registerPaths as paths } from '../paths.ts';
import { registerKeeper, registerParties } from '../store/kept.ts';
import { closePlace, releasePlace } from '../store/places.ts';
import {
  agreementsOf,
  decisionsOf,
  findOfUnit,
  findProvider,
  findUnit,
  lastPosition,
  offersOfUnits,
  placeUsedAfter,
  pricesOf,
  providerWithNumber,
  useOfPlace,
  versionOf,
  versionsOf,
} from '../store/read.ts';
import { formsAllowedOn, subcategoriesOn } from '../store/register-for.ts';
import { endOn, insertOnce } from '../store/write.ts';
import { newStateReason } from './controls.ts';
import { type Done, type KeepForm, listOf, notThere, overtaken, textOf, wrong, written } from './form.ts';

const required = true;
const changeReason: Field = { column: 'change_reason', kind: 'long', required };
const today = ({ today: day }: Scope): Values => ({ valid_from: day });

const providerOf = (scope: Scope, subject: string) => {
  const id = findId(subject);
  return id === undefined ? undefined : findProvider(scope, id);
};
const unitOf = (scope: Scope, subject: string) => {
  const id = findId(subject);
  return id === undefined ? undefined : findUnit(scope, id);
};

const providerPage = (provider: string): string => paths.provider({ provider });
const unitPage = (unit: string): string => paths.unit({ unit });

/** What stands in a version's row and is no fact. */
const only = (fields: readonly Field[], values: Values): Values =>
  Object.fromEntries(fields.map(({ column }) => [column, values[column] ?? null]));

const newProvider: KeepForm = {
  open: async (scope) => ({
    fields: [organisationNumber, ...providerFacts, validFrom],
    values: today(scope),
    choices: await municipalityChoices(scope),
    back: paths.providers(),
  }),
  write: async (scope, _, { values, key }) => {
    const { organisation_number, ...facts } = values;
    const id = idOf(key);
    const known = await providerWithNumber(scope, textOf(values, 'organisation_number'));
    if (known !== undefined && known !== id) return wrong('organisation_number', 'known-number');
    if (!(await insertOnce(scope, 'provider', { id, organisation_number: organisation_number ?? null }, key)))
      return wrong('organisation_number', 'known-number');
    await insertOnce(scope, 'provider_version', { ...facts, provider: id, position: 1 }, key);
    await insertOnce(
      scope,
      'provider_state',
      {
        provider: id,
        position: 1,
        state: 'draft',
        valid_from: values['valid_from'] ?? null,
        reason: newStateReason(scope),
      },
      key,
    );
    return written(providerPage(id));
  },
};

const municipalityChoices = async (scope: Scope) => {
  const choices = (await registerParties(scope)).map(({ code, name }) => ({ value: code, label: name }));
  return { of_municipality: choices, municipalities: choices };
};

const changeProvider: KeepForm = {
  open: async (scope, subject) => {
    const found = await providerOf(scope, subject);
    if (!found) return undefined;
    const versions = await versionsOf(scope, 'provider', found.id);
    return {
      fields: [...providerFacts, validFrom],
      of: found.name,
      values: { ...only(providerFacts, versionOf(versions, scope.today)?.facts ?? {}), ...today(scope) },
      choices: await municipalityChoices(scope),
      seen: lastPosition(versions),
      back: providerPage(found.id),
    };
  },
  write: async (scope, subject, { values, seen, key }) => {
    const found = await providerOf(scope, subject);
    if (!found) return notThere;
    const row = { ...values, provider: found.id, position: seen + 1 };
    return (await insertOnce(scope, 'provider_version', row, key)) ? written(providerPage(found.id)) : overtaken;
  },
};

const newUnit: KeepForm = {
  open: async (scope, subject) => {
    const found = await providerOf(scope, subject);
    return (
      found && {
        fields: [isSheltered, ...unitFacts, validFrom],
        of: found.name,
        values: today(scope),
        back: providerPage(found.id),
      }
    );
  },
  write: async (scope, subject, { values, key }) => {
    const found = await providerOf(scope, subject);
    if (!found) return notThere;
    const { is_sheltered, ...facts } = values;
    if (is_sheltered === true && textOf(values, 'address') !== '') return wrong('address', 'sheltered-address');
    const id = idOf(key);
    await insertOnce(scope, 'provider_unit', { id, provider: found.id, is_sheltered: is_sheltered ?? false }, key);
    await insertOnce(scope, 'provider_unit_version', { ...facts, unit: id, position: 1 }, key);
    return written(unitPage(id));
  },
};

const changeUnit: KeepForm = {
  open: async (scope, subject) => {
    const found = await unitOf(scope, subject);
    if (!found) return undefined;
    const versions = await versionsOf(scope, 'unit', found.id);
    // Where sheltered housing is has a form of its own.
    const fields = found.is_sheltered ? unitFacts.filter(({ column }) => column !== 'address') : unitFacts;
    return {
      fields: [...fields, validFrom],
      of: found.name,
      values: { ...only(fields, versionOf(versions, scope.today)?.facts ?? {}), ...today(scope) },
      seen: lastPosition(versions),
      back: unitPage(found.id),
    };
  },
  write: async (scope, subject, { values, seen, key }) => {
    const found = await unitOf(scope, subject);
    if (!found) return notThere;
    const row = { address: '', ...values, unit: found.id, position: seen + 1 };
    return (await insertOnce(scope, 'provider_unit_version', row, key)) ? written(unitPage(found.id)) : overtaken;
  },
};

const changeAddress: KeepForm = {
  open: async (scope, subject) => {
    const found = await unitOf(scope, subject);
    if (!found?.is_sheltered || !scope.actor.permissions.has('register:address')) return undefined;
    const versions = await versionsOf(scope, 'address', found.id);
    return {
      fields: [{ column: 'address', kind: 'text', required }, validFrom],
      of: found.name,
      values: { address: versionOf(versions, scope.today)?.facts['address'] ?? '', ...today(scope) },
      seen: lastPosition(versions),
      back: unitPage(found.id),
    };
  },
  write: async (scope, subject, { values, seen, key }) => {
    const found = await unitOf(scope, subject);
    if (!found?.is_sheltered || !scope.actor.permissions.has('register:address')) return notThere;
    const row = { ...values, unit: found.id, position: seen + 1 };
    return (await insertOnce(scope, 'provider_unit_address', row, key)) ? written(unitPage(found.id)) : overtaken;
  },
};

/** The agreements of a provider as choices, and the sub-categories there are, said with their intervention where it is not given. */
async function offerChoices(scope: Scope, provider: string, its?: string) {
  const { language } = scope.actor;
  const agreements = await agreementsOf(scope, { provider });
  const subcategories = await subcategoriesOn(scope, scope.today);
  return {
    agreement: agreements.map(({ id, name, lot, valid_from: from, valid_to: to }) => ({
      value: id,
      label: `${[name, lot].filter(Boolean).join(', ')} (${from} – ${to})`,
    })),
    subcategories: subcategories
      .filter((one) => its === undefined || one.intervention === its)
      .map((one) => ({
        value: one.id,
        label:
          its === undefined
            ? `${interventionNames[one.intervention][language]}: ${one.name[language]}`
            : one.name[language],
      })),
  };
}

/** A framework offer is under an agreement, or nobody knows which; no other is under any. */
const wrongAgreement = (its: string, values: Values): Done | undefined =>
  its !== 'framework' && textOf(values, 'agreement') !== '' ? wrong('agreement', 'no-agreement') : undefined;

/** One who is active does not begin to offer by direct award before the controls have been approved. */
async function mayAward(scope: Scope, provider: string): Promise<boolean> {
  const states = await versionsOf(scope, 'state', provider);
  return states.at(-1)?.facts['state'] !== 'active' || (await decisionsOf(scope, provider))[0]?.decision === 'approved';
}

const newOffer: KeepForm = {
  open: async (scope, subject) => {
    const found = await unitOf(scope, subject);
    return (
      found && {
        fields: [intervention, form, ...offerFacts.filter(({ column }) => column !== 'ended'), validFrom],
        of: found.name,
        values: today(scope),
        choices: await offerChoices(scope, found.provider),
        back: unitPage(found.id),
      }
    );
  },
  write: async (scope, subject, { values, key }) => {
    const found = await unitOf(scope, subject);
    const keeper = await registerKeeper(scope);
    if (!found || keeper === undefined) return notThere;
    const { intervention: its = null, form: by = null, ...facts } = values;
    const id = idOf(key);
    const day = textOf(values, 'valid_from');
    const same = (await offersOfUnits(scope, [found.id], scope.today)).find(
      (one) => one.intervention === its && one.form === by,
    );
    if (same && same.id !== id) return wrong('form', 'known-offer');
    const allowed = await formsAllowedOn(scope, keeper, day as typeof scope.today);
    if (!(allowed[its as keyof typeof allowed] ?? []).some((one) => one === by))
      return wrong('form', 'form-not-allowed');
    const against = wrongAgreement(textOf(values, 'form'), values);
    if (against) return against;
    if (by === 'direct-award' && !(await mayAward(scope, found.provider))) return wrong('form', 'not-approved');
    await insertOnce(scope, 'offer', { id, unit: found.id, intervention: its, form: by }, key);
    await insertOnce(scope, 'offer_version', { ...facts, ended: false, offer: id, position: 1 }, key);
    return written(unitPage(found.id));
  },
};

async function offerOf(scope: Scope, subject: string) {
  const id = findId(subject);
  const found = id === undefined ? undefined : await findOfUnit(scope, 'offer', id);
  if (!found) return undefined;
  const its = textOf(found.facts, 'intervention') as keyof typeof interventionNames;
  const by = textOf(found.facts, 'form') as keyof typeof provisionFormNames;
  const { language } = scope.actor;
  return { ...found, its, by, name: `${interventionNames[its][language]}, ${provisionFormNames[by][language]}` };
}

const changeOffer: KeepForm = {
  open: async (scope, subject) => {
    const found = await offerOf(scope, subject);
    if (!found) return undefined;
    const versions = await versionsOf(scope, 'offer', found.id);
    const fields = found.by === 'framework' ? offerFacts : offerFacts.filter(({ column }) => column !== 'agreement');
    return {
      fields: [...fields, validFrom],
      of: found.name,
      values: { ...only(fields, versionOf(versions, scope.today)?.facts ?? {}), ...today(scope) },
      choices: await offerChoices(scope, found.provider, found.its),
      seen: lastPosition(versions),
      back: unitPage(found.unit),
    };
  },
  write: async (scope, subject, { values, seen, key }) => {
    const found = await offerOf(scope, subject);
    if (!found) return notThere;
    if (found.by === 'direct-award' && values['ended'] !== true && !(await mayAward(scope, found.provider)))
      return wrong('ended', 'not-approved');
    const row = { agreement: null, ...values, offer: found.id, position: seen + 1 };
    return (await insertOnce(scope, 'offer_version', row, key)) ? written(unitPage(found.unit)) : overtaken;
  },
};

const newAgreement: KeepForm = {
  open: async (scope, subject) => {
    const found = await providerOf(scope, subject);
    return (
      found && {
        fields: agreementFacts,
        of: found.name,
        values: today(scope),
        choices: await municipalityChoices(scope),
        back: providerPage(found.id),
      }
    );
  },
  write: async (scope, subject, { values, key }) => {
    const found = await providerOf(scope, subject);
    if (!found) return notThere;
    const row = { ...values, lot: textOf(values, 'lot'), id: idOf(key), provider: found.id };
    return (await insertOnce(scope, 'agreement', row, key))
      ? written(providerPage(found.id))
      : wrong('valid_from', 'overlaps');
  },
};

const changeAgreement: KeepForm = {
  open: async (scope, subject) => {
    const id = findId(subject);
    const [found] = id === undefined ? [] : await agreementsOf(scope, { id });
    return (
      found && {
        fields: [{ ...validTo, required }, changeReason],
        of: [found.name, found.lot].filter(Boolean).join(', '),
        values: { valid_to: found.valid_to },
        back: providerPage(found.provider),
      }
    );
  },
  write: async (scope, subject, { values }) => {
    const id = findId(subject);
    const [found] = id === undefined ? [] : await agreementsOf(scope, { id });
    if (!found) return notThere;
    const ended = await endOn(
      scope,
      'agreement',
      found.id,
      textOf(values, 'valid_to'),
      textOf(values, 'change_reason'),
    );
    return ended ? written(providerPage(found.provider)) : wrong('valid_to', 'period');
  },
};

const newPermit: KeepForm = {
  open: async (scope, subject) => {
    const found = await unitOf(scope, subject);
    const { language } = scope.actor;
    return (
      found && {
        fields: permitFacts,
        of: found.name,
        values: today(scope),
        choices: { kind: [...permitRequired].map((one) => ({ value: one, label: interventionNames[one][language] })) },
        back: unitPage(found.id),
      }
    );
  },
  write: async (scope, subject, { values, key }) => {
    const found = await unitOf(scope, subject);
    if (!found) return notThere;
    return (await insertOnce(scope, 'permit', { ...values, id: idOf(key), unit: found.id }, key))
      ? written(unitPage(found.id))
      : wrong('valid_from', 'overlaps');
  },
};

async function permitOf(scope: Scope, subject: string) {
  const id = findId(subject);
  return id === undefined ? undefined : findOfUnit(scope, 'permit', id);
}

const changePermit: KeepForm = {
  open: async (scope, subject) => {
    const found = await permitOf(scope, subject);
    const { language } = scope.actor;
    if (!found) return undefined;
    const kind = textOf(found.facts, 'kind');
    return {
      fields: [validTo, changeReason],
      of: interventionNames[kind as keyof typeof interventionNames]?.[language] ?? kind,
      values: { valid_to: found.facts['valid_to'] ?? null },
      back: unitPage(found.unit),
    };
  },
  write: async (scope, subject, { values }) => {
    const found = await permitOf(scope, subject);
    if (!found) return notThere;
    const until = textOf(values, 'valid_to');
    const ended = await endOn(scope, 'permit', found.id, until === '' ? null : until, textOf(values, 'change_reason'));
    return ended ? written(unitPage(found.unit)) : wrong('valid_to', 'period');
  },
};

const newPrice: KeepForm = {
  open: async (scope, subject) => {
    const found = await offerOf(scope, subject);
    return found && { fields: priceFacts, of: found.name, values: today(scope), back: unitPage(found.unit) };
  },
  write: async (scope, subject, { values, key }) => {
    const found = await offerOf(scope, subject);
    if (!found) return notThere;
    const level = textOf(values, 'support_level');
    const from = textOf(values, 'valid_from');
    const all = await pricesOf(scope, [found.id]);
    const id = idOf(key);
    if (all.some((one) => one.id === id)) return written(unitPage(found.unit));
    const same = all.filter((one) => one.support_level === level);
    // The one before ends the day before. One that begins later would be overlapped, and one of the same day is the same price twice.
    if (same.some((one) => one.valid_from >= from)) return wrong('valid_from', 'overlaps');
    const before = same.find((one) => one.valid_to === null || one.valid_to >= from);
    if (before) await endOn(scope, 'price', before.id, addDays(from as LocalDate, -1));
    const row = { ...values, support_level: level, valid_to: null, id, offer: found.id };
    return (await insertOnce(scope, 'price', row, key))
      ? written(unitPage(found.unit))
      : wrong('valid_from', 'overlaps');
  },
};

const newPlaces: KeepForm = {
  open: async (scope, subject) => {
    const found = await unitOf(scope, subject);
    return (
      found && {
        fields: [{ column: 'names', kind: 'texts', required }, ...placeFacts.slice(1)],
        of: found.name,
        values: today(scope),
        back: unitPage(found.id),
      }
    );
  },
  write: async (scope, subject, { values, key }) => {
    const found = await unitOf(scope, subject);
    if (!found) return notThere;
    const { names: _, ...period } = values;
    for (const name of listOf(values, 'names') ?? []) {
      const its = idOf(`${key}:${name}` as typeof key);
      const row = { ...period, name, id: its, unit: found.id };
      if (!(await insertOnce(scope, 'place', row, its as typeof key))) return wrong('names', 'overlaps');
    }
    return written(unitPage(found.id));
  },
};

async function placeOf(scope: Scope, subject: string) {
  const id = findId(subject);
  return id === undefined ? undefined : findOfUnit(scope, 'place', id);
}

const endPlace: KeepForm = {
  open: async (scope, subject) => {
    const found = await placeOf(scope, subject);
    return (
      found && {
        fields: [validTo],
        of: textOf(found.facts, 'name'),
        values: { valid_to: found.facts['valid_to'] ?? null },
        back: unitPage(found.unit),
      }
    );
  },
  write: async (scope, subject, { values }) => {
    const found = await placeOf(scope, subject);
    if (!found) return notThere;
    const until = textOf(values, 'valid_to');
    if (until !== '' && (await placeUsedAfter(scope, found.unit, found.id, until))) return wrong('valid_to', 'in-use');
    return (await endOn(scope, 'place', found.id, until === '' ? null : until))
      ? written(unitPage(found.unit))
      : wrong('valid_to', 'period');
  },
};

const blockPlace: KeepForm = {
  open: async (scope, subject) => {
    const found = await placeOf(scope, subject);
    return (
      found && {
        fields: [validFrom, validTo, { column: 'reason', kind: 'text', required }],
        of: textOf(found.facts, 'name'),
        values: today(scope),
        back: unitPage(found.unit),
      }
    );
  },
  write: async (scope, subject, { values, key }) => {
    const found = await placeOf(scope, subject);
    if (!found) return notThere;
    const [from, to] = [textOf(values, 'valid_from'), textOf(values, 'valid_to')] as (typeof scope.today)[];
    if (from === undefined) return notThere;
    const days = { from, ...(to ? { to } : {}) };
    return (await closePlace(scope, found.id, { days, reason: textOf(values, 'reason'), key }))
      ? written(unitPage(found.unit))
      : wrong('valid_from', 'in-use');
  },
};

const unblockPlace: KeepForm = {
  open: async (scope, subject) => {
    const id = findId(subject);
    const found = id === undefined ? undefined : await useOfPlace(scope, id);
    return (
      found && {
        fields: [{ column: 'reason', kind: 'text', required }],
        of: found.name,
        values: {},
        back: unitPage(found.unit),
      }
    );
  },
  write: async (scope, subject, { values }) => {
    const id = findId(subject);
    const found = id === undefined ? undefined : await useOfPlace(scope, id);
    if (!found) return notThere;
    await releasePlace(scope, found.id, textOf(values, 'reason'));
    return written(unitPage(found.unit));
  },
};

export const providerForms = {
  'ny-utforare': newProvider,
  utforare: changeProvider,
  'ny-enhet': newUnit,
  enhet: changeUnit,
  adress: changeAddress,
  'nytt-erbjudande': newOffer,
  erbjudande: changeOffer,
  'nytt-avtal': newAgreement,
  avtal: changeAgreement,
  'nytt-tillstand': newPermit,
  tillstand: changePermit,
  'nytt-pris': newPrice,
  'nya-platser': newPlaces,
  plats: endPlace,
  sparr: blockPlace,
  'hav-sparr': unblockPlace,
} as const satisfies Record<string, KeepForm>;
