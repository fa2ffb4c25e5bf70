import type { Pool } from 'pg';

/** The sign-in that the server uses in the embedded database: it may become hemvist_app, and nothing else. */
export const appLogin = 'hemvist_login';

/** Makes the application's sign-in, as the owner. It inherits nothing: who puts the role aside has less, not more. */
export async function ensureAppLogin(owner: Pool): Promise<void> {
  await owner.query(`do $$
    begin
      create role hemvist_login login noinherit nosuperuser nobypassrls nocreatedb nocreaterole;
      grant hemvist_app to hemvist_login;
    exception when duplicate_object or unique_violation then
      null;
    end $$`);
}

/** Throws, in words, when the application's sign-in could become anything but hemvist_app, or could not become it. */
export async function checkAppLogin(app: Pool): Promise<void> {
  const { rows } = await app.query<{ member: boolean; more: boolean }>(
    `select pg_has_role(session_user, 'hemvist_app', 'member') as member,
      r.rolsuper or r.rolbypassrls or r.rolcreaterole
        or exists (
          select from pg_roles g where g.rolname not in ('hemvist_app', session_user) and pg_has_role(session_user, g.oid, 'member')
        )
        or exists (select from pg_class c where c.relowner = r.oid) as more
    from pg_roles r where r.rolname = session_user`,
  );
  if (rows[0]?.member === true && !rows[0].more) return;
  throw new Error(
    'The sign-in in APP_DATABASE_URL should be a member of hemvist_app and of nothing else, own nothing, and be no superuser. See docs/operations.md.',
  );
}
