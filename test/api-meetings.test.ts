import { describe, expect } from 'vitest';
import { paths } from '../src/casework/index.ts';
import { demoActor } from '../src/demo/index.ts';
import * as client from './support/api-client/hemvist.ts';
import { got, key, letIn, newRun, pageOf, test } from './support/api-client/world.ts';

const plan = {
  kind: 'planning-meeting',
  day: '2026-10-19',
  starts: '09:30',
  ends: '10:15',
  link: 'https://video.example/planering',
  invited: [demoActor('alex').account, demoActor('eli').account],
  parties: ['individual'],
} satisfies client.BookMeeting;

describe('a meeting', () => {
  test('is booked, moved and cancelled, and the page of the run’s meetings says the same', async ({
    world,
    database,
  }) => {
    const { alex, eli, billie } = world.callers;
    const { run } = await newRun(alex);
    await letIn(database.db, run, 'eli');
    const { people } = got(await client.readRun(run.id, alex), 200);
    expect(people.map(({ account }) => account).toSorted()).toEqual([...plan.invited].toSorted());
    const same = key();
    const [booked, again] = await Promise.all([
      client.bookMeeting(run.id, same, plan, alex),
      client.bookMeeting(run.id, same, plan, alex),
    ]);
    const meeting = got(booked, 201);
    expect(got(again, 201)).toEqual(meeting);
    expect(meeting).toMatchObject({ day: plan.day, version: 1, cancelled: false, bookedBy: 'Alex Provberg' });
    expect(meeting.invited.map(({ name }) => name)).toEqual(['Alex Provberg', 'Eli Exempelberg']);
    expect((await pageOf(world, alex, paths.meetings({ run: run.id }))).text).toContain('Planeringsmöte');

    const moved = { ...plan, day: '2026-10-21', seen: meeting.version };
    // The housing staff works in the run, too.
    expect(got(await client.changeMeeting(run.id, meeting.id, key(), moved, eli), 200)).toMatchObject({
      day: '2026-10-21',
      version: 2,
    });
    const late = got(await client.changeMeeting(run.id, meeting.id, key(), { ...moved, starts: '09:00' }, alex), 409);
    expect(late.meeting).toMatchObject({ day: '2026-10-21', version: 2 });
    expect(got(await client.cancelMeeting(run.id, meeting.id, key(), { seen: 1 }, alex), 409).meeting.version).toBe(2);
    expect(got(await client.cancelMeeting(run.id, meeting.id, key(), { seen: 2 }, alex), 200).cancelled).toBe(true);
    expect(got(await client.listMeetings(run.id, eli), 200).items).toMatchObject([
      { id: meeting.id, cancelled: true, version: 3 },
    ]);

    got(await client.listMeetings(run.id, billie), 404);
    got(await client.bookMeeting(run.id, key(), plan, billie), 404);
    got(await client.changeMeeting(run.id, meeting.id, key(), moved, billie), 404);
    got(await client.cancelMeeting(run.id, meeting.id, key(), { seen: 3 }, billie), 404);
  });

  test('that cannot be is told field by field, and a key that was used for another books nothing', async ({
    world,
  }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex);
    const { run: other } = await newRun(alex);
    const mine = { ...plan, invited: [demoActor('alex').account] };
    const wrong = {
      ...mine,
      kind: 'made-up',
      day: '2026-10-01',
      ends: '09:00',
      link: 'http://video.example',
      invited: [demoActor('billie').account],
      parties: ['nobody'],
    };
    const { errors } = got(await client.bookMeeting(run.id, key(), wrong, alex), 422);
    expect(errors?.map(({ pointer }) => pointer)).toEqual([
      '/kind',
      '/day',
      '/ends',
      '/link',
      '/invited',
      '/invited/0',
      '/parties/0',
    ]);
    // Whom the meeting is about does not stand in an invitation.
    const named = got(await client.bookMeeting(run.id, key(), { ...mine, place: 'Hemma hos Alva' }, alex), 422);
    expect(named.errors?.map(({ pointer }) => pointer)).toEqual(['/place']);
    const used = key();
    got(await client.bookMeeting(run.id, used, mine, alex), 201);
    got(await client.bookMeeting(run.id, used, { ...mine, day: '2026-10-20' }, alex), 422);
    got(await client.bookMeeting(other.id, used, mine, alex), 422);
    expect(got(await client.listMeetings(other.id, alex), 200).items).toEqual([]);
  });
});
