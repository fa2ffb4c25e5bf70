import { type JobRun, type KnownJob, knownJobs, runJobNow, type Schedule } from '../../../platform/jobs.ts';
import { type Get, get, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { organisationPaths as paths } from '../paths.ts';
import { Jobs, type RunLine } from '../views/jobs.tsx';
import { csrfOf, linksTo, may, place, words } from './section.ts';

type Words = ReturnType<typeof words>['jobs'];

function inWords(schedule: Schedule | undefined, m: Words): string {
  if (schedule === undefined) return '–';
  if ('every' in schedule) return m.everyMinute;
  if ('everyHours' in schedule) return m.everyHours(schedule.everyHours, schedule.minute);
  return schedule.days === 'every' ? m.everyDay(schedule.at) : m.weekdays(schedule.at);
}

function whatOf({ state, done, code }: JobRun, m: Words): string {
  if (code !== undefined) return state === 'waiting' ? m.retries(code) : m.code(code);
  if (!done) return '–';
  const figures = Object.entries(done.figures)
    .filter(([, n]) => n !== 0)
    .map(([name, n]) => m.figures[name]?.(n) ?? `${name}: ${n}`);
  const codes = done.codes?.length ? [m.codes(done.codes.join(', '))] : [];
  return [...figures, ...codes].join(', ') || m.nothing;
}

const lineOf = (job: KnownJob, request: Get<string>) => {
  const m = words(request).jobs;
  const [name, does] = m.names[job.name] ?? [job.name, ''];
  return {
    key: job.name,
    name,
    does,
    schedule: inWords(job.schedule, m),
    next: job.next.toISOString(),
    run: { action: paths.runJob({ job: job.name }), hidden: csrfOf(request) },
    lines: job.runs.map((run): RunLine => ({
      key: run.at.toISOString(),
      at: run.at.toISOString(),
      state: run.state,
      what: whatOf(run, m),
      seconds: run.seconds === undefined ? '–' : m.seconds(run.seconds.toFixed(1)),
    })),
  };
};

/** What is done without anybody asking, and a way to have it done now. */
export const jobPages: readonly Route[] = [
  get({
    path: paths.jobs,
    may,
    audit: 'organisation.jobs',
    handle: async (request) => {
      const m = words(request).jobs;
      const told = request.query.get('bestallt');
      return page({
        place,
        content: (
          <Jobs
            links={linksTo(request, 'jobs')}
            told={told === 'ja' ? m.asked : told === 'redan' ? m.already : undefined}
            jobs={(await knownJobs(request.db, request.now)).map((job) => lineOf(job, request))}
          />
        ),
      });
    },
  }),
  post({
    path: paths.runJob,
    may,
    audit: 'organisation.job.run',
    handle: async (request) => {
      const job = (await knownJobs(request.db, request.now, 0)).find(({ name }) => name === request.parameters.job);
      if (!job) return notFound;
      request.because(job.name);
      return redirect(paths.jobs({ bestallt: (await runJobNow(request.db, job.name)) ? 'ja' : 'redan' }));
    },
  }),
];
