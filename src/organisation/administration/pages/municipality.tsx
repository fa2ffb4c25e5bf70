import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { first, hidden, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { organisationPaths as paths } from '../paths.ts';
import { getMunicipality, writeMunicipality } from '../store/municipality.ts';
import { areasAndUnits } from '../store/units.ts';
import { administrationFields as fields } from '../views/frame.tsx';
import { MunicipalityPage } from '../views/municipality.tsx';
import { csrfOf, linksTo, longest, may, place, words } from './section.ts';

async function show(request: Get<string>, typed: Typed = {}, errors: readonly FieldError[] = [], problem?: string) {
  const { municipality: m, units: u } = words(request);
  const own = await getMunicipality(request);
  const { areas, units } = await areasAndUnits(request);
  return (
    <MunicipalityPage
      links={linksTo(request, 'municipality')}
      problem={problem}
      heading={own.name}
      code={own.code}
      frame={{
        action: paths.municipality(),
        hidden: { ...csrfOf(request), [hidden.seen]: first(typed, hidden.seen) || own.name },
        errors,
        cancelHref: paths.municipality(),
      }}
      name={typed[fields.name]?.[0] ?? own.name}
      areas={areas.map(({ id, name, kind }) => ({
        key: id,
        name,
        kind: u.kinds[kind] ?? kind,
        units: m.unitCount(units.filter(({ area }) => area === id).length),
      }))}
    />
  );
}

export const municipalityPages: readonly Route[] = [
  get({
    path: paths.municipality,
    may,
    audit: 'organisation.municipality',
    handle: async (request) => page({ place, content: await show(request) }),
  }),
  post({
    path: paths.municipality,
    may,
    audit: 'organisation.municipality.write',
    stepUp: true,
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const m = words(request);
      const name = first(typed, fields.name).slice(0, longest);
      if (name === '') {
        const errors = [{ field: fields.name, message: m.municipality.problems.name }];
        return invalid({ place, content: await show(request, typed, errors) });
      }
      const outcome = await writeMunicipality(request, name, first(typed, hidden.seen));
      if (outcome === 'not-found') return notFound;
      // Pressed twice, it has the name already.
      if (outcome === 'written' || (await getMunicipality(request)).name === name)
        return redirect(paths.municipality());
      return invalid({ place, content: await show(request, {}, [], m.problems.overtaken) });
    },
  }),
];
