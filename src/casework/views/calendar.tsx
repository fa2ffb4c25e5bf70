import type { HiddenValues } from '../../ui/form-frame.ts';
import { Alert, ButtonForm, Main, useMessages, Back } from '../../ui/index.ts';
import { calendarMessages } from '../messages/calendar.ts';

interface CalendarProps {
  /** In words, when there is one. */
  readonly since?: string | undefined;
  /** The address, at the one time that it is shown. */
  readonly address?: string | undefined;
  readonly make: { readonly action: string; readonly hidden: HiddenValues };
  readonly revoke: { readonly action: string; readonly hidden: HiddenValues };
  readonly backHref: string;
}

/** One's own calendar, to be shown somewhere else. */
export function CalendarPage({ since, address, make, revoke, backHref }: CalendarProps) {
  const m = useMessages(calendarMessages);
  return (
    <Main title={m.title}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{m.title}</h1>
      {address === undefined ? undefined : (
        <Alert tone="info">
          <p>{m.made}</p>
          <p>
            <label className="ds-label" htmlFor="adress">
              {m.address}
            </label>
            <input className="ds-input" id="adress" type="text" readOnly defaultValue={address} />
          </p>
        </Alert>
      )}
      <p className="reading">{m.intro}</p>
      <p className="reading">{m.secret}</p>
      {address === undefined ? <p>{since === undefined ? m.none : m.since(since)}</p> : undefined}
      <ButtonForm {...make}>{since === undefined ? m.make : m.remake}</ButtonForm>
      {since === undefined ? undefined : (
        <>
          <p className="quiet">{m.remakeHelp}</p>
          <ButtonForm {...revoke}>{m.revoke}</ButtonForm>
        </>
      )}
    </Main>
  );
}
