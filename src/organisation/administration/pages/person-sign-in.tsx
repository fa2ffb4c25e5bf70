import { findId, idOf } from '../../../kernel/ids.ts';
import { type Get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { newSessionToken } from '../../../platform/session.ts';
import { first, keyIn, typedFrom } from '../../../platform/typed.ts';
import { organisationPaths as paths } from '../paths.ts';
import { findPerson } from '../store/people.ts';
import { askForReset, decideReset, makeSignInLink } from '../store/sign-in-links.ts';
import { administrationFields as fields } from '../views/frame.tsx';
import { personPage } from './person-page.tsx';
import { longest, may, place, words } from './section.ts';

async function findSomebody(request: Get<string>, text: string) {
  const id = findId(text);
  const person = id && (await findPerson(request, id));
  if (person) request.because(`account ${person.account}`);
  return person;
}

/** Links to choose a password with: each is shown once, to whoever made it, and kept as its hash. */
export const personSignInPages: readonly Route[] = [
  post({
    path: paths.signInLink,
    may,
    audit: 'organisation.sign-in-link.make',
    stepUp: true,
    handle: async (request) => {
      const person = await findSomebody(request, request.parameters.account);
      const { token, sha256 } = newSessionToken();
      return person && (await makeSignInLink(request, person.account, sha256))
        ? page({ place, content: await personPage(request, person, {}, [], { token }) })
        : notFound;
    },
  }),
  post({
    path: paths.askForReset,
    may,
    audit: 'organisation.sign-in-reset.ask',
    stepUp: true,
    handle: async (request) => {
      const person = await findSomebody(request, request.parameters.account);
      if (!person || person.account === request.actor.account) return notFound;
      const typed = typedFrom(request.form);
      const reason = first(typed, fields.reason).slice(0, longest);
      const key = keyIn(typed);
      if (reason === '' || !key) {
        const errors = [{ field: fields.reason, message: words(request).signInLinks.problems.reason }];
        return invalid({ place, content: await personPage(request, person, typed, errors) });
      }
      const outcome = await askForReset(request, { id: idOf(key), account: person.account, reason });
      return outcome === 'not-found' ? notFound : redirect(paths.person({ account: person.account }));
    },
  }),
  post({
    path: paths.decideReset,
    may,
    audit: 'organisation.sign-in-reset.decide',
    stepUp: true,
    handle: async (request) => {
      const person = await findSomebody(request, request.parameters.account);
      const id = findId(request.parameters.reset);
      const answer = first(typedFrom(request.form), fields.give);
      if (!person || !id || (answer !== 'ja' && answer !== 'nej')) return notFound;
      const yes = answer === 'ja';
      const { token, sha256 } = newSessionToken();
      const outcome = await decideReset(request, { id, account: person.account, yes, sha256 });
      const { problems } = words(request).signInLinks;
      switch (outcome) {
        case 'written':
          return yes
            ? page({ place, content: await personPage(request, person, {}, [], { token }) })
            : redirect(paths.person({ account: person.account }));
        case 'own':
        case 'already':
          return invalid({ place, content: await personPage(request, person, {}, [], { problem: problems[outcome] }) });
        case 'not-found':
          return notFound;
      }
    },
  }),
];
