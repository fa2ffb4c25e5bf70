import { z } from 'zod';
import { problemSchema } from '../../platform/api-route.ts';

const date = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const text = z.string().trim().max(1000);

export const meetingSchema = z
  .object({
    id: z.uuid(),
    kind: z.string().meta({ description: 'A kind of entry of the routine, or one that begins with `own.`.' }),
    day: date,
    starts: time.meta({ description: 'By the clock in Stockholm.' }),
    ends: time,
    place: z.string().optional(),
    link: z.string().optional().meta({ description: 'To a video meeting.' }),
    invited: z.array(z.object({ account: z.uuid(), name: z.string().optional() })).meta({
      description: 'Who works in the run; without a name who no longer does.',
    }),
    parties: z.array(z.string()).meta({ description: 'Parties of the routine that have nobody signed up.' }),
    series: z.uuid().optional().meta({ description: 'The same for all that were booked together.' }),
    cancelled: z.boolean(),
    bookedBy: z.string(),
    version: z.int().meta({ description: 'How many times it has been written. Send it in `seen`.' }),
  })
  .meta({ id: 'Meeting' });

export const meetingListSchema = z.object({ items: z.array(meetingSchema) }).meta({ id: 'MeetingList' });

const said = {
  kind: z.string(),
  day: date.meta({ description: 'Today or later.' }),
  starts: time,
  ends: time,
  place: text.optional().meta({
    description:
      'Where, or a telephone number; it stands in the invitation and may not tell whom the meeting is about.',
  }),
  link: text.optional().meta({ description: 'Begins with https://. One of `place` and `link` is needed.' }),
  invited: z.array(z.uuid()).optional().meta({ description: 'Accounts of people who work in the run.' }),
  parties: z.array(z.string()).optional(),
};

export const bookMeetingSchema = z.strictObject(said).meta({ id: 'BookMeeting' });

const seen = z.int().meta({ description: 'The version that was read.' });

export const changeMeetingSchema = z.strictObject({ ...said, seen }).meta({ id: 'ChangeMeeting' });

export const cancelMeetingSchema = z
  .strictObject({
    seen,
    rest: z.boolean().optional().meta({ description: 'Also those of its series that come after it.' }),
  })
  .meta({ id: 'CancelMeeting' });

export const meetingConflictSchema = problemSchema
  .extend({ meeting: meetingSchema.meta({ description: 'As it now stands.' }) })
  .meta({ id: 'MeetingConflict' });
