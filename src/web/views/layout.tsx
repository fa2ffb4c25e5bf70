import { ButtonForm, Page, useMessages } from '../../ui/index.ts';
import { messages as uiMessages } from '../../ui/messages/index.ts';
import { messages } from '../messages/index.ts';
import type { LayoutProps } from './model.ts';

/** Everything around a view: the places one may go, who one is, the way out. */
export function Layout(props: LayoutProps) {
  const { language, today, assets, children } = props;
  return (
    <Page
      language={language}
      today={today}
      stylesheets={assets.stylesheets}
      scripts={assets.scripts}
      font={assets.font}
      icon={assets.icon}
      header={<Header {...props} />}
    >
      {children}
    </Page>
  );
}

function Header({ homeHref, navigation, current, user, languages, language, demonstration }: LayoutProps) {
  const m = useMessages(messages);
  return (
    <header className="masthead">
      <a className="home" href={homeHref} aria-label={m.layout.home}>
        Hemvist
      </a>
      {navigation.length === 0 ? undefined : (
        <nav className="places" aria-label={m.layout.navigation}>
          <ul>
            {navigation.map(({ place, href }) => (
              <li key={place}>
                <a href={href} aria-current={place === current ? 'page' : undefined}>
                  {m.places[place]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="account">
        {user === undefined ? undefined : (
          <p>
            <b>{user.name}</b>
            {user.unit === undefined ? undefined : <span className="quiet"> {user.unit}</span>}
          </p>
        )}
        <div className="account-actions">
          {user === undefined ? undefined : (
            <a className="action" href={user.signInHref}>
              {m.layout.mySignIn}
            </a>
          )}
          {user?.absenceHref === undefined ? undefined : (
            <a className="action" href={user.absenceHref}>
              {m.layout.absence}
            </a>
          )}
          {user?.logHref === undefined ? undefined : (
            <a className="action" href={user.logHref}>
              {m.layout.myLog}
            </a>
          )}
          {languages
            .filter((other) => other.language !== language)
            .map((other) => (
              <a
                key={other.language}
                className="action"
                href={other.href}
                lang={other.language}
                hrefLang={other.language}
              >
                {uiMessages[other.language].language}
              </a>
            ))}
          {user === undefined ? undefined : <ButtonForm {...user.signOut}>{m.layout.signOut}</ButtonForm>}
        </div>
        {demonstration ? <p className="demonstration">{m.layout.demonstration}</p> : undefined}
      </div>
    </header>
  );
}
