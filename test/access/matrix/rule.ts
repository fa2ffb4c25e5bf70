import type { StandardRole } from '../../../src/kernel/actor.ts';
import type { Permission } from '../../../src/kernel/permission.ts';
import { permissionsOf } from '../../../src/organisation/index.ts';
import { type Relation, relations } from './world.ts';

// What should be: the rule in a few lines, written from docs/security.md, and not from the code that is asked.

const managesUnit = (role: StandardRole, relation: Relation): boolean => role === 'unitManager' && relation === 'unit';

export const seesCase = (role: StandardRole, relation: Relation): boolean =>
  managesUnit(role, relation) || ['assigned', 'team', 'emergency', 'otherEmergency'].includes(relation);

export const seesRun = (role: StandardRole, relation: Relation): boolean =>
  seesCase(role, relation) || relation === 'run' || relation === 'ground';

/** In a list of one's work: what one is assigned to or manages, not what one has opened in an emergency. */
export const listsRun = (role: StandardRole, relation: Relation): boolean =>
  seesRun(role, relation) && relation !== 'emergency' && relation !== 'otherEmergency';

/** To write in a run one has to work in it: being let in by an emergency is for reading. */
export const worksIn = (relation: Relation): boolean => ['assigned', 'team', 'run', 'ground'].includes(relation);

/** Of the own area, and not out of reach for a protected identity. */
export const ownArea = (relation: Relation): boolean =>
  relations[relation].area === 'north' && relation !== 'protected';

/** Lists of all cases of the area by number, for who plans what is disposed of: without a name, and none whose identity is protected. */
export const listsOfArea: ReadonlySet<string> = new Set(['/gallring/arenden']);

export const mayAtAll = (role: StandardRole, may: Permission): boolean =>
  (permissionsOf[role] as readonly Permission[]).includes(may);

/**
 * What of a case one must see for a route to open: nothing of it, the run, the whole case, to work in the run, or that it is of the area. What hangs on something
 * else, as a request or a row of a review, has tests of its own: here it is asked that nobody without the permission gets in.
 */
export type Needs = 'nothing' | 'run' | 'case' | 'work' | 'area' | 'elsewhere';

/**
 * Routes of a case whose address says less than they need, or more. Each with why: a route that opens wider or narrower than its
 * address says is to be thought of.
 */
const said: Readonly<Record<string, readonly [Needs, because: string]>> = {
  '/arenden/:case/arkivexport': ['area', 'an archivist works with no case and exports any of the own area'],
  '/pagaende/:run/brev-om-insluss': ['elsewhere', 'only of somebody who was referred: test/browser/insluss.test.ts'],
  '/arenden/:case/samtycken/:consent/bilaga/:attachment': [
    'elsewhere',
    'of one file: test/database/attachments.test.ts',
  ],
  '/arenden/:case/underrattelser/:notice/bilaga/:attachment': [
    'elsewhere',
    'of one file: test/database/intake.test.ts',
  ],
  '/arenden/:case/underrattelser/:notice/starta': ['elsewhere', 'of one notice: test/database/intake.test.ts'],
  '/pagaende/:run/personer/ny': ['case', 'who sees only the run lets nobody else in'],
  '/arenden/:case/utlamnat/:disclosure': ['elsewhere', 'of one disclosure: test/database/sharing.test.ts'],
  '/arenden/:case/utlamnat/:disclosure/varfor': ['elsewhere', 'of one disclosure: test/database/shared-why.test.ts'],
  '/arenden/:case/samordnade-planer/:plan/varfor': ['elsewhere', 'of one plan: test/database/shared-why.test.ts'],
  '/pagaende/:run/ny-version': [
    'elsewhere',
    'for a caseworker who works in the whole case: test/database/moves.test.ts',
  ],
  '/pagaende/:run/jag-tar-det/:obligation': ['elsewhere', 'of what is to be done now: test/database/taken-on.test.ts'],
  '/pagaende/:run/lamna-ut': ['case', 'who sees only the run hands nothing over'],
  '/pagaende/:run/lamna-ut/:draft': ['elsewhere', 'one’s own draft: test/database/sharing.test.ts'],
  '/pagaende/:run/lamna-ut/:draft/skriv-under': ['elsewhere', 'one’s own draft: test/database/sharing.test.ts'],
  '/pagaende/:run/lamna-ut/:draft/slang': ['elsewhere', 'one’s own draft: test/database/sharing.test.ts'],
  '/arenden/:case/samordnade-planer/:plan': ['elsewhere', 'of one plan: test/database/sharing.test.ts'],
  '/arenden/:case/samordnade-planer/:plan/steg': ['elsewhere', 'of one plan: test/database/sharing.test.ts'],
  '/arenden/:case/samordnade-planer/:plan/steg/:step': ['elsewhere', 'of one plan: test/database/sharing.test.ts'],
  '/arenden/:case/samordnade-planer/:plan/bjud-in': ['elsewhere', 'of one plan: test/database/sharing.test.ts'],
  '/arenden/:case/samordnade-planer/:plan/part/:party': ['elsewhere', 'of one plan: test/database/sharing.test.ts'],
  '/arenden/:case/samordnade-planer/:plan/part/:party/avsluta': [
    'elsewhere',
    'of one plan: test/database/sharing.test.ts',
  ],
  '/arenden/:case/samordnade-planer/:plan/avsluta': ['elsewhere', 'of one plan: test/database/sharing.test.ts'],
  '/api/v1/cases/{case}/plans/{plan}': ['elsewhere', 'of one plan: test/api-sharing.test.ts'],
  '/arenden/:case/skydd/krets': [
    'elsewhere',
    'there is a team only of somebody protected: test/database/protection.test.ts',
  ],
  '/arenden/:case/skydd/krets/:member/avsluta': ['elsewhere', 'of one member: test/database/protection.test.ts'],
  '/arenden/:case/skydd/upphor': [
    'elsewhere',
    'there is an end only to a protection: test/database/protection.test.ts',
  ],
  '/arenden/:case/placering/ny': ['elsewhere', 'of a case of one’s own area: test/database/placement.test.ts'],
  '/pagaende/:run/placering/ny': ['elsewhere', 'of a case of one’s own area: test/database/placement.test.ts'],
  '/utforare/enheter/:unit': ['elsewhere', 'of one unit: test/browser/pages.test.ts'],
  '/utforare/enheter/:unit/adress': ['elsewhere', 'of one unit: test/database/register.test.ts'],
  '/pagaende/:run/personer/:assignment/avsluta': ['case', 'who sees only the run ends nobody’s assignment'],
};

/** Permissions to write in a run: theirs who work in it. */
const working: ReadonlySet<Permission> = new Set(['entry:record', 'obligation:waive', 'interval:change', 'fact:state']);

export function needsOf(pattern: string, may: Permission): Needs {
  const exception = said[pattern]?.[0];
  if (exception) return exception;
  if (/[:{]run\b/.test(pattern)) return working.has(may) ? 'work' : 'run';
  if (/[:{]case\b/.test(pattern)) return 'case';
  return /[:{](?:ground|notice|emergency|review|item|question|request|disclosure|plan|delegation|client|group|absence|list|hold|rule|reset|proposal|draft|deviation|audit|route|inquiry|door|job|complaint|award|household|housing|provider|stop|subject|what|file)\b/.test(
    pattern,
  )
    ? 'elsewhere'
    : 'nothing';
}

/** Whether somebody of a role should come in where they ask; undefined when that is not for this rule to say. */
export function opens(pattern: string, may: Permission, role: StandardRole, relation: Relation): boolean | undefined {
  if (!mayAtAll(role, may)) return false;
  switch (needsOf(pattern, may)) {
    case 'nothing':
      return true;
    case 'elsewhere':
      return undefined;
    case 'run':
      return seesRun(role, relation);
    case 'case':
      return seesCase(role, relation);
    case 'area':
      return ownArea(relation);
    case 'work':
      return worksIn(relation);
  }
}

/**
 * Whether what is out of reach is explained instead of not being there: in one's own area, when it is because of a protected identity.
 * On the pages; the API says that nothing is there.
 */
export const explained = (pattern: string, may: Permission, role: StandardRole, relation: Relation): boolean =>
  relation === 'protected' &&
  !pattern.startsWith('/api/') &&
  /[:{](?:run|case)\b/.test(pattern) &&
  mayAtAll(role, may) &&
  (mayAtAll(role, 'case:read') || mayAtAll(role, 'run:read'));
