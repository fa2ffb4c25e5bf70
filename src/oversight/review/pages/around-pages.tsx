import type { CaseId } from '../../../kernel/ids.ts';
import { conflict, type Get, get, invalid, page, post, redirect, type Route } from '../../../platform/route.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { first, frameFields, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { paths } from '../../paths.ts';
import { messages } from '../messages/index.ts';
import type { ReviewRules } from '../oddities.ts';
import { emergencies } from '../store/emergencies.ts';
import { caseNumbers } from '../store/reviews.ts';
import { currentSettings, insertSettings, rolesThere, type Settings, settingsWith } from '../store/settings.ts';
import { EmergencyList, settingFields, SettingsForm } from '../views/index.ts';

const shownEmergencies = 200;

const limits = {
  samplePercent: [0.1, 100],
  sampleLeast: [1, 1000],
  sampleMost: [1, 1000],
  bulkHour: [2, 10_000],
  bulkDay: [2, 10_000],
  refusalsDay: [1, 1000],
  endedMonth: [1, 31],
  daysToDecide: [1, 90],
} as const satisfies Partial<Record<keyof ReviewRules, readonly [number, number]>>;
type NumberField = keyof typeof limits;
const numberFields = Object.keys(limits) as NumberField[];

type Asking = Get<typeof paths.reviewSettings.pattern>;

async function settingsForm(
  request: Asking,
  settings: Settings,
  typed: Typed | undefined,
  errors: readonly FieldError[] = [],
  overtaken = false,
) {
  const { language } = request.actor;
  const roles = await rolesThere(request);
  const night = typed ? (typed[settingFields.nightRoles] ?? []) : settings.rules.nightRoles;
  return (
    <SettingsForm
      frame={{
        action: paths.reviewSettings(),
        hidden: {
          ...frameFields(request.csrf, typed ?? {}, settings.number),
          ...(overtaken ? { [hidden.seen]: String(settings.number) } : {}),
        },
        errors,
        cancelHref: paths.reviews(),
      }}
      values={
        Object.fromEntries(
          numberFields.map((name) => [
            name,
            typed ? first(typed, settingFields[name]) : String(settings.rules[name]).replace('.', ','),
          ]),
        ) as Record<NumberField, string>
      }
      nightRoles={roles.map((role) => ({ value: role.id, label: role[language], checked: night.includes(role.id) }))}
      reason={typed ? first(typed, settingFields.reason) : ''}
      changed={
        settings.by === undefined || settings.at === undefined
          ? undefined
          : { by: settings.by, at: settings.at.toISOString(), reason: settings.reason ?? '' }
      }
      saved={request.query.get('sparat') === 'ja'}
      overtaken={overtaken}
    />
  );
}

/** What was typed as rules; the errors tell of each number that is none, or out of bounds. */
async function readRules(request: Asking, typed: Typed, errors: FieldError[]): Promise<ReviewRules> {
  const m = messages[request.actor.language].settings;
  const numbers = Object.fromEntries(
    numberFields.map((name) => {
      const [least, most] = limits[name];
      const text = first(typed, settingFields[name]).replace(',', '.');
      const value = (name === 'samplePercent' ? /^\d{1,3}(\.\d{1,2})?$/ : /^\d{1,5}$/).test(text) ? Number(text) : -1;
      if (value < least || value > most) errors.push({ field: settingFields[name], message: m.wrong(least, most) });
      return [name, value];
    }),
  ) as Record<NumberField, number>;
  if (errors.length === 0 && numbers.sampleMost < numbers.sampleLeast)
    errors.push({ field: settingFields.sampleMost, message: m.mostBelowLeast });
  if (first(typed, settingFields.reason) === '') errors.push({ field: settingFields.reason, message: m.reasonMissing });
  const known = new Set((await rolesThere(request)).map(({ id }) => id));
  return { ...numbers, nightRoles: (typed[settingFields.nightRoles] ?? []).filter((role) => known.has(role)) };
}

export const aroundPages: readonly Route[] = [
  get({
    path: paths.reviewEmergencies,
    may: 'access:review',
    audit: 'review.emergencies.read',
    handle: async (request) => {
      const { language } = request.actor;
      const rows = await emergencies(request, shownEmergencies);
      const numbers = await caseNumbers(
        request,
        rows.map((row) => row.case_id),
      );
      request.touched({ cases: rows.map((row) => row.case_id as CaseId), parts: ['access-review'] });
      return page({
        place: 'review',
        content: (
          <EmergencyList
            backHref={paths.reviews()}
            lines={rows.map((row) => ({
              key: row.id,
              who: row.by,
              organisation: row.area,
              openedAt: row.opened_at.toISOString(),
              until: row.until.toISOString(),
              what: numbers.get(row.case_id) ?? messages[language].item.hiddenCase,
              reason: row.reason,
              state: row.state ?? undefined,
              href: row.item === null ? undefined : paths.reviewItem({ item: row.item }),
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.reviewSettings,
    may: 'access:review',
    audit: 'review.settings.form',
    handle: async (request) =>
      page({ place: 'review', content: await settingsForm(request, await currentSettings(request), undefined) }),
  }),
  post({
    path: paths.reviewSettings,
    may: 'access:review',
    audit: 'review.settings.change',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const settings = await currentSettings(request);
      const rules = await readRules(request, typed, errors);
      const key = keyIn(typed);
      if (!key || errors.length > 0)
        return invalid({ place: 'review', content: await settingsForm(request, settings, typed, errors) });
      if (!(await settingsWith(request, key))) {
        if (settings.number !== seenIn(typed))
          return conflict({ place: 'review', content: await settingsForm(request, settings, typed, [], true) });
        await insertSettings(request, rules, first(typed, settingFields.reason), settings.number + 1, key);
      }
      return redirect(paths.reviewSettings({ sparat: 'ja' }));
    },
  }),
];
