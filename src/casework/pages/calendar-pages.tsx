import { type Get, get, page, post, redirect, type Route } from '../../platform/route.ts';
import { momentInWords } from '../../ui/index.ts';
import { paths } from '../paths.ts';
import { makeFeed, ownFeed, revokeFeed } from '../store/calendar-feed.ts';
import { CalendarPage } from '../views/calendar.tsx';
import { hidden } from './frame.ts';

async function show(request: Get<string>, secret?: string) {
  const feed = await ownFeed(request);
  const proof = { [hidden.csrf]: request.csrf };
  return (
    <CalendarPage
      since={feed && momentInWords(feed.madeAt.toISOString(), request.today, request.actor.language)}
      address={secret === undefined ? undefined : request.origin + paths.calendar({ secret: `${secret}.ics` })}
      make={{ action: paths.makeCalendar(), hidden: proof }}
      revoke={{ action: paths.revokeCalendar(), hidden: proof }}
      backHref={paths.myDay()}
    />
  );
}

export const calendarPages: readonly Route[] = [
  get({
    path: paths.ownCalendar,
    may: 'myDay:read',
    audit: 'calendar.own',
    handle: async (request) => page({ place: 'myDay', content: await show(request) }),
  }),
  post({
    path: paths.makeCalendar,
    may: 'myDay:read',
    audit: 'calendar.make',
    stepUp: true,
    // Not led on from: the address is shown here, and nowhere else.
    handle: async (request) => page({ place: 'myDay', content: await show(request, await makeFeed(request)) }),
  }),
  post({
    path: paths.revokeCalendar,
    may: 'myDay:read',
    audit: 'calendar.revoke',
    handle: async (request) => {
      await revokeFeed(request);
      return redirect(paths.ownCalendar());
    },
  }),
];
