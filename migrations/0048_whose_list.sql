-- Whose list holds is asked once for a query (src/register/store/register-for.ts), and not for each of its rows.
drop function access.whose_list(text, text, date);
