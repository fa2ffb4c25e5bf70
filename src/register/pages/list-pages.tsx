import { addMonths, type LocalDate, parseLocalDate } from '../../kernel/date.ts';
import type { Language } from '../../kernel/text.ts';
import { interventions, provisionForms, providerStates } from '../../matching/index.ts';
import { type Get, get, page, type Route } from '../../platform/route.ts';
import { pageNumber } from '../../platform/typed.ts';
import type { Choice } from '../../ui/form-frame.ts';
import { EmptyState, pagerOf } from '../../ui/index.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import { controlLists } from '../store/control-states.ts';
import { registerKeeper, registerParties } from '../store/kept.ts';
import { dueUntil, listProviders, ownLists, rulesKept } from '../store/read.ts';
import { registerVocabulary } from '../store/register-for.ts';
import { DueList, RegisterRules } from '../views/lists.tsx';
import { listFields as f, ProviderList, stoppedState } from '../views/list.tsx';
import { RegisterPage } from '../views/parts.tsx';
import { codeInWords } from '../words.ts';

const place = 'providers';
const size = 50;

/** The day that the register is asked to be read as of; today where it says none. */
export const dayIn = (request: Readonly<{ query: URLSearchParams; today: LocalDate }>): LocalDate =>
  parseLocalDate(request.query.get(f.day) ?? '') ?? request.today;

const choicesOf = (column: string, codes: readonly string[], chosen: string, language: Language): readonly Choice[] =>
  codes.map((value) => ({ value, label: codeInWords(column, value, language), checked: value === chosen }));

const noRegister = (language: Language, section: Parameters<typeof RegisterPage>[0]['current']) => {
  const m = registerMessages[language].list;
  return page({
    place,
    content: (
      <RegisterPage title={m.title} current={section}>
        <EmptyState>{m.noRegister}</EmptyState>
      </RegisterPage>
    ),
  });
};

async function list(request: Get<typeof paths.providers.pattern>) {
  const { query, actor, today } = request;
  const { language } = actor;
  const keeper = await registerKeeper(request);
  if (keeper === undefined) return noRegister(language, 'providers');
  const asked = (name: keyof typeof f): string => query.get(f[name])?.trim().slice(0, 200) ?? '';
  const one = (name: keyof typeof f): string | undefined => asked(name) || undefined;
  const number = pageNumber(query.get('sida'));
  const day = dayIn(request);
  const state = one('state');
  const lines = await listProviders(
    request,
    {
      text: asked('text').replaceAll('\0', ''),
      intervention: one('intervention'),
      form: one('form'),
      area: one('area'),
      ...(state === stoppedState ? { stopped: true } : { state }),
    },
    day,
    { size, number },
  );
  request.touched({ parts: ['register'] });
  const { areas } = await registerVocabulary(request);
  const parties = await registerParties(request);
  const total = lines[0]?.total ?? 0;
  const filter = Object.fromEntries(Object.values(f).map((name) => [name, query.get(name) ?? undefined]));
  const asOf = day === today ? {} : { [f.day]: day };
  const m = registerMessages[language];
  return page({
    place,
    content: (
      <ProviderList
        lines={lines.map((line) => ({ ...line, href: paths.provider({ provider: line.id }, asOf) }))}
        total={total}
        pager={pagerOf({ number, size }, lines.length, total, (sida) => paths.providers({ ...filter, sida }))}
        filter={{ text: asked('text'), day: day === today ? '' : day }}
        choices={{
          intervention: choicesOf('intervention', interventions, asked('intervention'), language),
          form: choicesOf('form', provisionForms, asked('form'), language),
          area: choicesOf('area', areas, asked('area'), language),
          state: [
            ...choicesOf('state', providerStates, asked('state'), language),
            { value: stoppedState, label: m.list.stopped, checked: state === stoppedState },
          ],
        }}
        {...(day === today ? {} : { asOf: day })}
        keeper={parties.find(({ code }) => code === keeper)?.name ?? keeper}
        {...(keeper === actor.municipality && actor.permissions.has('register:keep')
          ? { addHref: paths.write({ form: 'ny-utforare', subject: 'ny' }) }
          : {})}
      />
    ),
  });
}

async function due(request: Get<typeof paths.dueControls.pattern>) {
  const { language } = request.actor;
  const keeper = await registerKeeper(request);
  if (keeper === undefined) return noRegister(language, 'due');
  const lines = await dueUntil(request, addMonths(request.today, 3));
  request.touched({ parts: ['register'] });
  const names = new Map(
    (await controlLists(request, keeper, request.today)).flatMap(({ items }) =>
      items.map(({ code, name }) => [code, name[language]]),
    ),
  );
  return page({
    place,
    content: (
      <DueList
        lines={lines.map((line) => ({
          ...line,
          item:
            line.what === 'control'
              ? (names.get(line.item) ?? line.item)
              : line.what === 'permit'
                ? codeInWords('kind', line.item, language)
                : line.item,
          href: paths.provider({ provider: line.provider }),
        }))}
      />
    ),
  });
}

async function rules(request: Get<typeof paths.rules.pattern>) {
  const { actor, today } = request;
  const keeper = await registerKeeper(request);
  if (keeper === undefined) return noRegister(actor.language, 'rules');
  const kept = await rulesKept(request, keeper);
  const isKeeper = keeper === actor.municipality;
  request.touched({ parts: ['register'] });
  return page({
    place,
    content: (
      <RegisterRules
        {...kept}
        lists={await controlLists(request, keeper, today)}
        parties={await registerParties(request)}
        keeps={isKeeper && actor.permissions.has('register:keep')}
        own={
          isKeeper
            ? undefined
            : {
                ...(await rulesKept(request, actor.municipality)),
                lists: await ownLists(request),
                mayWrite: actor.permissions.has('placement:rules'),
              }
        }
      />
    ),
  });
}

const may = 'register:read';
export const listPages: readonly Route[] = [
  get({ path: paths.providers, may, audit: 'register.list', handle: list }),
  get({ path: paths.dueControls, may, audit: 'register.due', handle: due }),
  get({ path: paths.rules, may, audit: 'register.rules', handle: rules }),
];
