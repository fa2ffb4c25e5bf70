import { paths } from '../../casework/index.ts';
import { emailOf } from '../../organisation/index.ts';
import { type Get, get, invalid, page, post, redirect, type Route } from '../../platform/route.ts';
import { first, frameFields, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { messages } from '../messages/index.ts';
import { isLevel } from '../reminder.ts';
import { ownLevel, writeOwnLevel } from '../store/reminders.ts';
import { fields, MyReminders } from '../views/my-reminders.tsx';

const place = 'myDay';

const show = async (request: Get<string>, errors: readonly FieldError[] = []) => (
  <MyReminders
    frame={{
      action: paths.myReminders(),
      hidden: frameFields(request.csrf, {}, 0),
      errors,
      cancelHref: paths.myDay(),
    }}
    backHref={paths.myDay()}
    level={await ownLevel(request)}
    address={await emailOf(request, request.actor.account)}
    saved={request.query.get('sparat') === 'ja'}
  />
);

/** One's own reminders. */
export const remindingPages: readonly Route[] = [
  get({
    path: paths.myReminders,
    may: 'myDay:read',
    audit: 'reminders.read',
    handle: async (request) => page({ place, content: await show(request) }),
  }),
  post({
    path: paths.myReminders,
    may: 'myDay:read',
    audit: 'reminders.choose',
    handle: async (request) => {
      const level = first(typedFrom(request.form), fields.level);
      if (!isLevel(level)) {
        const message = messages[request.actor.language].problems.level;
        return invalid({ place, content: await show(request, [{ field: fields.level, message }]) });
      }
      await writeOwnLevel(request, level);
      return redirect(paths.myReminders({ sparat: 'ja' }));
    },
  }),
];
