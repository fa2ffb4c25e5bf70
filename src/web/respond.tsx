import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import type { Actor } from '../kernel/actor.ts';
import type { LocalDate } from '../kernel/date.ts';
import { type Language, languages } from '../kernel/text.ts';
import { paths as casework } from '../casework/index.ts';
import { secrecyPaths as secrecy } from '../secrecy/index.ts';
import { organisationPaths as organisation, signInPaths as signIn } from '../organisation/index.ts';
import { adherencePaths } from '../adherence/index.ts';
import { inslussPaths } from '../sharing/index.ts';
import { intakePaths } from '../intake/index.ts';
import { placementPaths } from '../placement/index.ts';
import { registerPaths } from '../register/index.ts';
import { paths as oversight } from '../oversight/index.ts';
import { assignmentPaths, deskPaths } from '../placement/index.ts';
import type { Assets, LayoutProps, Place } from './views/index.ts';
import { Layout } from './views/index.ts';
import { paths } from './paths.ts';

/** What the frame around a page needs to know of the request. */
export type Frame = Readonly<{
  assets: Assets;
  language: Language;
  today: LocalDate;
  demonstration: boolean;
  /** Where the page is, to come back to in another language. */
  address: string;
  actor?: Actor | undefined;
  csrf?: string | undefined;
  place?: Place | undefined;
}>;

const places = [
  { place: 'myDay', href: casework.myDay(), may: 'myDay:read' },
  { place: 'cases', href: casework.cases(), may: 'run:read' },
  { place: 'placements', href: placementPaths.requests(), may: 'placement:request' },
  { place: 'search', href: casework.search(), may: 'case:search' },
  { place: 'emergency', href: casework.emergency(), may: 'emergency:open' },
  { place: 'intake', href: intakePaths.intake(), may: 'intake:handle' },
  { place: 'placementDesk', href: deskPaths.queue(), may: 'placement:handle' },
  { place: 'assignments', href: assignmentPaths.intake(), may: 'massInflux:handle' },
  { place: 'providers', href: registerPaths.providers(), may: 'register:read' },
  { place: 'received', href: casework.received(), may: 'shared:receive' },
  { place: 'insluss', href: inslussPaths.requests(), may: 'insluss:request' },
  { place: 'inslussIntake', href: inslussPaths.incoming(), may: 'insluss:receive' },
  { place: 'routines', href: casework.routines(), may: 'routine:read' },
  { place: 'contacts', href: casework.contactRoutes(), may: 'routine:read' },
  { place: 'grounds', href: secrecy.grounds(), may: 'ground:read' },
  { place: 'protection', href: casework.protectionRequests(), may: 'protection:approve' },
  { place: 'officialRequests', href: oversight.requests(), may: 'officialRequest:register' },
  { place: 'review', href: oversight.reviews(), may: 'access:review' },
  { place: 'administration', href: organisation.administration(), may: 'organisation:administer' },
  { place: 'retention', href: oversight.retention(), may: 'retention:plan' },
  { place: 'adherence', href: adherencePaths.adherence(), may: 'adherence:read' },
  { place: 'placementFigures', href: placementPaths.figures(), may: 'placement:figures' },
  { place: 'statistics', href: oversight.reviewStatistics(), may: 'access:statistics' },
] as const;

/** Where somebody begins: the first place they may go to. */
export const homeOf = (actor: Actor): string =>
  // Who answers for a unit begins with the unit.
  actor.permissions.has('unit:read')
    ? casework.unitDay()
    : (places.find(({ may }) => actor.permissions.has(may))?.href ?? signIn.own());

/** The whole page as text. */
export function render({ actor, csrf, place, address, ...frame }: Frame, children: ReactNode): string {
  const props: Omit<LayoutProps, 'children'> = {
    ...frame,
    navigation: actor ? places.filter(({ may }) => actor.permissions.has(may)) : [],
    current: place,
    homeHref: actor ? homeOf(actor) : paths.signIn(),
    languages: languages.map((language) => ({ language, href: paths.language({ language }, { till: address }) })),
    ...(actor && csrf !== undefined
      ? {
          user: {
            name: actor.name,
            signInHref: signIn.own(),
            logHref: actor.mustSetUp ? undefined : oversight.myLog(),
            absenceHref: actor.mustSetUp ? undefined : organisation.absence(),
            signOut: { action: paths.signOut(), hidden: { csrf } },
          },
        }
      : {}),
  };
  return `<!doctype html>${renderToString(<Layout {...props}>{children}</Layout>)}`;
}
