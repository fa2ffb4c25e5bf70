import type { Scope } from '../../platform/door.ts';
import { atStart, writtenDate } from '../../kernel/words.ts';
import { roleName } from '../../routine/index.ts';
import { uncheckedFor, wayTo } from '../contact-routes.ts';
import { contactMessages } from '../messages/contact-routes.ts';
import { actsAs } from '../parties.ts';
import type { AssignedPerson } from '../store/cases.ts';
import { contactRoutes } from '../store/contact-routes.ts';
import type { ContactView } from '../views/contacts.tsx';
import type { Seen } from './run-view.ts';

/** Whom to turn to in a run: for those parties that the routine says something of, or those of one obligation, save the reader's own. */
export async function contactViews(
  scope: Scope,
  { evaluated, voice: { definition, language }, role, today }: Seen,
  people: readonly AssignedPerson[],
  obligation?: string,
): Promise<readonly ContactView[]> {
  const named = definition.obligations.find(({ id }) => id === obligation)?.contacts ?? [];
  const asked = definition.contacts.filter(
    ({ party }) =>
      (obligation === undefined || named.includes(party)) && (role === undefined || !actsAs(definition, role, party)),
  );
  if (asked.length === 0) return [];
  const routes = await contactRoutes(scope);
  const atWork = people.filter(({ to }) => to === undefined || to >= today);
  const m = contactMessages[language].on;
  return asked.map(({ party, sentence }) => {
    const way = wayTo(definition, party, { people: atWork, entries: evaluated.entries, routes });
    return {
      key: party,
      party: atStart(roleName(definition, party, language)),
      sentence: sentence[language],
      known:
        'known' in way
          ? way.known.map(({ name, areaName, wroteOn }) =>
              wroteOn === undefined ? m.assigned(name, areaName ?? '') : m.wrote(name, writtenDate(wroteOn, language)),
            )
          : [],
      routes:
        'routes' in way
          ? way.routes.map((route) => ({
              key: route.id,
              unitName: route.unitName,
              mail: route.mail,
              phone: route.phone,
              other: route.other,
              source: route.source,
              checkedOn: route.checkedOn,
              uncheckedFor: uncheckedFor(route, today),
            }))
          : [],
    };
  });
}
