// @ts-nocheck -- generated, for clients with other compiler settings than ours
/* oxlint-disable */
/**
 * Hemvist
 * 1
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "/"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    server1: "/"
};
export type SignIn = {
    username: string;
    password: string;
    /** For who has codes from an app: the one that it shows now, or a recovery code. */
    code?: string;
};
export type Session = {
    /** Send it as `Authorization: Bearer …` with everything else. */
    token: string;
    /** When the session ends, whatever happens. */
    expiresAt: string;
    /** The session ends earlier when nothing is asked for this long. */
    idleMinutes: number;
};
export type FieldError = {
    /** The part of the request that the field is in. */
    "in": "body" | "query" | "header";
    /** Which field: a JSON Pointer (RFC 6901) into the body, or a slash and the name of a parameter or header. */
    pointer: string;
    /** What was wrong and what to do, in the language asked for. */
    message: string;
};
export type Problem = {
    /** Names the kind of problem, for programs: `urn:hemvist:problem:conflict`. */
    "type": string;
    /** The kind of problem in a few words. */
    title: string;
    status: number;
    /** What happened and what to do, for the person who waits for the answer. */
    detail: string;
    /** The number of the request, to give to support. */
    request: string;
    /** Every field that was wrong. */
    errors?: FieldError[];
};
export type RoutineReference = {
    id: string;
    version: string;
    /** In the language asked for. */
    name: string;
};
export type CaseListItem = {
    /** Absent when you reach the run and not the case. */
    "case"?: string;
    /** Absent when no routine has been started. */
    run?: string;
    "number": string;
    /** Absent when the identity is protected. */
    givenName?: string;
    /** Absent when the identity is protected. */
    familyName?: string;
    /** How the identity is protected; absent when it is not. */
    protection?: "secrecy-marking" | "protected-registration" | "assumed-identity";
    opened: string;
    ended?: string;
    routine?: RoutineReference;
    /** The earliest due date of what can be done now. */
    due?: string;
    /** The caseworker. */
    responsible?: string;
    /** The code of the warning for which the run stands before others, such as children in the household. */
    firstBecause?: string;
};
export type CaseList = {
    items: CaseListItem[];
    page: number;
    pageSize: number;
    /** How many lines there are on all pages. */
    total: number;
};
export type OpenCase = {
    givenName: string;
    familyName: string;
    identityKind: "personal-identity-number" | "coordination-number" | "none";
    /** Ten or twelve digits, with or without a hyphen. Required unless identityKind is none. */
    identityNumber?: string;
    identityCertainty: "confirmed" | "probable" | "uncertain";
    system?: "Treserva";
    reference?: string;
};
export type Individual = {
    /** Absent when the identity is protected. */
    givenName?: string;
    /** Absent when the identity is protected. */
    familyName?: string;
    /** How the identity is protected; absent when it is not. */
    protection?: "secrecy-marking" | "protected-registration" | "assumed-identity";
    identityKind: "personal-identity-number" | "coordination-number" | "none";
    /** Twelve digits; absent when there is none, or the identity is protected. */
    identityNumber?: string;
    /** How sure the authority is of who the person is. */
    identityCertainty: "confirmed" | "probable" | "uncertain";
};
export type RunSummary = {
    id: string;
    routine: RoutineReference;
    opened: string;
    ended?: string;
    /** Counts the writes to the run. Send it as `seen` when you write. */
    version: number;
};
export type Case = {
    id: string;
    "number": string;
    opened: string;
    unit: string;
    /** The municipality’s own case system. */
    system?: string;
    /** The number of the case in that system. */
    reference?: string;
    individual: Individual;
    runs: RunSummary[];
};
export type FactValue = string | number | boolean | string[];
export type StartRun = {
    routine: string;
    /** The version in force, which is taken when it is left out. */
    version?: string;
    /** The day the routine began to apply: today or earlier. */
    opened: string;
    /** What is known. The rest may stay unknown. */
    facts?: {
        [key: string]: FactValue;
    };
};
export type RunSubject = {
    /** Absent when the identity is protected. */
    givenName?: string;
    /** Absent when the identity is protected. */
    familyName?: string;
    /** How the identity is protected; absent when it is not. */
    protection?: "secrecy-marking" | "protected-registration" | "assumed-identity";
};
export type Writer = {
    name: string;
    role: string;
};
export type StatedFact = {
    name: string;
    value: FactValue;
    statedOn: string;
    statedBy: Writer;
    /** The version of the run from which the fact has this value. */
    position: number;
};
export type AssignedPerson = {
    /** To invite them to a meeting by. */
    account: string;
    name: string;
    role: string;
    area: string;
    "from": string;
    to?: string;
    /** Why somebody of another secrecy area may see the run: the provision and what it says. */
    ground?: string;
};
export type Run = {
    id: string;
    routine: RoutineReference;
    opened: string;
    ended?: string;
    /** Counts the writes to the run. Send it as `seen` when you write. */
    version: number;
    /** Absent when you reach the run and not the case. */
    "case"?: string;
    caseNumber: string;
    individual: RunSubject;
    facts: StatedFact[];
    people: AssignedPerson[];
};
export type RunConflict = {
    /** Names the kind of problem, for programs: `urn:hemvist:problem:conflict`. */
    "type": string;
    /** The kind of problem in a few words. */
    title: string;
    status: number;
    /** What happened and what to do, for the person who waits for the answer. */
    detail: string;
    /** The number of the request, to give to support. */
    request: string;
    /** Every field that was wrong. */
    errors?: FieldError[];
    /** The run that is open. */
    run: string;
};
export type Source = {
    document: string;
    heading: string;
};
export type Occurrence = {
    due: string;
    doneAt?: string;
    kept: boolean;
};
export type Obligation = {
    id: string;
    phase: string;
    modality: "must" | "should" | "may";
    who: string[];
    state: "done" | "not-applicable" | "waived" | "unknown" | "waiting" | "blocked" | "overdue" | "open";
    due?: string;
    doneAt?: string;
    late?: true;
    missingFacts?: string[];
    blockedBy?: string[];
    /** Each has exactly one key. */
    waitingFor?: {
        obligation?: string;
        entry?: string;
        fact?: string;
        date?: string;
        phase?: string;
    }[];
    graceUntil?: string;
    /** Whether the due date is of a law, of the routine or an interpretation. */
    clock?: "law" | "routine" | "interpretation";
    source: Source;
    /** Why the state is what it is, in the language asked for. */
    explanation: string;
    /** Of a repeating obligation: its closed occurrences. */
    occurrences?: Occurrence[];
};
export type Warning = {
    code: string;
    message: string;
};
export type NextStep = {
    obligation: string;
    state: "open" | "overdue";
    who: string[];
    due?: string;
};
export type RunVersion = {
    id: string;
    version: number;
};
export type Obligations = {
    routine: string;
    /** The version of the routine. */
    version: string;
    /** The day that the states are of. */
    at: string;
    obligations: Obligation[];
    warnings: Warning[];
    /** What can be done now, most pressing first. */
    nextSteps: NextStep[];
    run: RunVersion;
};
export type Entry = {
    id: string;
    /** The version of the run from which the entry is there. Send it as `seen` when you write next. */
    position: number;
    /** A kind of entry of the routine, or one that every routine has: consent, waiver, interval-changed; in a correction also struck. */
    kind: string;
    /** The day it happened: today or earlier. */
    at: string;
    /** Whether people met in person. Follows from channel when the kind has one. */
    inPerson?: boolean;
    channel?: "in-person" | "phone" | "video";
    /** For a consent: to what. */
    purpose?: string;
    /** For a consent: how it was given. */
    form?: "written" | "oral";
    /** For a consent: what the individual answered. */
    status?: "given" | "declined" | "withdrawn" | "not-possible" | "lapsed";
    /** The other party, by name, when the kind asks for it. */
    party?: string;
    /** For a waiver or a changed interval: of what. */
    obligation?: string;
    /** For a changed interval: P1W to P12W. */
    every?: string;
    /** For a waiver or a changed interval: why. */
    reason?: string;
    participants: string[];
    /** By the name of the question in the routine: a text, a code, yes or no, a date or a list of dates. */
    answers: {
        [key: string]: string | boolean | string[];
    };
    recordedOn: string;
    writtenAt: string;
    writtenBy: Writer;
    /** The entry that this one corrects. */
    replaces?: string;
    correctionReason?: string;
};
export type EntryList = {
    /** In the order they were written. */
    items: Entry[];
    /** The version of the run. */
    version: number;
    /** Send as `after` to read on. Absent on the last page. */
    next?: number;
};
export type RecordEntry = {
    /** A kind of entry of the routine, or one that every routine has: consent, waiver, interval-changed; in a correction also struck. */
    kind: string;
    /** The day it happened: today or earlier. */
    at: string;
    /** Whether people met in person. Follows from channel when the kind has one. */
    inPerson?: boolean;
    channel?: "in-person" | "phone" | "video";
    /** For a consent: to what. */
    purpose?: string;
    /** For a consent: how it was given. */
    form?: "written" | "oral";
    /** For a consent: what the individual answered. */
    status?: "given" | "declined" | "withdrawn" | "not-possible" | "lapsed";
    /** The other party, by name, when the kind asks for it. */
    party?: string;
    /** For a waiver or a changed interval: of what. */
    obligation?: string;
    /** For a changed interval: P1W to P12W. */
    every?: string;
    /** For a waiver or a changed interval: why. */
    reason?: string;
    /** The roles that took part. */
    participants?: string[];
    /** By the name of the question in the routine: a text, a code, yes or no, a date or a list of dates. */
    answers?: {
        [key: string]: string | boolean | string[];
    };
    /** The entry that this one corrects. */
    replaces?: string;
    correctionReason?: string;
    /** The version of the run that you read before you wrote: what has come since, you have not seen. */
    seen: number;
};
export type EntryConflict = {
    /** Names the kind of problem, for programs: `urn:hemvist:problem:conflict`. */
    "type": string;
    /** The kind of problem in a few words. */
    title: string;
    status: number;
    /** What happened and what to do, for the person who waits for the answer. */
    detail: string;
    /** The number of the request, to give to support. */
    request: string;
    /** Every field that was wrong. */
    errors?: FieldError[];
    entry: Entry;
    /** The version of the run: send as `seen` to write all the same. */
    version: number;
};
export type StateFact = {
    value: FactValue;
    /** The version of the run that you read before you wrote: what has come since, you have not seen. */
    seen: number;
};
export type FactConflict = {
    /** Names the kind of problem, for programs: `urn:hemvist:problem:conflict`. */
    "type": string;
    /** The kind of problem in a few words. */
    title: string;
    status: number;
    /** What happened and what to do, for the person who waits for the answer. */
    detail: string;
    /** The number of the request, to give to support. */
    request: string;
    /** Every field that was wrong. */
    errors?: FieldError[];
    fact: StatedFact;
    /** The version of the run: send as `seen` to write all the same. */
    version: number;
};
export type Consent = {
    id: string;
    /** What was said, as it was written down. */
    status: "given" | "declined" | "not-possible" | "withdrawn" | "recorded-in-error";
    /** How it stands today. Only `holds` opens anything. */
    standing: "holds" | "not-yet" | "lapsed" | "withdrawn" | "declined" | "not-possible" | "renewed" | "recorded-in-error";
    purpose: string;
    /** What it covers; empty for all that the purpose needs. */
    parts: string[];
    /** To which administration. */
    toArea?: {
        id: string;
        name: string;
    };
    /** To whom outside; when neither is there, to all who need to cooperate. */
    toParty?: string;
    form?: "written" | "oral";
    "from": string;
    /** The last day; absent when it holds until further notice. */
    to?: string;
    reason?: string;
    /** The day on which the person answered. */
    takenOn: string;
    /** Who wrote it down. */
    takenBy: string;
    writtenAt: string;
    /** The answer that this one came in the place of. */
    replaces?: string;
    /** The answer that has come in its place. */
    replacedBy?: string;
};
export type ConsentList = {
    items: Consent[];
};
export type RecordConsent = {
    status: "given" | "declined" | "not-possible";
    purpose: "coordination" | "information-transfer" | "insluss" | "placement-request" | "shared-plan" | "disclosure" | "other";
    /** What it covers. Leave it out for all that the purpose needs. */
    parts?: ("identity" | "contact" | "needs" | "plans" | "follow-ups" | "housing" | "economy" | "health")[];
    /** An administration or provider, by its id. Leave out toArea and toParty for all who need to cooperate. */
    toArea?: string;
    /** Somebody outside, by name. Not together with toArea. */
    toParty?: string;
    /** Required when the person consents. */
    form?: "written" | "oral";
    /** Why it was not possible to ask: required then, and only then. */
    reason?: string;
    /** The day on which the person answered: today or earlier. It holds from then. */
    takenOn: string;
    /** The last day; leave it out when it holds until further notice. */
    to?: string;
    /** The answer that this one renews. */
    replaces?: string;
};
export type ConsentConflict = {
    /** Names the kind of problem, for programs: `urn:hemvist:problem:conflict`. */
    "type": string;
    /** The kind of problem in a few words. */
    title: string;
    status: number;
    /** What happened and what to do, for the person who waits for the answer. */
    detail: string;
    /** The number of the request, to give to support. */
    request: string;
    /** Every field that was wrong. */
    errors?: FieldError[];
    /** The answer that stands in its place. */
    consent: {
        id: string;
        /** What was said, as it was written down. */
        status: "given" | "declined" | "not-possible" | "withdrawn" | "recorded-in-error";
        /** How it stands today. Only `holds` opens anything. */
        standing: "holds" | "not-yet" | "lapsed" | "withdrawn" | "declined" | "not-possible" | "renewed" | "recorded-in-error";
        purpose: string;
        /** What it covers; empty for all that the purpose needs. */
        parts: string[];
        /** To which administration. */
        toArea?: {
            id: string;
            name: string;
        };
        /** To whom outside; when neither is there, to all who need to cooperate. */
        toParty?: string;
        form?: "written" | "oral";
        "from": string;
        /** The last day; absent when it holds until further notice. */
        to?: string;
        reason?: string;
        /** The day on which the person answered. */
        takenOn: string;
        /** Who wrote it down. */
        takenBy: string;
        writtenAt: string;
        /** The answer that this one came in the place of. */
        replaces?: string;
        /** The answer that has come in its place. */
        replacedBy?: string;
    };
};
export type WithdrawConsent = {
    /** The day on which the person took it back: today or earlier. */
    takenOn: string;
    /** What the person said. */
    reason?: string;
};
export type Meeting = {
    id: string;
    /** A kind of entry of the routine, or one that begins with `own.`. */
    kind: string;
    day: string;
    /** By the clock in Stockholm. */
    starts: string;
    ends: string;
    place?: string;
    /** To a video meeting. */
    link?: string;
    /** Who works in the run; without a name who no longer does. */
    invited: {
        account: string;
        name?: string;
    }[];
    /** Parties of the routine that have nobody signed up. */
    parties: string[];
    /** The same for all that were booked together. */
    series?: string;
    cancelled: boolean;
    bookedBy: string;
    /** How many times it has been written. Send it in `seen`. */
    version: number;
};
export type MeetingList = {
    items: Meeting[];
};
export type BookMeeting = {
    kind: string;
    /** Today or later. */
    day: string;
    starts: string;
    ends: string;
    /** Where, or a telephone number; it stands in the invitation and may not tell whom the meeting is about. */
    place?: string;
    /** Begins with https://. One of `place` and `link` is needed. */
    link?: string;
    /** Accounts of people who work in the run. */
    invited?: string[];
    parties?: string[];
};
export type ChangeMeeting = {
    kind: string;
    /** Today or later. */
    day: string;
    starts: string;
    ends: string;
    /** Where, or a telephone number; it stands in the invitation and may not tell whom the meeting is about. */
    place?: string;
    /** Begins with https://. One of `place` and `link` is needed. */
    link?: string;
    /** Accounts of people who work in the run. */
    invited?: string[];
    parties?: string[];
    /** The version that was read. */
    seen: number;
};
export type MeetingConflict = {
    /** Names the kind of problem, for programs: `urn:hemvist:problem:conflict`. */
    "type": string;
    /** The kind of problem in a few words. */
    title: string;
    status: number;
    /** What happened and what to do, for the person who waits for the answer. */
    detail: string;
    /** The number of the request, to give to support. */
    request: string;
    /** Every field that was wrong. */
    errors?: FieldError[];
    /** As it now stands. */
    meeting: {
        id: string;
        /** A kind of entry of the routine, or one that begins with `own.`. */
        kind: string;
        day: string;
        /** By the clock in Stockholm. */
        starts: string;
        ends: string;
        place?: string;
        /** To a video meeting. */
        link?: string;
        /** Who works in the run; without a name who no longer does. */
        invited: {
            account: string;
            name?: string;
        }[];
        /** Parties of the routine that have nobody signed up. */
        parties: string[];
        /** The same for all that were booked together. */
        series?: string;
        cancelled: boolean;
        bookedBy: string;
        /** How many times it has been written. Send it in `seen`. */
        version: number;
    };
};
export type CancelMeeting = {
    /** The version that was read. */
    seen: number;
    /** Also those of its series that come after it. */
    rest?: boolean;
};
export type AccessReason = {
    /** What opens it; absent of what does not open it. */
    opens?: "unit" | "assignment-case" | "assignment-run" | "assignment-ground" | "emergency" | "cover";
    since?: string;
    /** When an emergency opening closes. */
    until?: string;
    /** The unit that the case belongs to, by name. */
    unit?: string;
    ground?: {
        provision: string;
        name: string;
    };
    /** True when it opens for as long as a consent holds. */
    whileConsent?: boolean;
    /** Why what would have opened it does not. */
    closed?: "protected" | "not-yet" | "ended" | "consent-ended" | "moved" | "over" | "other-run";
    /** Since when it is closed. */
    on?: string;
};
export type AccessExplanation = {
    sees: boolean;
    reasons: AccessReason[];
    /** The same in sentences, in the language asked for. */
    words: string[];
};
export type AccessOfPerson = {
    name: string;
    unit: string;
    area: string;
    sees: boolean;
    reasons: AccessReason[];
    /** The same in sentences, in the language asked for. */
    words: string[];
};
export type Access = {
    mine: AccessExplanation;
    /** Those who have, or have had, to do with the case, with who sees it and who no longer does. Absent for who does not reach the whole case. */
    others?: AccessOfPerson[];
};
export type Ground = {
    provision: string;
    name: string;
};
export type DisclosureReceipt = {
    state: "unread" | "read" | "queued" | "delivered" | "stopped";
    at?: string;
    /** What the recipient’s system answered. */
    reference?: string;
};
export type Disclosure = {
    id: string;
    signedAt: string;
    signedBy: string;
    /** The recipient: a person, or somebody outside. */
    to: string;
    /** The recipient’s administration, by name. */
    toArea?: string;
    /** Where it was sent, to somebody outside. */
    toAddress?: string;
    purpose: string;
    ground: Ground;
    /** Why it was needed. */
    reason: string;
    /** What was disclosed. */
    parts: string[];
    /** Whether something was struck out. */
    redacted: boolean;
    /** The checksum of what was disclosed. */
    sha256: string;
    receipt: DisclosureReceipt;
};
export type DisclosureList = {
    items: Disclosure[];
};
export type DisclosedBy = {
    signer: string;
    unit: string;
    area: string;
};
export type ReceivedDisclosureItem = {
    id: string;
    signedAt: string;
    "from": DisclosedBy;
    purpose: string;
    /** When you first opened it; absent when you have not. */
    readAt?: string;
};
export type ReceivedDisclosureList = {
    items: ReceivedDisclosureItem[];
};
export type DisclosedPiece = {
    part: "identity" | "contact" | "needs" | "plans" | "follow-ups" | "housing";
    heading: string;
    /** `▇▇▇` stands where something was struck out. */
    text: string;
    on?: string;
    by?: string;
};
export type ReceivedDisclosure = {
    id: string;
    signedAt: string;
    "from": DisclosedBy;
    purpose: string;
    /** When you first opened it; absent when you have not. */
    readAt?: string;
    ground: Ground;
    parts: string[];
    /** The language that it was written in. */
    language: "sv" | "en";
    /** As it was when it was signed. */
    pieces: DisclosedPiece[];
};
export type PlanItem = {
    id: string;
    title: string;
    madeBy: string;
    madeAt: string;
    endedAt?: string;
};
export type PlanList = {
    items: PlanItem[];
};
export type PlanParty = {
    id: string;
    name: string;
    area: string;
    /** Whether the party is told whom the plan is about. */
    showsName: boolean;
    ground: Ground;
    "from": string;
    to?: string;
    endedAt?: string;
    /** Whether they see the plan today: the ground and the time hold. */
    sees: boolean;
};
export type OwnedPlanStep = {
    id: string;
    /** Whether it is your own: only then is it yours to change. */
    mine: boolean;
    /** Whose it is: a name, with the administration of a party. */
    by: string;
    what: string;
    due?: string;
    doneOn?: string;
    /** Counts the changes. Send it as `seen` when you change the step. */
    version: number;
    /** The parties that it is kept from. */
    hiddenFrom: string[];
};
export type Plan = {
    id: string;
    title: string;
    madeBy: string;
    madeAt: string;
    endedAt?: string;
    goal: string;
    parties: PlanParty[];
    steps: OwnedPlanStep[];
};
export type SharedPlanItem = {
    id: string;
    title: string;
    /** Whose plan it is. */
    area: string;
};
export type SharedPlanList = {
    items: SharedPlanItem[];
};
export type PlanOwner = {
    name: string;
    area: string;
};
export type PlanSubject = {
    /** Absent when the identity is protected. */
    givenName?: string;
    /** Absent when the identity is protected. */
    familyName?: string;
    /** How the identity is protected; absent when it is not. */
    protection?: "secrecy-marking" | "protected-registration" | "assumed-identity";
};
export type PlanStep = {
    id: string;
    /** Whether it is your own: only then is it yours to change. */
    mine: boolean;
    /** Whose it is: a name, with the administration of a party. */
    by: string;
    what: string;
    due?: string;
    doneOn?: string;
    /** Counts the changes. Send it as `seen` when you change the step. */
    version: number;
};
export type SharedPlan = {
    id: string;
    title: string;
    goal: string;
    owner: PlanOwner;
    about?: PlanSubject;
    /** Those that are not kept from you. */
    steps: PlanStep[];
};
export type AddStep = {
    what: string;
    due?: string;
};
export type ChangeStep = {
    /** True when the step is done; false to say that it is not, after all. */
    done: boolean;
    /** The version of the step that you read. */
    seen: number;
};
export type StepConflict = {
    /** Names the kind of problem, for programs: `urn:hemvist:problem:conflict`. */
    "type": string;
    /** The kind of problem in a few words. */
    title: string;
    status: number;
    /** What happened and what to do, for the person who waits for the answer. */
    detail: string;
    /** The number of the request, to give to support. */
    request: string;
    /** Every field that was wrong. */
    errors?: FieldError[];
    /** The step as it is now. */
    step: {
        id: string;
        /** Whether it is your own: only then is it yours to change. */
        mine: boolean;
        /** Whose it is: a name, with the administration of a party. */
        by: string;
        what: string;
        due?: string;
        doneOn?: string;
        /** Counts the changes. Send it as `seen` when you change the step. */
        version: number;
    };
};
/**
 * Sign in
 */
export function signIn(signIn: SignIn, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Session;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>("/api/v1/session", oazapfts.json({
        ...opts,
        method: "POST",
        body: signIn
    }));
}
/**
 * Sign out
 */
export function signOut(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>("/api/v1/session", {
        ...opts,
        method: "DELETE"
    });
}
/**
 * The cases and runs within your reach
 */
export function listCases({ page, order, descending }: {
    page?: number;
    order?: "number" | "name" | "due" | "opened";
    descending?: "true" | "false";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: CaseList;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/cases${QS.query(QS.explode({
        page,
        order,
        descending
    }))}`, {
        ...opts
    });
}
/**
 * Open a case
 */
export function openCase(idempotencyKey: string, openCase: OpenCase, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Case;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/api/v1/cases", oazapfts.json({
        ...opts,
        method: "POST",
        body: openCase,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * A case with its individual and runs
 */
export function readCase($case: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Case;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/cases/${encodeURIComponent($case)}`, {
        ...opts
    });
}
/**
 * Start a routine in a case
 */
export function startRun($case: string, idempotencyKey: string, startRun: StartRun, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Run;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: RunConflict;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/api/v1/cases/${encodeURIComponent($case)}/runs`, oazapfts.json({
        ...opts,
        method: "POST",
        body: startRun,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * A run: routine, facts and people
 */
export function readRun(run: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Run;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/runs/${encodeURIComponent(run)}`, {
        ...opts
    });
}
/**
 * What is done, due, waiting, blocked, waived or unknown, and why
 */
export function readObligations(run: string, { at }: {
    at?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Obligations;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/runs/${encodeURIComponent(run)}/obligations${QS.query(QS.explode({
        at
    }))}`, {
        ...opts
    });
}
/**
 * What has been written in the run
 */
export function listEntries(run: string, { after }: {
    after?: number | null;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: EntryList;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/runs/${encodeURIComponent(run)}/entries${QS.query(QS.explode({
        after
    }))}`, {
        ...opts
    });
}
/**
 * Record what happened
 */
export function recordEntry(run: string, idempotencyKey: string, recordEntry: RecordEntry, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Entry;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: EntryConflict;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/api/v1/runs/${encodeURIComponent(run)}/entries`, oazapfts.json({
        ...opts,
        method: "POST",
        body: recordEntry,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * State or change a fact
 */
export function stateFact(run: string, fact: string, idempotencyKey: string, stateFact: StateFact, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: StatedFact;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: FactConflict;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/api/v1/runs/${encodeURIComponent(run)}/facts/${encodeURIComponent(fact)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: stateFact,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * What the individual has consented to, and how it stands
 */
export function listConsents($case: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ConsentList;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/cases/${encodeURIComponent($case)}/consents`, {
        ...opts
    });
}
/**
 * Record or renew what the individual answered
 */
export function recordConsent($case: string, idempotencyKey: string, recordConsent: RecordConsent, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Consent;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: ConsentConflict;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/api/v1/cases/${encodeURIComponent($case)}/consents`, oazapfts.json({
        ...opts,
        method: "POST",
        body: recordConsent,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Record that the individual takes a consent back
 */
export function withdrawConsent($case: string, consent: string, idempotencyKey: string, withdrawConsent: WithdrawConsent, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Consent;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: ConsentConflict;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/api/v1/cases/${encodeURIComponent($case)}/consents/${encodeURIComponent(consent)}/withdrawal`, oazapfts.json({
        ...opts,
        method: "POST",
        body: withdrawConsent,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * The meetings of a run, the earliest first
 */
export function listMeetings(run: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: MeetingList;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/runs/${encodeURIComponent(run)}/meetings`, {
        ...opts
    });
}
/**
 * Book a meeting and invite to it
 */
export function bookMeeting(run: string, idempotencyKey: string, bookMeeting: BookMeeting, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Meeting;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/api/v1/runs/${encodeURIComponent(run)}/meetings`, oazapfts.json({
        ...opts,
        method: "POST",
        body: bookMeeting,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Change a meeting, or move it
 */
export function changeMeeting(run: string, meeting: string, idempotencyKey: string, changeMeeting: ChangeMeeting, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Meeting;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: MeetingConflict;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/api/v1/runs/${encodeURIComponent(run)}/meetings/${encodeURIComponent(meeting)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: changeMeeting,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Cancel a meeting
 */
export function cancelMeeting(run: string, meeting: string, idempotencyKey: string, cancelMeeting: CancelMeeting, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Meeting;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: MeetingConflict;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/api/v1/runs/${encodeURIComponent(run)}/meetings/${encodeURIComponent(meeting)}/cancellation`, oazapfts.json({
        ...opts,
        method: "POST",
        body: cancelMeeting,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Why do I see this case?
 */
export function explainCaseAccess($case: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Access;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/cases/${encodeURIComponent($case)}/access`, {
        ...opts
    });
}
/**
 * Why do I see this run?
 */
export function explainRunAccess(run: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Access;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/runs/${encodeURIComponent(run)}/access`, {
        ...opts
    });
}
/**
 * What has been disclosed from a case
 */
export function listDisclosures($case: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: DisclosureList;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/cases/${encodeURIComponent($case)}/disclosures`, {
        ...opts
    });
}
/**
 * What has been disclosed to you
 */
export function listReceivedDisclosures(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ReceivedDisclosureList;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>("/api/v1/shared/disclosures", {
        ...opts
    });
}
/**
 * Read what has been disclosed to you
 */
export function readReceivedDisclosure(disclosure: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ReceivedDisclosure;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/shared/disclosures/${encodeURIComponent(disclosure)}`, {
        ...opts
    });
}
/**
 * The shared plans of a case
 */
export function listPlans($case: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: PlanList;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/cases/${encodeURIComponent($case)}/plans`, {
        ...opts
    });
}
/**
 * A shared plan as its owner sees it
 */
export function readPlan($case: string, plan: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Plan;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/cases/${encodeURIComponent($case)}/plans/${encodeURIComponent(plan)}`, {
        ...opts
    });
}
/**
 * The plans that you take part in
 */
export function listSharedPlans(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SharedPlanList;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>("/api/v1/shared/plans", {
        ...opts
    });
}
/**
 * A plan that you take part in, as you see it
 */
export function readSharedPlan(plan: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SharedPlan;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>(`/api/v1/shared/plans/${encodeURIComponent(plan)}`, {
        ...opts
    });
}
/**
 * Add a step of your own to a plan that you take part in
 */
export function addOwnStep(plan: string, idempotencyKey: string, addStep: AddStep, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: PlanStep;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/api/v1/shared/plans/${encodeURIComponent(plan)}/steps`, oazapfts.json({
        ...opts,
        method: "POST",
        body: addStep,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Say that a step of your own is done, or is not after all
 */
export function changeOwnStep(plan: string, step: string, idempotencyKey: string, changeStep: ChangeStep, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: PlanStep;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: StepConflict;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/api/v1/shared/plans/${encodeURIComponent(plan)}/steps/${encodeURIComponent(step)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: changeStep,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "Idempotency-Key": idempotencyKey
        })
    }));
}
