import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { adherencePaths as adherence, drawSelfAudit, registerDeviation } from '../../src/adherence/index.ts';
import { book, handOver, paths } from '../../src/casework/index.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { assessRequest, decideRequest, paths as oversight } from '../../src/oversight/index.ts';
import { type CaseId, newId, type RunId } from '../../src/kernel/ids.ts';
import { publishingPaths as publishing, saveText, startDraft } from '../../src/publishing/index.ts';
import { insertDraft, inslussPaths as insluss, sharingPaths as sharing } from '../../src/sharing/index.ts';
import { organisationPaths as organisation, signInPaths } from '../../src/organisation/index.ts';
import { placementPaths as placement } from '../../src/placement/index.ts';
import { secrecyPaths } from '../../src/secrecy/index.ts';
import { localDateFrom } from '../../src/kernel/date.ts';
import { addDays } from '../../src/kernel/date.ts';
import { intakePaths, linkNotice } from '../../src/intake/index.ts';
import { registerPaths } from '../../src/register/index.ts';
import { localDateOf } from '../../src/kernel/stockholm.ts';
import { as as through, type Scope } from '../../src/platform/door.ts';
import { assignmentPaths, deskPaths } from '../../src/placement/index.ts';
import { routes } from '../../src/web/app.ts';
import { paths as webPaths } from '../../src/web/paths.ts';
import { now, test as base } from '../support/browser.ts';
import type { TestDatabase } from '../support/fixtures.ts';
import { type Placed, placeInDemo } from '../support/placed.ts';
import { approvedPolicy } from '../support/policy.ts';
import { type DemoCase, demoCase, entriesIn } from './demo-case.ts';
import { type AssignmentIds, assignmentLooks, assignmentsInDemo } from './assignment-pages.ts';
import { deskInDemo, type DeskIds, deskLooks } from './desk-pages.ts';
import { bothWays } from './examine.ts';
import { swedishOnly } from './words.ts';

type Ids = Readonly<{
  alva: DemoCase;
  lova: DemoCase;
  greta: DemoCase;
  cleo: DemoCase;
  jorma: DemoCase;
  vide: DemoCase;
  folke: DemoCase;
  pim: DemoCase;
  routineDraft: string;
  broken: string;
  disclosure: string;
  notice: string;
  draft: string;
  plan: string;
  contactRoute: string;
  insluss: Readonly<{ kept: string; incoming: string; plan: string; run: string }>;
  party: string;
  entry: string;
  waiver: string;
  assignment: string;
  review: string;
  item: string;
  request: string;
  list: string;
  finished: string;
  hold: string;
  proposal: string;
  settled: string;
  consent: string;
  deviation: string;
  audit: string;
  meeting: string;
  absence: string;
  desk: DeskIds;
  assigned: AssignmentIds;
  placement: Placed;
  register: Readonly<{ provider: string; unit: string; shelter: string; stop: string }>;
  names: readonly string[];
}>;
type Pages = Readonly<{ as: DemoPerson | undefined; at: (ids: Ids) => readonly string[] }>;

const alexs = (at: Pages['at']): Pages => ({ as: 'alex', at });
const account = demoActor('alex').account;

/** Where every page is, and as whom it is looked at: each with something in it, and in the states that look different. */
const pages: Readonly<Record<string, Pages>> = {
  [paths.myReminders.pattern]: alexs(() => [paths.myReminders()]),
  [paths.myDay.pattern]: { as: 'billie', at: () => [paths.myDay(), paths.myDay({ visa: 'canRest' })] },
  [paths.ownCalendar.pattern]: alexs(() => [paths.ownCalendar()]),
  [paths.unitDay.pattern]: { as: 'gry', at: () => [paths.unitDay()] },
  [paths.personDay.pattern]: { as: 'gry', at: () => [paths.personDay({ account })] },
  [paths.cases.pattern]: alexs(() => [paths.cases({ ordning: 'due', fallande: 'ja' })]),
  [paths.openCase.pattern]: alexs(() => [paths.openCase()]),
  [paths.caseFile.pattern]: alexs(({ cleo }) => [paths.caseFile({ case: cleo.caseId })]),
  [paths.caseAudit.pattern]: alexs(({ alva }) => [paths.caseAudit({ case: alva.caseId })]),
  [paths.extract.pattern]: alexs(({ alva }) => [paths.extract({ case: alva.caseId })]),
  [paths.notices.pattern]: alexs(({ alva }) => [paths.notices({ case: alva.caseId })]),
  [intakePaths.intake.pattern]: {
    as: 'vera',
    at: () => [intakePaths.intake(), intakePaths.intake({ visa: 'stangda' })],
  },
  [intakePaths.notice.pattern]: { as: 'vera', at: ({ notice }) => [intakePaths.notice({ notice })] },
  [intakePaths.find.pattern]: { as: 'vera', at: ({ notice }) => [intakePaths.find({ notice })] },
  [intakePaths.openCase.pattern]: { as: 'vera', at: ({ notice }) => [intakePaths.openCase({ notice })] },
  [intakePaths.close.pattern]: { as: 'vera', at: ({ notice }) => [intakePaths.close({ notice })] },
  [intakePaths.rules.pattern]: { as: 'kim', at: () => [intakePaths.rules()] },
  ...deskLooks,
  ...assignmentLooks,
  [registerPaths.providers.pattern]: { as: 'zeb', at: () => [registerPaths.providers()] },
  [registerPaths.dueControls.pattern]: { as: 'zeb', at: () => [registerPaths.dueControls()] },
  [registerPaths.rules.pattern]: { as: 'zeb', at: () => [registerPaths.rules()] },
  [registerPaths.files.pattern]: { as: 'zeb', at: () => [registerPaths.files()] },
  [registerPaths.provider.pattern]: { as: 'zeb', at: ({ register }) => [registerPaths.provider(register)] },
  [registerPaths.unit.pattern]: { as: 'zeb', at: ({ register }) => [registerPaths.unit(register)] },
  [registerPaths.address.pattern]: {
    as: 'zeb',
    at: ({ register }) => [registerPaths.address({ unit: register.shelter })],
  },
  [registerPaths.write.pattern]: {
    as: 'zeb',
    at: ({ register }) => [registerPaths.write({ form: 'enhet', subject: register.unit })],
  },
  [registerPaths.stop.pattern]: { as: 'zeb', at: ({ register }) => [registerPaths.stop(register)] },
  [registerPaths.recommendationStop.pattern]: {
    as: 'zeb',
    at: ({ register }) => [registerPaths.recommendationStop(register)],
  },
  [registerPaths.orderStop.pattern]: { as: 'asa', at: ({ register }) => [registerPaths.orderStop(register)] },
  [paths.consents.pattern]: alexs(({ alva }) => [paths.consents({ case: alva.caseId })]),
  [paths.recordConsent.pattern]: alexs(({ alva, consent }) => [
    paths.recordConsent({ case: alva.caseId }),
    paths.recordConsent({ case: alva.caseId }, { ersatter: consent }),
  ]),
  [paths.withdrawConsent.pattern]: alexs(({ alva, consent }) => [
    paths.withdrawConsent({ case: alva.caseId, consent }),
  ]),
  [paths.consentLetter.pattern]: alexs(({ alva, consent }) => [paths.consentLetter({ case: alva.caseId, consent })]),
  [paths.protection.pattern]: {
    as: 'billie',
    at: ({ lova, vide }) => [lova, vide].map(({ caseId }) => paths.protection({ case: caseId })),
  },
  [paths.shelteredAddress.pattern]: {
    as: 'billie',
    at: ({ vide }) => [paths.shelteredAddress({ case: vide.caseId })],
  },
  [paths.protectionRequests.pattern]: { as: 'gry', at: () => [paths.protectionRequests()] },
  [sharing.disclosures.pattern]: alexs(({ folke }) => [sharing.disclosures({ case: folke.caseId })]),
  [sharing.disclosure.pattern]: alexs(({ folke, disclosure }) => [
    sharing.disclosure({ case: folke.caseId, disclosure }),
  ]),
  [sharing.disclose.pattern]: alexs(({ folke }) => [sharing.disclose({ run: folke.run })]),
  [sharing.draft.pattern]: alexs(({ folke, draft }) => [sharing.draft({ run: folke.run, draft })]),
  [sharing.received.pattern]: { as: 'charlie', at: () => [sharing.received()] },
  [sharing.receivedOne.pattern]: { as: 'charlie', at: ({ disclosure }) => [sharing.receivedOne({ disclosure })] },
  [sharing.plans.pattern]: alexs(({ folke }) => [sharing.plans({ case: folke.caseId })]),
  [sharing.plan.pattern]: alexs(({ folke, plan }) => [sharing.plan({ case: folke.caseId, plan })]),
  [sharing.seenByParty.pattern]: alexs(({ folke, plan, party }) => [
    sharing.seenByParty({ case: folke.caseId, plan, party }),
  ]),
  [sharing.whyPlan.pattern]: alexs(({ folke, plan }) => [
    sharing.whyPlan({ case: folke.caseId, plan }, { person: account }),
  ]),
  [sharing.whyDisclosure.pattern]: alexs(({ folke, disclosure }) => [
    sharing.whyDisclosure({ case: folke.caseId, disclosure }),
  ]),
  [sharing.sharedPlan.pattern]: { as: 'charlie', at: ({ plan }) => [sharing.sharedPlan({ plan })] },
  [placement.requests.pattern]: alexs(() => [placement.requests(), placement.requests({ visa: 'avslutade' })]),
  [placement.figures.pattern]: { as: 'yrsa', at: () => [placement.figures()] },
  [placement.ofCase.pattern]: alexs(({ alva, cleo }) =>
    [alva, cleo].map(({ caseId }) => placement.ofCase({ case: caseId })),
  ),
  [placement.ask.pattern]: alexs(({ alva }) => [placement.ask({ case: alva.caseId })]),
  [placement.askFromRun.pattern]: alexs(({ alva }) => [placement.askFromRun({ run: alva.run })]),
  [placement.draft.pattern]: alexs(({ placement: { draft } }) => [placement.draft({ draft })]),
  [placement.preview.pattern]: alexs(({ placement: { draft } }) => [placement.preview({ draft })]),
  [placement.request.pattern]: alexs(({ placement: { waiting, placed } }) =>
    [waiting, placed].map((request) => placement.request({ request })),
  ),
  [placement.pause.pattern]: alexs(({ placement: { waiting } }) => [placement.pause({ request: waiting })]),
  [placement.reopen.pattern]: alexs(({ placement: { waiting } }) => [placement.reopen({ request: waiting })]),
  [placement.withdraw.pattern]: alexs(({ placement: { waiting } }) => [placement.withdraw({ request: waiting })]),
  [placement.answer.pattern]: alexs(({ placement: { waiting, recommendation } }) => [
    placement.answer({ request: waiting, recommendation }),
  ]),
  [placement.outcome.pattern]: alexs(({ placement: { waiting } }) => [placement.outcome({ request: waiting })]),
  [placement.followUp.pattern]: alexs(({ placement: { placed } }) => [
    placement.followUp({ request: placed, months: '1' }),
  ]),
  [placement.endStay.pattern]: alexs(({ placement: { placed } }) => [placement.endStay({ request: placed })]),
  [paths.why.pattern]: alexs(({ alva }) => [paths.why({ run: alva.run }, { person: account })]),
  [paths.whatIf.pattern]: alexs(({ alva }) => [paths.whatIf({ run: alva.run })]),
  [paths.search.pattern]: alexs(() => [paths.search()]),
  [paths.emergency.pattern]: { as: 'jonna', at: () => [paths.emergency()] },
  [secrecyPaths.grounds.pattern]: { as: 'mika', at: () => [secrecyPaths.grounds()] },
  [secrecyPaths.addGround.pattern]: { as: 'mika', at: () => [secrecyPaths.addGround()] },
  [secrecyPaths.ground.pattern]: { as: 'mika', at: () => [secrecyPaths.ground({ ground: 'necessary' })] },
  [insluss.requests.pattern]: { as: 'siv', at: () => [insluss.requests()] },
  [insluss.ask.pattern]: { as: 'siv', at: () => [insluss.ask()] },
  [insluss.request.pattern]: {
    as: 'siv',
    at: ({ insluss: { kept, incoming } }) => [kept, incoming].map((inquiry) => insluss.request({ inquiry })),
  },
  [insluss.changeRequest.pattern]: {
    as: 'siv',
    at: ({ insluss: { kept } }) => [insluss.changeRequest({ inquiry: kept })],
  },
  [insluss.incoming.pattern]: { as: 'dani', at: () => [insluss.incoming()] },
  [insluss.incomingOne.pattern]: {
    as: 'dani',
    at: ({ insluss: { incoming } }) => [insluss.incomingOne({ inquiry: incoming })],
  },
  [insluss.door.pattern]: {
    as: 'siv',
    at: ({ insluss: { plan } }) =>
      ['samtycke', 'begaran', 'underlag', 'videosamtal'].map((door) => insluss.door({ plan, door })),
  },
  [paths.inslussLetter.pattern]: { as: 'dani', at: ({ insluss: { run } }) => [paths.inslussLetter({ run })] },
  [paths.contactRoutes.pattern]: { as: 'ia', at: () => [paths.contactRoutes()] },
  [paths.addContactRoute.pattern]: { as: 'ia', at: () => [paths.addContactRoute()] },
  [paths.contactRoute.pattern]: { as: 'ia', at: ({ contactRoute }) => [paths.contactRoute({ route: contactRoute })] },
  [paths.startRun.pattern]: alexs(({ alva }) => [paths.startRun({ case: alva.caseId })]),
  [paths.run.pattern]: alexs(({ alva, greta, jorma }) => [alva, greta, jorma].map(({ run }) => paths.run({ run }))),
  [paths.timeline.pattern]: {
    as: 'billie',
    at: ({ lova, vide }) => [lova, vide].map(({ run }) => paths.timeline({ run })),
  },
  [paths.move.pattern]: { as: 'billie', at: ({ lova, pim }) => [lova, pim].map(({ run }) => paths.move({ run })) },
  [paths.plans.pattern]: alexs(({ alva }) => [paths.plans({ run: alva.run })]),
  [paths.people.pattern]: alexs(({ alva }) => [paths.people({ run: alva.run })]),
  [paths.print.pattern]: alexs(({ alva }) => [paths.print({ run: alva.run })]),
  [paths.record.pattern]: alexs(({ alva: { run } }) => [
    ...['planning-meeting', 'start-meeting', 'housing-matched', 'discharged'].map((kind) =>
      paths.record({ run, kind }),
    ),
    paths.record({ run, kind: 'follow-up' }, { atagande: 'monthly-meeting' }),
    paths.record({ run, kind: 'consent' }, { syfte: 'information-transfer' }),
  ]),
  [paths.meetings.pattern]: alexs(({ alva: { run } }) => [paths.meetings({ run })]),
  [paths.bookMeeting.pattern]: alexs(({ alva: { run } }) => [paths.bookMeeting({ run })]),
  [paths.bookSeries.pattern]: alexs(({ alva: { run } }) => [paths.bookSeries({ run })]),
  [paths.meeting.pattern]: alexs(({ alva: { run }, meeting }) => [paths.meeting({ run, meeting })]),
  [paths.changeMeeting.pattern]: alexs(({ alva: { run }, meeting }) => [paths.changeMeeting({ run, meeting })]),
  [paths.waive.pattern]: alexs(({ alva }) => [paths.waive({ run: alva.run, obligation: 'start-meeting' })]),
  [paths.takeOn.pattern]: alexs(({ alva }) => [paths.takeOn({ run: alva.run, obligation: 'start-meeting' })]),
  [paths.interval.pattern]: alexs(({ alva }) => [paths.interval({ run: alva.run, obligation: 'weekly-follow-up' })]),
  [paths.correct.pattern]: {
    as: 'billie',
    at: ({ lova: { run }, entry, waiver }) => [entry, waiver].map((id) => paths.correct({ run, entry: id })),
  },
  [paths.fact.pattern]: alexs(({ alva: { run } }) =>
    ['grounds', 'acuteHomelessness', 'housingForm', 'moveIn'].map((fact) => paths.fact({ run, fact })),
  ),
  [paths.assign.pattern]: alexs(({ alva }) => [paths.assign({ run: alva.run })]),
  [paths.endAssignment.pattern]: alexs(({ alva: { run }, assignment }) => [paths.endAssignment({ run, assignment })]),
  [paths.routines.pattern]: { as: 'ia', at: () => [paths.routines()] },
  [paths.routine.pattern]: {
    as: 'ia',
    at: () => ['2025', '2024-10-17'].map((version) => paths.routine({ routine: 'repeated-discharge', version })),
  },
  [paths.openRuns.pattern]: alexs(() =>
    ['2025', '2024-10-17'].map((version) => paths.openRuns({ routine: 'repeated-discharge', version })),
  ),
  [paths.compareRoutine.pattern]: {
    as: 'ia',
    at: () => [
      paths.compareRoutine({ routine: 'repeated-discharge', version: '2025' }, { med: '2024-10-17' }),
      paths.compareRoutine({ routine: 'insluss', version: '2024' }),
    ],
  },
  [publishing.drafts.pattern]: { as: 'ia', at: () => [publishing.drafts()] },
  [publishing.startDraft.pattern]: { as: 'ia', at: () => [publishing.startDraft()] },
  [publishing.draft.pattern]: {
    as: 'ia',
    at: ({ routineDraft, broken }) => [routineDraft, broken].map((draft) => publishing.draft({ draft })),
  },
  [publishing.text.pattern]: {
    as: 'ia',
    at: ({ routineDraft, broken }) => [routineDraft, broken].map((draft) => publishing.text({ draft })),
  },
  [publishing.obligation.pattern]: {
    as: 'ia',
    at: ({ routineDraft: draft }) =>
      ['planning-meeting', 'weekly-follow-up'].map((obligation) => publishing.obligation({ draft, obligation })),
  },
  [publishing.interpretation.pattern]: {
    as: 'ia',
    at: ({ routineDraft: draft }) =>
      ['start-meeting-time', 'sip-motivation-interval'].map((interpretation) =>
        publishing.interpretation({ draft, interpretation }),
      ),
  },
  [publishing.trial.pattern]: { as: 'ia', at: ({ routineDraft: draft }) => [publishing.trial({ draft })] },
  [publishing.publish.pattern]: { as: 'ia', at: ({ routineDraft: draft }) => [publishing.publish({ draft })] },
  [oversight.reviews.pattern]: { as: 'nour', at: () => [oversight.reviews()] },
  [oversight.review.pattern]: {
    as: 'nour',
    at: ({ review }) => ['left', 'plain', 'odd'].map((visa) => oversight.review({ review }, { visa })),
  },
  [oversight.reviewRedraw.pattern]: { as: 'nour', at: ({ review }) => [oversight.reviewRedraw({ review })] },
  [oversight.reviewItem.pattern]: { as: 'nour', at: ({ item }) => [oversight.reviewItem({ item })] },
  [oversight.reviewEmergencies.pattern]: { as: 'nour', at: () => [oversight.reviewEmergencies()] },
  [oversight.reviewSettings.pattern]: { as: 'nour', at: () => [oversight.reviewSettings()] },
  [adherence.adherence.pattern]: {
    as: 'gry',
    at: () => [
      adherence.adherence(),
      adherence.adherence({ rutin: 'insluss', enhet: 'centrum-vuxen', period: '2025-T3' }),
    ],
  },
  [adherence.deviations.pattern]: {
    as: 'gry',
    at: () => [adherence.deviations(), adherence.deviations({ visa: 'avsteg' })],
  },
  [adherence.registerDeviation.pattern]: alexs(({ alva }) => [adherence.registerDeviation({ pagaende: alva.run })]),
  [adherence.deviation.pattern]: { as: 'gry', at: ({ deviation }) => [adherence.deviation({ deviation })] },
  [adherence.deviationAssign.pattern]: { as: 'gry', at: ({ deviation }) => [adherence.deviationAssign({ deviation })] },
  [adherence.deviationMeasure.pattern]: {
    as: 'gry',
    at: ({ deviation }) => [adherence.deviationMeasure({ deviation })],
  },
  [adherence.deviationClose.pattern]: { as: 'gry', at: ({ deviation }) => [adherence.deviationClose({ deviation })] },
  [adherence.selfAudits.pattern]: { as: 'gry', at: () => [adherence.selfAudits()] },
  [adherence.drawSelfAudit.pattern]: { as: 'gry', at: () => [adherence.drawSelfAudit()] },
  [adherence.selfAuditQuestions.pattern]: {
    as: 'ia',
    at: () => [adherence.selfAuditQuestions({ routine: 'repeated-discharge' })],
  },
  [adherence.selfAudit.pattern]: { as: 'gry', at: ({ audit }) => [adherence.selfAudit({ audit })] },
  [adherence.selfAuditItem.pattern]: {
    as: 'gry',
    at: ({ audit }) => [adherence.selfAuditItem({ audit, number: '1' })],
  },
  [adherence.selfAuditAction.pattern]: { as: 'gry', at: ({ audit }) => [adherence.selfAuditAction({ audit })] },
  [adherence.selfAuditClose.pattern]: { as: 'gry', at: ({ audit }) => [adherence.selfAuditClose({ audit })] },
  [oversight.reviewStatistics.pattern]: { as: 'gry', at: () => [oversight.reviewStatistics()] },
  [oversight.myLog.pattern]: alexs(() => [oversight.myLog()]),
  [oversight.requests.pattern]: { as: 'gry', at: () => [oversight.requests(), oversight.requests({ visa: 'all' })] },
  [oversight.registerRequest.pattern]: { as: 'gry', at: () => [oversight.registerRequest()] },
  [oversight.request.pattern]: { as: 'gry', at: ({ request }) => [oversight.request({ request })] },
  [oversight.requestAssign.pattern]: { as: 'gry', at: ({ request }) => [oversight.requestAssign({ request })] },
  [oversight.requestAssess.pattern]: { as: 'gry', at: ({ request }) => [oversight.requestAssess({ request })] },
  [oversight.requestDecide.pattern]: { as: 'gry', at: ({ request }) => [oversight.requestDecide({ request })] },
  [oversight.requestHandOut.pattern]: { as: 'gry', at: ({ request }) => [oversight.requestHandOut({ request })] },
  [organisation.administration.pattern]: { as: 'kim', at: () => [organisation.administration()] },
  [organisation.newPerson.pattern]: { as: 'kim', at: () => [organisation.newPerson()] },
  [organisation.person.pattern]: { as: 'kim', at: () => [organisation.person({ account })] },
  [organisation.municipality.pattern]: { as: 'kim', at: () => [organisation.municipality()] },
  [organisation.units.pattern]: { as: 'kim', at: () => [organisation.units()] },
  [organisation.roles.pattern]: { as: 'kim', at: () => [organisation.roles()] },
  [organisation.role.pattern]: {
    as: 'kim',
    at: () => ['ny', 'caseworker'].map((role) => organisation.role({ role })),
  },
  [organisation.delegations.pattern]: { as: 'kim', at: () => [organisation.delegations()] },
  [organisation.giveDelegation.pattern]: { as: 'kim', at: () => [organisation.giveDelegation({ account })] },
  [organisation.directory.pattern]: { as: 'kim', at: () => [organisation.directory()] },
  [organisation.signInRules.pattern]: { as: 'kim', at: () => [organisation.signInRules()] },
  [organisation.signInRule.pattern]: { as: 'kim', at: () => [organisation.signInRule({ rule: 'ny' })] },
  [organisation.jobs.pattern]: { as: 'kim', at: () => [organisation.jobs()] },
  [organisation.mail.pattern]: { as: 'kim', at: () => [organisation.mail()] },
  [organisation.history.pattern]: { as: 'kim', at: () => [organisation.history()] },
  [organisation.handover.pattern]: alexs(({ absence }) => [organisation.handover({ absence })]),
  [organisation.absence.pattern]: alexs(() => [organisation.absence()]),
  [signInPaths.own.pattern]: alexs(() => [signInPaths.own(), signInPaths.own({ klart: 'losenord' })]),
  [signInPaths.password.pattern]: alexs(() => [signInPaths.password()]),
  [signInPaths.code.pattern]: alexs(() => [signInPaths.code()]),
  [signInPaths.passkey.pattern]: alexs(() => [signInPaths.passkey()]),
  [oversight.retention.pattern]: { as: 'ola', at: () => [oversight.retention()] },
  [oversight.retentionCases.pattern]: { as: 'ola', at: () => [oversight.retentionCases()] },
  [oversight.proposeDisposal.pattern]: { as: 'ola', at: () => [oversight.proposeDisposal()] },
  [oversight.disposal.pattern]: {
    as: 'ola',
    at: ({ list, finished }) => [list, finished].map((one) => oversight.disposal({ list: one })),
  },
  [oversight.decideDisposal.pattern]: { as: 'rut', at: ({ list }) => [oversight.decideDisposal({ list })] },
  [oversight.disposalReceipt.pattern]: {
    as: 'rut',
    at: ({ finished }) => [oversight.disposalReceipt({ list: finished })],
  },
  [oversight.retentionPolicy.pattern]: { as: 'ola', at: () => [oversight.retentionPolicy()] },
  [oversight.proposePolicy.pattern]: { as: 'ola', at: () => [oversight.proposePolicy()] },
  [oversight.policyProposal.pattern]: {
    as: 'rut',
    at: ({ proposal, settled }) => [proposal, settled].map((one) => oversight.policyProposal({ proposal: one })),
  },
  [oversight.decidePolicy.pattern]: { as: 'rut', at: ({ proposal }) => [oversight.decidePolicy({ proposal })] },
  [oversight.withdrawPolicy.pattern]: { as: 'ola', at: ({ proposal }) => [oversight.withdrawPolicy({ proposal })] },
  [oversight.holds.pattern]: { as: 'ola', at: () => [oversight.holds()] },
  [oversight.placeHold.pattern]: { as: 'ola', at: () => [oversight.placeHold()] },
  [oversight.liftHold.pattern]: { as: 'rut', at: ({ hold }) => [oversight.liftHold({ hold })] },
  [oversight.archiveExport.pattern]: { as: 'ola', at: ({ alva }) => [oversight.archiveExport({ case: alva.caseId })] },
  [webPaths.signIn.pattern]: { as: undefined, at: () => [webPaths.signIn(), webPaths.signIn({ utloggad: 'ja' })] },
};

/** What is saved and not shown. */
const files: ReadonlySet<string> = new Set([
  oversight.reviewStatisticsFile.pattern,
  paths.consentAttachment.pattern,
  paths.meetingFile.pattern,
  adherence.adherenceFile.pattern,
  insluss.scan.pattern,
  paths.drawing.pattern,
  paths.mermaid.pattern,
  intakePaths.noticeFile.pattern,
  placement.figuresCsv.pattern,
  intakePaths.fileOfCase.pattern,
  registerPaths.file.pattern,
  registerPaths.openData.pattern,
  deskPaths.awardFile.pattern,
  assignmentPaths.extract.pattern,
  assignmentPaths.template.pattern,
  assignmentPaths.figuresFile.pattern,
]);

/** Forms that only a municipality has that uses another's register: test/browser/register.test.ts. */
const elsewhere: ReadonlySet<string> = new Set([registerPaths.writeOwn.pattern]);

/** Archivists who have done something of each: a list that waits, one that is finished, and a stop. */
async function retention({ owner }: TestDatabase, listed: DemoCase, stopped: DemoCase) {
  const [list, finished, hold] = [newId<never>(), newId<never>(), newId<never>()];
  const archivist = demoActor('ola').account;
  const settled = await approvedPolicy(owner, { source: 'Påhittat beslut', owner: 'Påhittad nämnd' });
  const proposal = newId<never>();
  await owner.query(
    `insert into retention_proposal (municipality, id, action, years, counted_to, research_days, export_first, source, owner, reference,
       decided_on, valid_from, note, proposed_by, proposed_at, idempotency_key, notice_months)
     select municipality, $1, 'dispose', 10, 'next-year-end', research_days, true, source, owner, 'Påhittat nummer 2', decided_on, $3, 'Se över det här',
       proposed_by, $4, $1, 24 from retention_proposal where id = $2`,
    [proposal, settled, localDateOf(now), now],
  );
  for (const [number, id] of [list, finished].entries()) {
    await owner.query(
      `insert into disposal_list (municipality, id, secrecy_area, number, policy, note, cases, notices, proposed_by, proposed_at, idempotency_key)
       values ('1480', $1, 'centrum', $2, 2, 'Se över den här', 1, 1, $3, $4, $1)`,
      [id, number + 1, archivist, now],
    );
    await owner.query(
      `insert into disposal_item (municipality, list, case_id, case_number, last_entry_on, due_from, outcome, reason, settled_at)
       values ('1480', $1, $2, $3, '2021-01-01', '2026-01-02', $4, $5, $6)`,
      id === list
        ? [id, listed.caseId, listed.number, null, null, null]
        : [id, stopped.caseId, stopped.number, 'kept', 'held', now],
    );
    await owner.query(
      `insert into disposal_item (municipality, list, kind, case_id, case_number, last_entry_on, due_from, outcome, reason, settled_at)
       select municipality, list, 'notice', gen_random_uuid(), '7K3M-Q2XA', last_entry_on, due_from, outcome, reason, settled_at
       from disposal_item where list = $1`,
      [id],
    );
  }
  await owner.query(
    `insert into disposal_decision (municipality, list, secrecy_area, proposed_by, outcome, decided_by, decided_at, idempotency_key)
     values ('1480', $1, 'centrum', $2, 'approved', $3, $4, $1)`,
    [finished, archivist, demoActor('rut').account, now],
  );
  await owner.query(
    `update disposal_list set finished_at = $2, receipt = $3, receipt_sha256 = repeat('0', 64) where id = $1`,
    [
      finished,
      now,
      JSON.stringify({ disposed: 0, kept: 1, rows: {}, policy: { number: 2, source: 'Påhittat beslut' } }),
    ],
  );
  await owner.query(
    `insert into legal_hold (municipality, id, secrecy_area, case_id, case_number, reason, placed_by, placed_at, idempotency_key)
     values ('1480', $1, 'centrum', $2, $3, 'Begäran från domstol', $4, $5, $1)`,
    [hold, stopped.caseId, stopped.number, archivist, now],
  );
  return { list, finished, hold, proposal, settled };
}

/** The demo's draft, and one with errors in it. */
async function routineDrafts({ db, owner }: TestDatabase) {
  const { rows } = await owner.query<{ id: string }>('select id from routine_draft');
  const broken = await through(db, demoActor('ia'), now, { action: 'test', channel: 'cli' }, async (scope) => {
    const draft = (await startDraft(scope, { routine: 'insluss', version: '2024', key: newId() })) ?? '';
    await saveText(scope, { draft, seen: 1, key: newId(), text: 'routine: insluss\nversion: [' });
    return draft;
  });
  return { routineDraft: rows[0]?.id ?? '', broken };
}

/** A series of alex's, of which the first meeting is looked at. */
async function bookedMeeting(scope: Scope, run: RunId): Promise<string> {
  const plan = {
    kind: 'follow-up',
    starts: '09:30',
    ends: '10:15',
    place: 'Enhetens mötesrum 2',
    link: 'https://video.example/rum',
    invited: [account],
    parties: ['individual'],
  };
  const days = [addDays(scope.today, 1), addDays(scope.today, 8)];
  const booked = await book(scope, { run, plan, days, series: true, key: newId() });
  if (booked.outcome !== 'booked') throw new Error('No meeting was booked');
  return booked.meetings[0]?.id ?? '';
}

const test = base.extend<{ $file: { ids: Ids } }>({
  ids: [
    async ({ database }, use) => {
      const [alva, lova, greta, cleo, jorma, vide, folke, pim] = await Promise.all(
        (['Alva', 'Lova', 'Greta', 'Cleo', 'Jorma', 'Vide', 'Folke', 'Pim'] as const).map((name) =>
          demoCase(database, name),
        ),
      );
      if (!alva || !lova || !greta || !cleo || !jorma || !vide || !folke || !pim)
        throw new Error('The demo lacks a case');
      const [start] = await entriesIn(database, lova, 'start-meeting');
      const [waiver] = await entriesIn(database, lova, 'waiver');
      const { rows } = await database.owner.query<{ id: string }>('select id from assignment where run_id = $1', [
        alva.run,
      ]);
      const people = await database.owner.query<{ name: string }>(
        'select given_name as name from individual union select family_name from individual union select display_name from account',
      );
      const reviewed = await database.owner.query<{ review: string; item: string }>(
        `select review, id as item from access_review_item where secrecy_area = 'centrum' and cardinality(rules) > 0 order by number limit 1`,
      );
      const asked = await database.owner.query<{ id: string }>(
        `select id from official_request where secrecy_area = 'centrum'`,
      );
      const request = asked.rows[0]?.id ?? '';
      await through(database.db, demoActor('gry'), now, { action: 'test', channel: 'cli' }, async (scope) => {
        await assessRequest(scope, request, 'Rutinen handlar inte om någon enskild.', newId());
        const nothing = { refusedParts: '', provision: '', reasons: '', handedTo: '', toldOfAppeal: undefined };
        await decideRequest(scope, request, { outcome: 'granted', ...nothing }, 0, newId());
      });
      const retained = await retention(database, jorma, greta);
      const consents = await database.owner.query<{ id: string }>('select id from consent where case_id = $1', [
        alva.caseId,
      ]);
      const shared = await database.owner.query<{ disclosure: string; plan: string; party: string }>(
        `select d.id as disclosure, p.plan, p.id as party from disclosure d, shared_plan_party p where d.case_id = $1 order by p.invited_at limit 1`,
        [folke.caseId],
      );
      const inquiries = await database.owner.query<Ids['insluss']>(
        `select k.id as kept, i.id as incoming, p.id as plan, p.run_id as run from insluss_request k, insluss_request i, shared_plan p
        where k.sent_at is null and i.sent_at is not null and p.run_id is not null`,
      );
      const kept = await database.owner.query<{ id: string }>('select id from contact_route limit 1');
      const inRegister = await database.owner.query<Ids['register']>(
        `select s.provider, u.id as unit, s.id as stop, (select id from provider_unit where is_sheltered order by id limit 1) as shelter
        from provider_stop s join provider_unit u on u.provider = s.provider
        where s.kind = 'recommendation' and exists (select from price r join offer o on o.id = r.offer where o.unit = u.id)
        order by u.id limit 1`,
      );
      const [register = { provider: '', unit: '', shelter: '', stop: '' }] = inRegister.rows;
      const notices = await database.owner.query<{ id: string }>('select id from intake_notice order by arrived_at');
      const [notice = '', linked = ''] = notices.rows.map(({ id }) => id);
      await through(database.db, demoActor('vera'), now, { action: 'test', channel: 'cli' }, (scope) =>
        linkNotice(scope, linked, alva.caseId as CaseId),
      );
      const draft = await through(database.db, demoActor('alex'), now, { action: 'test', channel: 'cli' }, (scope) =>
        insertDraft(scope, {
          id: newId(),
          caseId: folke.caseId as CaseId,
          run: folke.run as RunId,
          body: {
            account: demoActor('charlie').account,
            purpose: 'coordination',
            ground: 'necessary',
            reason: 'Planeras tillsammans.',
            answers: {},
            parts: ['identity', 'plans', 'housing'],
            struck: [],
            words: [],
          },
          key: newId(),
        }),
      );
      const deviation = await through(
        database.db,
        demoActor('alex'),
        now,
        { action: 'test', channel: 'cli' },
        (scope) =>
          registerDeviation(scope, {
            routine: 'repeated-discharge',
            obligation: 'start-meeting',
            run: alva.run as RunId,
            happenedOn: localDateOf(now),
            what: 'Uppstartsmötet ställdes in två gånger.',
            consequence: 'Personen fick vänta.',
            proposal: 'Boka en reservtid.',
            key: newId(),
          }),
      );
      const drawn = await through(database.db, demoActor('gry'), now, { action: 'test', channel: 'cli' }, (scope) =>
        drawSelfAudit(scope, {
          unit: 'centrum-vuxen',
          routine: 'repeated-discharge',
          starts: localDateFrom('2025-01-01'),
          ends: localDateFrom('2026-01-01'),
          wanted: 3,
          reviewer: demoActor('gry').account,
          key: newId(),
        }),
      );
      const meeting = await through(database.db, demoActor('alex'), now, { action: 'test', channel: 'cli' }, (scope) =>
        bookedMeeting(scope, alva.run as RunId),
      );
      // Alex is away, and billie stands in: billie's day and the run's page say so.
      const absence = await database.owner.query<{ id: string }>(
        `insert into absence (municipality, id, account, valid_from, valid_to, substitute, covers, written_by, written_at, idempotency_key)
         values ('1480', gen_random_uuid(), $1, $2, $3, $4, true, $1, $5, gen_random_uuid()) returning id`,
        [account, localDateOf(now), addDays(localDateOf(now), 3), demoActor('billie').account, now],
      );
      await through(database.db, demoActor('alex'), now, { action: 'test', channel: 'cli' }, (scope) =>
        handOver(scope, absence.rows[0]?.id ?? '', new Map([[alva.run as RunId, 'Ring boendet på tisdag.']]), newId()),
      );
      await use({
        deviation,
        audit: drawn.outcome === 'drawn' ? drawn.id : '',
        meeting,
        absence: absence.rows[0]?.id ?? '',
        placement: await placeInDemo(database.owner, now),
        consent: consents.rows[0]?.id ?? '',
        review: reviewed.rows[0]?.review ?? '',
        item: reviewed.rows[0]?.item ?? '',
        request,
        ...retained,
        alva,
        lova,
        greta,
        cleo,
        jorma,
        vide,
        folke,
        pim,
        ...(await routineDrafts(database)),
        disclosure: shared.rows[0]?.disclosure ?? '',
        plan: shared.rows[0]?.plan ?? '',
        contactRoute: kept.rows[0]?.id ?? '',
        insluss: inquiries.rows[0] ?? { kept: '', incoming: '', plan: '', run: '' },
        party: shared.rows[0]?.party ?? '',
        draft,
        desk: await deskInDemo(database),
        assigned: await assignmentsInDemo(database),
        notice,
        register,
        entry: start?.id ?? '',
        waiver: waiver?.id ?? '',
        assignment: rows[0]?.id ?? '',
        // A name of two letters is in many words.
        names: people.rows.flatMap(({ name }) => name.split(' ')).filter(({ length }) => length > 2),
      });
    },
    { scope: 'file' },
  ],
});

const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as PageGlobal;
    for (const folded of document.documentElement.querySelectorAll('details')) folded.setAttribute('open', '');
  });

/** The people of the cases and of the organisation that a title names. */
async function namedIn(page: Page, { names }: Ids): Promise<readonly string[]> {
  const title = await page.title();
  // As a word of its own: Rut is not in Rutiner.
  return names.filter((name) => new RegExp(String.raw`(?<!\p{L})${name}(?!\p{L})`, 'u').test(title));
}

test('every page that is declared is looked at', () => {
  const declared = routes
    .filter(({ method }) => method === 'get')
    .map(({ path }) => path.pattern)
    .filter((pattern) => !files.has(pattern) && !elsewhere.has(pattern));
  expect(
    Object.keys(pages)
      .filter((pattern) => pattern !== webPaths.signIn.pattern)
      .toSorted(),
  ).toEqual(declared.toSorted());
});

const everyPage = Object.keys(pages);
const swedish = swedishOnly();

test.for(everyPage)('%s can be used by everybody, wide, narrow and dark', async (pattern, { stay, ids }) => {
  const { as, at } = pages[pattern] ?? alexs(() => []);
  const addresses = at(ids);
  expect(addresses).not.toEqual([]);
  // Looked at when everything that can be opened is open.
  const visit = await stay({ looks: [] });
  await visit.become(as);
  for (const address of addresses) {
    await visit.open(address);
    await unfold(visit.page);
    await visit.look(bothWays);
    expect(await namedIn(visit.page, ids), `Nobody is named in the title of ${address}`).toEqual([]);
  }
});

// As it is served, before anything that a browser adds: so it is for who has no scripts, too.
test.for(everyPage)('%s is all in English for who chose English', async (pattern, { stay, ids }) => {
  const { as, at } = pages[pattern] ?? alexs(() => []);
  const { page, context, become } = await stay({ looks: [], language: 'en' });
  await become(as);
  for (const address of at(ids)) {
    const response = await context.request.get(address);
    expect(response.status(), address).toBe(200);
    const { language, texts } = await textsOf(page, await response.text());
    expect(language).toBe('en');
    expect(texts.filter((text) => swedish.has(text))).toEqual([]);
  }
});

/** Every piece of text and every name that only a screen reader tells, except what says that it is Swedish. */
const textsOf = (page: Page, html: string): Promise<Readonly<{ language: string | null; texts: readonly string[] }>> =>
  page.evaluate((served) => {
    const { DOMParser } = globalThis as unknown as PageGlobal;
    const { documentElement } = new DOMParser().parseFromString(served, 'text/html');
    const texts: string[] = [];
    for (const element of documentElement.querySelectorAll('*')) {
      if (element.closest('[lang="sv"]')) continue;
      for (const { nodeType, nodeValue } of element.childNodes)
        if (nodeType === 3) texts.push((nodeValue ?? '').trim());
      for (const name of ['aria-label', 'title', 'placeholder', 'data-failed', 'data-idle'])
        texts.push(element.getAttribute(name) ?? '');
    }
    return { language: documentElement.getAttribute('lang'), texts };
  }, html);

test('what is not there is a page that says so, to anybody', async ({ begin, ids }) => {
  const stranger = await begin();
  await stranger.open('/finns-inte', 404);
  const alex = await begin({ as: 'alex' });
  await alex.open(paths.run({ run: crypto.randomUUID() }), 404);
  // Nobody is signed out by it: the places they may go to are still there.
  expect(await alex.page.locator(`nav a[href='${paths.cases()}']`).count()).toBe(1);
  expect(await namedIn(alex.page, ids)).toEqual([]);
});
