const afterTypingInMilliseconds = 700;

interface Checked {
  readonly title: string;
  readonly problems: readonly { readonly where: string; readonly path: string; readonly message: string }[];
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
    place.replaceChildren(...(answer ? told(answer) : [paragraph(place.dataset['checkFailed'] ?? '')]));
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), afterTypingInMilliseconds);
  });
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

function told({ title, problems, more }: Checked): readonly HTMLElement[] {
  if (problems.length === 0) return [paragraph(title)];
  const heading = document.createElement('h2');
  heading.textContent = title;
  const list = document.createElement('ul');
  list.className = 'lines reading';
  for (const { where, path, message } of problems) {
    const line = document.createElement('li');
    const place = document.createElement('b');
    place.textContent = where;
    line.append(place, ' ');
    if (path !== '') {
      const code = document.createElement('code');
      code.textContent = path;
      line.append(code, ' ');
    }
    line.append(message);
    list.append(line);
  }
  return more === '' ? [heading, list] : [heading, list, paragraph(more)];
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}
