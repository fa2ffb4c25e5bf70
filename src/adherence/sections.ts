import type { Actor } from '../kernel/actor.ts';
import { paths } from './paths.ts';
import type { SectionLinks } from './views/sections.tsx';

const sections = [
  { section: 'figures', may: ['adherence:read'], href: paths.adherence() },
  { section: 'deviations', may: ['deviation:register'], href: paths.deviations() },
  { section: 'selfAudits', may: ['selfAudit:do'], href: paths.selfAudits() },
] as const;

export const sectionsFor = ({ permissions }: Actor): SectionLinks =>
  sections.filter(({ may }) => may.some((one) => permissions.has(one)));
