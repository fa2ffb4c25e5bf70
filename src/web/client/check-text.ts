const afterTypingInMilliseconds = 700;

interface Checked {
  readonly title: string;
  readonly problems: readonly {
    readonly where: string;
    readonly line: number;
    readonly excerpt: string;
    readonly message: string;
  }[];
  readonly more: string;
}

/** Says what is wrong with a text while one writes it, by asking the server; without this there is a button. */
export function checkText(place: HTMLElement): void {
  const url = place.dataset['checkUrl'] ?? '';
  const field = document.querySelector<HTMLTextAreaElement>(`textarea[name="${place.dataset['checkField'] ?? ''}"]`);
  const form = field?.form;
  if (!field || !form) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const check = async (): Promise<void> => {
    const mine = (asked += 1);
    const answer = await ask(url, form);
    // A later text has been asked about meanwhile.
    if (mine !== asked) return;
    place.replaceChildren(
      ...(answer ? told(answer, (line) => goTo(field, line)) : [paragraph(place.dataset['checkFailed'] ?? '')]),
    );
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), afterTypingInMilliseconds);
  });
  // What the page came with is told anew, each with a way to its line.
  if (place.querySelector('li')) void check();
}

/** Marks a line of the text, and shows it. */
function goTo(field: HTMLTextAreaElement, line: number): void {
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((length, before) => length + before.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  field.scrollTop = (field.scrollHeight * (line - 1)) / lines.length - field.clientHeight / 2;
}

async function ask(url: string, form: HTMLFormElement): Promise<Checked | undefined> {
  try {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      redirect: 'error',
    });
    return response.ok ? ((await response.json()) as Checked) : undefined;
  } catch {
    return undefined;
  }
}

function told({ title, problems, more }: Checked, go: (line: number) => void): readonly HTMLElement[] {
  if (problems.length === 0) return [paragraph(title)];
  const heading = document.createElement('h2');
  heading.textContent = title;
  const list = document.createElement('ul');
  list.className = 'lines reading';
  for (const { where, line, excerpt, message } of problems) {
    const item = document.createElement('li');
    const place = document.createElement('button');
    place.type = 'button';
    place.className = 'to-line';
    place.textContent = where;
    place.addEventListener('click', () => go(line));
    item.append(place, ` ${message} `);
    if (excerpt !== '') {
      const code = document.createElement('code');
      code.textContent = excerpt;
      item.append(code);
    }
    list.append(item);
  }
  return more === '' ? [heading, list] : [heading, list, paragraph(more)];
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}
