import { exactDate, Main, useLanguage, useMessages, useToday } from '../../ui/index.ts';
import { letterMessages } from '../messages/insluss-letter.ts';
import { type ContactWays, Ways } from './contacts.tsx';

interface LetterProps {
  readonly backHref: string;
  /** Left out for somebody whose identity is protected. */
  readonly givenName: string | undefined;
  /** The officer that the individual has been referred to, when that was written down. */
  readonly officer: string | undefined;
  readonly routes: readonly (ContactWays & { readonly key: string; readonly unitName: string })[];
  readonly from: { readonly name: string; readonly area: string };
}

/** What somebody who has come on their own is given in hand: whom to turn to, and what happens then. */
export function InslussLetter({ backHref, givenName, officer, routes, from }: LetterProps) {
  const m = useMessages(letterMessages);
  const language = useLanguage();
  return (
    <Main title={m.title}>
      <p className="screen-only back">
        <a href={backHref}>{m.back}</a>
      </p>
      <p className="screen-only quiet">{m.howToPrint}</p>
      <article className="sheet">
        <h1>{m.heading}</h1>
        <p>{m.hello(givenName)}</p>
        <p>{m.told}</p>
        <h2>{m.turn}</h2>
        <p>{officer === undefined ? m.noOfficer : m.officer(officer)}</p>
        <p>{m.help}</p>
        {routes.length === 0 ? undefined : (
          <>
            <p>{m.reach}</p>
            {routes.map(({ key, unitName, ...ways }) => (
              <p key={key}>
                <b>{unitName}</b>
                <br />
                <Ways {...ways} />
              </p>
            ))}
          </>
        )}
        <h2>{m.next}</h2>
        <ol>
          {m.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{m.yourChoice}</p>
        <p>{m.apply}</p>
        <p>{m.regards(from.name, from.area)}</p>
        <p className="quiet">{m.printed(exactDate(useToday(), language))}</p>
      </article>
    </Main>
  );
}
