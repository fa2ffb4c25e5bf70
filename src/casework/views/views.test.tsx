import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LanguageProvider } from '../../ui/index.ts';
import {
  EntryForm,
  type EntryFormProps,
  MyDay,
  type MyDayProps,
  NextSteps,
  type NextStep,
  type TaskGroup,
} from './index.ts';

const today = '2025-10-14';

const render = (view: React.ReactNode): string =>
  renderToString(
    <LanguageProvider language="sv" today={today}>
      {view}
    </LanguageProvider>,
  ).replaceAll('<!-- -->', '');

const nothing: TaskGroup = { lines: [], total: 0 };
const emptyDay: MyDayProps = {
  groups: { late: nothing, today: nothing, week: nothing, needsAnswer: nothing, waiting: nothing, canRest: nothing },
  casesHref: '/arenden',
  openCaseHref: '/arenden/ny',
};

describe('my day', () => {
  it('says the day, and when there is nothing at all, what to do', () => {
    const page = render(<MyDay {...emptyDay} />);
    expect(page).toContain('<h1>Min dag · tisdag 14 oktober</h1>');
    expect(page).toContain('href="/arenden/ny"');
  });

  it('has what is late in view, what can rest closed, and the number of each', () => {
    const line = { key: '1', what: 'Veckouppföljning', caseNumber: '25-0113', individualName: 'Alva Exempelsson' };
    const late = { lines: [{ ...line, state: 'overdue', runHref: '/1', due: '2025-10-10' }], total: 1 } as const;
    const canRest = { lines: [{ ...line, state: 'open', runHref: '/1' }], total: 12 } as const;
    const page = render(<MyDay {...emptyDay} groups={{ ...emptyDay.groups, late, canRest }} />);
    expect(page).toMatch(/<details[^>]*open=""[^>]*id="late"/);
    expect(page).toMatch(/<details class="[^"]*" id="canRest"/);
    expect(page).toContain('skulle ha skett fre 10 okt');
    expect(page).toContain('<span class="count">12</span>');
  });
});

describe('the next step', () => {
  const step: NextStep = {
    key: '1',
    state: 'open',
    whose: 'others',
    who: ['Boende och hemlöshet'],
    name: 'Uppstartsmöte',
    sentence: 'Boendet skriver planen.',
    missingFacts: [],
    why: { explanation: '', source: { document: 'Rutin', heading: 'Vid inflyttning' }, interpretations: [], basis: [] },
  };

  it('carries one strong button: the first of the reader’s own', () => {
    const mine: NextStep = { ...step, whose: 'mine', action: { href: '/a', text: 'Dokumentera' } };
    const page = render(
      <NextSteps steps={[step, { ...mine, key: '2' }, { ...mine, key: '3' }]} ended={false} isStuck={false} />,
    );
    expect(page.match(/data-variant="primary"/g)).toHaveLength(1);
  });

  it('of others is waited for, by name', () => {
    const page = render(<NextSteps steps={[step]} ended={false} isStuck={false} />);
    expect(page).toContain('Nästa steg görs av andra');
    expect(page).toContain('Väntar på Boende och hemlöshet');
  });

  it('that are none say nothing is left to do only when nothing is stopped', () => {
    const none = (isStuck: boolean) => render(<NextSteps steps={[]} ended={false} isStuck={isStuck} />);
    expect(none(false)).toContain('Inget behöver göras nu.');
    expect(none(true)).toContain('Inget går att göra just nu.');
  });
});

describe('an entry form', () => {
  const form: EntryFormProps = {
    frame: {
      action: '/spara',
      hidden: { csrf: 'c', given: ['a', 'b'] },
      errors: [{ field: 'answers.safety', message: 'Svara på frågan' }],
      autosaveUrl: '/utkast',
      cancelHref: '/',
    },
    run: {
      number: '25-0113',
      name: { onScreen: 'Alva Exempelsson', onPaper: 'Alva Exempelsson' },
      href: '/arenden/25-0113',
    },
    title: 'Dokumentera mötet',
    at: { value: today, latest: today },
    participants: [],
    channels: [],
    questions: [
      {
        type: 'code',
        name: 'answers.safety',
        label: 'Har något hänt?',
        required: true,
        choices: [{ value: 'none', label: 'Nej', checked: true }],
      },
      {
        type: 'longText',
        name: 'answers.whatWorked',
        label: 'Vad har fungerat?',
        value: 'Lugna morgnar',
        showWhen: { name: 'answers.safety', values: ['none'], hint: 'om inget har hänt' },
      },
    ],
    draftAllowed: true,
  };
  const page = render(<EntryForm {...form} />);

  it('keeps what was written and leads from each error to its field', () => {
    expect(page).toContain('Lugna morgnar');
    expect(page).toContain('href="#f-answers.safety"');
    expect(page).toContain('id="f-answers.safety"');
    expect(page).toContain('aria-describedby="f-answers.safety-error"');
  });

  it('says without script when a question is to be answered', () => {
    expect(page).toContain('Svara om inget har hänt.');
    expect(page).not.toMatch(/<div class="conditional"[^>]* hidden/);
  });

  it('sends every hidden value, and needs neither inline script nor inline style', () => {
    expect(page.match(/name="given"/g)).toHaveLength(2);
    expect(page).not.toMatch(/ style=| on[a-z]+="/);
  });
});
