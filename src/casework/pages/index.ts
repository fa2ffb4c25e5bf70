import type { Route } from '../../platform/route.ts';
import { calendarPages } from './calendar-pages.tsx';
import { caseListPage } from './case-list-page.tsx';
import { casePages as files } from './case-pages.tsx';
import { consentPages } from './consent-pages.tsx';
import { contactRoutePages } from './contact-route-pages.tsx';
import { correctPages } from './correct-pages.tsx';
import { dayPages } from './day-pages.tsx';
import { coverPages } from './cover-pages.tsx';
import { departurePages } from './departure-pages.tsx';
import { takenOnPages } from './taken-on-pages.tsx';
import { emergencyPages } from './emergency-pages.tsx';
import { factPages } from './fact-pages.tsx';
import { movePages } from './move-pages.tsx';
import { inslussLetterPage } from './insluss-letter-page.tsx';
import { meetingPages } from './meeting-pages.tsx';
import { peoplePages } from './people-pages.tsx';
import { protectionPages } from './protection-pages.tsx';
import { recordPages } from './record-pages.tsx';
import { routineComparePage } from './routine-compare-page.tsx';
import { routineLibraryPages } from './routine-library-pages.tsx';
import { routinePages } from './routine-pages.tsx';
import { runPages } from './run-pages.tsx';
import { searchPages } from './search-pages.tsx';
import { whatIfPages } from './what-if-pages.tsx';
import { whyPages } from './why-pages.tsx';

/** Every page of casework. */
export const casePages: readonly Route[] = [
  ...dayPages,
  ...calendarPages,
  caseListPage,
  ...files,
  ...runPages,
  ...peoplePages,
  ...whyPages,
  ...movePages,
  ...whatIfPages,
  ...searchPages,
  ...consentPages,
  ...protectionPages,
  ...meetingPages,
  ...coverPages,
  ...recordPages,
  ...departurePages,
  ...takenOnPages,
  ...correctPages,
  ...factPages,
  ...emergencyPages,
  ...routineLibraryPages,
  ...routinePages,
  routineComparePage,
  ...contactRoutePages,
  inslussLetterPage,
];
