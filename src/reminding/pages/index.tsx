import { paths } from '../../casework/index.ts';
import { emailOf, signInPaths } from '../../organisation/index.ts';
import { type Get, get, invalid, page, post, redirect, type Route } from '../../platform/route.ts';
import { first, frameFields, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { ownDay, type Reminds } from '../elsewhere.ts';
import { messages } from '../messages/index.ts';
import { isLevel } from '../reminder.ts';
import { ownLevel, writeOwnLevel } from '../store/reminders.ts';
import { fields, MyReminders } from '../views/my-reminders.tsx';

type Asking = Get<string>;

const show = async (request: Asking, home: Reminds | undefined, errors: readonly FieldError[] = []) => {
  const backHref = home?.href ?? signInPaths.own();
  return {
    ...(home === undefined ? {} : { place: home.place }),
    content: (
      <MyReminders
        frame={{
          action: paths.myReminders(),
          hidden: frameFields(request.csrf, {}, 0),
          errors,
          cancelHref: backHref,
        }}
        back={{ href: backHref, text: home?.page[request.actor.language] ?? messages[request.actor.language].account }}
        level={await ownLevel(request)}
        address={await emailOf(request, request.actor.account)}
        saved={request.query.get('sparat') === 'ja'}
      />
    ),
  };
};

/** One's own reminders: whoever is reminded comes from the page where they see what of. */
export function remindingPages(elsewhere: readonly Reminds[]): readonly Route[] {
  const homeOf = ({ actor }: Asking) => [ownDay, ...elsewhere].find(({ may }) => actor.permissions.has(may));
  return [
    get({
      path: paths.myReminders,
      may: 'account:own',
      audit: 'reminders.read',
      handle: async (request) => page(await show(request, homeOf(request))),
    }),
    post({
      path: paths.myReminders,
      may: 'account:own',
      audit: 'reminders.choose',
      handle: async (request) => {
        const level = first(typedFrom(request.form), fields.level);
        if (!isLevel(level)) {
          const message = messages[request.actor.language].problems.level;
          return invalid(await show(request, homeOf(request), [{ field: fields.level, message }]));
        }
        await writeOwnLevel(request, level);
        return redirect(paths.myReminders({ sparat: 'ja' }));
      },
    }),
  ];
}
