import { type Get, get, invalid, page, post, redirect, type Route } from '../../../platform/route.ts';
import { first, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { areasAndUnits, writeArea, writeUnit } from '../store/units.ts';
import { areaFields, Units } from '../views/units.tsx';
import { choices, frame, linksTo, longest, may, place, words } from './section.ts';
import { organisationPaths as paths } from '../paths.ts';
import { administrationFields as fields } from '../views/frame.tsx';

const kinds = ['committee', 'authority', 'provider'] as const;
const shortName = /^[a-z][a-z0-9-]{0,39}$/;

async function unitsPage(request: Get<string>, typed: Typed, errors: readonly FieldError[]) {
  const m = words(request).units;
  const { areas, units } = await areasAndUnits(request);
  const ofArea = errors.some(({ field }) => Object.values(areaFields).some((one) => one === field));
  const [forArea, forUnit] = ofArea ? [typed, {}] : [{}, typed];
  return (
    <Units
      links={linksTo(request, 'units')}
      areas={areas.map((area) => ({
        key: area.id,
        name: area.name,
        id: area.id,
        kind: m.kinds[area.kind] ?? area.kind,
        units: units.filter((unit) => unit.area === area.id).map(({ id, name }) => ({ key: id, name, id })),
      }))}
      areaForm={{
        frame: frame(request, paths.areas(), paths.units(), {}, ofArea ? errors : []),
        id: first(forArea, areaFields.id),
        name: first(forArea, areaFields.name),
        kinds: choices(
          kinds,
          (kind) => kind,
          (kind) => m.kinds[kind] ?? kind,
          first(forArea, areaFields.kind),
        ),
      }}
      unitForm={{
        frame: frame(request, paths.units(), paths.units(), {}, ofArea ? [] : errors),
        id: first(forUnit, fields.id),
        name: first(forUnit, fields.name),
        areas: choices(
          areas,
          ({ id }) => id,
          ({ name }) => name,
          first(forUnit, fields.area),
        ),
      }}
    />
  );
}

export const unitPages: readonly Route[] = [
  get({
    path: paths.units,
    may,
    audit: 'organisation.units',
    handle: async (request) => page({ place, content: await unitsPage(request, {}, []) }),
  }),
  post({
    path: paths.units,
    may,
    audit: 'organisation.unit.write',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const { problems } = words(request).units;
      const errors: FieldError[] = [];
      const [id, name, area] = [
        first(typed, fields.id),
        first(typed, fields.name).slice(0, longest),
        first(typed, fields.area),
      ];
      const { areas } = await areasAndUnits(request);
      if (!shortName.test(id)) errors.push({ field: fields.id, message: problems.id });
      if (name === '') errors.push({ field: fields.name, message: problems.name });
      if (!areas.some((one) => one.id === area)) errors.push({ field: fields.area, message: problems.area });
      if (errors.length === 0 && (await writeUnit(request, { id, area, name })) === 'other-area')
        errors.push({ field: fields.area, message: problems.otherArea });
      return errors.length > 0
        ? invalid({ place, content: await unitsPage(request, typed, errors) })
        : redirect(paths.units());
    },
  }),
  post({
    path: paths.areas,
    may,
    audit: 'organisation.area.write',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const { problems } = words(request).units;
      const errors: FieldError[] = [];
      const [id, name] = [first(typed, areaFields.id), first(typed, areaFields.name).slice(0, longest)];
      const kind = kinds.find((one) => one === first(typed, areaFields.kind));
      if (!shortName.test(id)) errors.push({ field: areaFields.id, message: problems.id });
      if (name === '') errors.push({ field: areaFields.name, message: problems.name });
      if (!kind) errors.push({ field: areaFields.kind, message: problems.kind });
      if (!kind || errors.length > 0) return invalid({ place, content: await unitsPage(request, typed, errors) });
      await writeArea(request, { id, name, kind });
      return redirect(paths.units());
    },
  }),
];
