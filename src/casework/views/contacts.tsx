import { ActionLink, Alert, ShortDate, useMessages } from '../../ui/index.ts';
import { contactMessages } from '../messages/contact-routes.ts';

/** How a unit is reached. */
export interface ContactWays {
  readonly mail: string;
  readonly phone: string;
  readonly other: string;
}

/** Whom to turn to for one party of the routine. */
export interface ContactView {
  readonly key: string;
  readonly party: string;
  /** What the routine says, in our words. */
  readonly sentence: string;
  /** Who is known already, a sentence each; the unit's own address only when there is nobody. */
  readonly known: readonly string[];
  readonly routes: readonly (ContactWays & {
    readonly key: string;
    readonly unitName: string;
    readonly source: string;
    readonly checkedOn: string;
    /** For how many days nobody has checked it, when that is too many. */
    readonly uncheckedFor?: number | undefined;
  })[];
}

export function Contacts({
  contacts,
  listHref,
}: {
  readonly contacts: readonly ContactView[];
  readonly listHref: string;
}) {
  const m = useMessages(contactMessages).on;
  if (contacts.length === 0) return undefined;
  return (
    <section className="contacts">
      <h2>{m.heading}</h2>
      {contacts.map((contact) => (
        <Contact key={contact.key} contact={contact} />
      ))}
      <p>
        <ActionLink href={listHref}>{m.toList}</ActionLink>
      </p>
    </section>
  );
}

function Contact({ contact: { party, sentence, known, routes } }: { readonly contact: ContactView }) {
  const m = useMessages(contactMessages).on;
  return (
    <>
      <h3>{party}</h3>
      <p className="quiet">{sentence}</p>
      {known.map((who) => (
        <p key={who}>{who}</p>
      ))}
      {routes.map(({ key, unitName, source, checkedOn, uncheckedFor, ...ways }) => (
        <div key={key}>
          <p>
            <b>{unitName}</b>
            <br />
            <Ways {...ways} />
          </p>
          {uncheckedFor === undefined ? undefined : (
            <Alert tone="soon">
              <p>{m.old(uncheckedFor)}</p>
            </Alert>
          )}
          <p className="quiet">
            {m.told(source)} <ShortDate date={checkedOn} />.
          </p>
        </div>
      ))}
      {known.length + routes.length === 0 ? <p>{m.none}</p> : undefined}
    </>
  );
}

export const Ways = ({ mail, phone, other }: ContactWays) => (
  <>
    {phone === '' ? undefined : <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>}
    {phone === '' || mail === '' ? undefined : ' · '}
    {mail === '' ? undefined : <a href={`mailto:${mail}`}>{mail}</a>}
    {other === '' || (phone === '' && mail === '') ? undefined : <br />}
    {other}
  </>
);
