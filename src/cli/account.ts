import { parseArgs } from 'node:util';
import {
  AccountError,
  addSignInRule,
  addUnit,
  closeAccount,
  inviteAccount,
  linkHours,
  makeMunicipality,
  removeSignInRule,
  resetAccount,
  signInRulesKept,
  signInLinkPath,
} from '../organisation/index.ts';
import { readConfig } from '../platform/config.ts';
import { startDatabase } from '../platform/start-database.ts';

type Print = Readonly<{ out: (line: string) => void; err: (line: string) => void }>;

const options = {
  name: { type: 'string' },
  unit: { type: 'string' },
  role: { type: 'string', multiple: true },
  all: { type: 'boolean', default: false },
  claim: { type: 'string' },
  value: { type: 'string' },
  area: { type: 'string' },
  'area-name': { type: 'string' },
  municipality: { type: 'string' },
  'municipality-name': { type: 'string' },
  'unit-name': { type: 'string' },
  administrator: { type: 'string' },
  'administrator-name': { type: 'string' },
} as const;

const commands = ['invite', 'reset', 'close', 'rules', 'add-rule', 'remove-rule', 'unit', 'municipality'] as const;

function needed(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new AccountError(`--${name} is missing. See hemvist help.`);
  return value.trim();
}

/** `hemvist account …` and `hemvist organisation …`. Gives the exit status, or undefined when there is no such command. */
export async function accountCommand(args: readonly string[], { out, err }: Print): Promise<number | undefined> {
  const [given, ...rest] = args;
  const command = commands.find((known) => known === given);
  if (command === undefined) return undefined;
  const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true });
  const [subject] = positionals;
  const config = readConfig(process.env);
  const database = await startDatabase(config, err);
  const { owner } = database;
  const now = new Date();
  const link = (token: string): void => {
    const base = config.publicUrl ?? `http://localhost:${config.port}`;
    out(new URL(signInLinkPath({ token }), base).href);
    err(`The link works once, for ${linkHours} hours. Give it to nobody but the person, by a way that you trust.`);
  };
  const who = (): string => needed('username', subject);
  try {
    switch (command) {
      case 'invite':
        link(
          await inviteAccount(
            owner,
            {
              username: who(),
              name: needed('name', values.name),
              unit: needed('unit', values.unit),
              roles: values.role ?? [needed('role', undefined)],
            },
            now,
          ),
        );
        return 0;
      case 'reset':
        link(await resetAccount(owner, who(), values.all, now));
        return 0;
      case 'close':
        await closeAccount(owner, who(), now);
        out('The account is closed, and signed out everywhere.');
        return 0;
      case 'rules':
        for (const { id, claim, value, role, unit } of await signInRulesKept(owner))
          out(`${id}  ${claim} = ${value}  →  ${role} at ${unit}`);
        return 0;
      case 'add-rule':
        await addSignInRule(
          owner,
          {
            claim: needed('claim', values.claim),
            value: needed('value', values.value),
            role: needed('role', values.role?.[0]),
            unit: needed('unit', values.unit),
          },
          now,
        );
        out('The rule counts from the next sign-in.');
        return 0;
      case 'remove-rule':
        await removeSignInRule(owner, needed('rule', subject), now);
        out('The rule is gone from the next sign-in on.');
        return 0;
      case 'unit':
        await addUnit(owner, {
          municipality: needed('municipality', values.municipality),
          municipalityName: needed('municipality-name', values['municipality-name']),
          area: needed('area', values.area),
          areaName: needed('area-name', values['area-name']),
          unit: needed('unit', subject),
          unitName: needed('name', values.name),
        });
        out('The unit is there.');
        return 0;
      case 'municipality':
        link(
          await makeMunicipality(
            owner,
            {
              municipality: needed('code', subject),
              municipalityName: needed('name', values.name),
              area: needed('area', values.area),
              areaName: needed('area-name', values['area-name']),
              unit: needed('unit', values.unit),
              unitName: needed('unit-name', values['unit-name']),
              administrator: {
                username: needed('administrator', values.administrator),
                name: needed('administrator-name', values['administrator-name']),
              },
            },
            now,
          ),
        );
        return 0;
    }
  } finally {
    await database.stop();
  }
}
