import { commas, countOf, formatCount } from "../../../../limits";
import type { AwsAnswer } from "../../../cli/awsAnswer";
import type { IdentityFacts, RoleFact, UserFact } from "../read/identityFacts";
import { minute } from "../read/shownTime";
import type { Spending } from "../read/spending";
import type { TrailEvents } from "../read/trailEvents";
import { callersOf, callsText, changesOf, type ChangeSummary } from "./eventSummary";
import type { IncidentJudgement, JudgedRole } from "./incidentJudgement";
import type { EventMeaning } from "./notableEvents";

/** What is judged. */
export interface JudgedFacts {
    readonly identities: AwsAnswer<IdentityFacts>;
    readonly trail: AwsAnswer<TrailEvents>;
    readonly spending: AwsAnswer<Spending>;
    readonly judgement: IncidentJudgement;
    readonly insiders: ReadonlySet<string>;
    readonly since: Date;
}

/** How many names an alarm has. */
const NAMED = 3;
/** What costs more than usual by this factor, and by this much an hour, stands out. */
const COST = { factor: 2, more: 0.5 } as const;
/** What an intruder does to stay unseen comes before what may be daily work. */
const ORDER: readonly EventMeaning[] = ["watching off", "way in", "permissions", "data out", "destruction", "spending"];

/** What stands out, the worst first. The texts hold names from outside: who shows them makes them safe. */
export function incidentAlarms(facts: JudgedFacts): readonly string[] {
    const { identities, trail, spending, judgement, since, insiders } = facts;
    const found = "value" in identities ? identities.value : undefined;
    const events = "value" in trail ? trail.value.events : [];
    const danger = ({ role }: JudgedRole): number =>
        Number(strangersIn(role, insiders).length > 0) * 2 + Number(role.policies.mayEverything);
    const roles = [...judgement.roles].sort((one, two) => danger(two) - danger(one));
    return [
        ...(found?.root.hasAccessKeys === true ? ["The root user has ACCESS KEYS"] : []),
        ...callersOf(events, judgement)
            .filter(({ caller }) => caller.kind === "root")
            .map(
                ({ reads, writes, last }) =>
                    `The root user was used: ${countOf(reads + writes, "call")}, last ${minute(last)}`,
            ),
        ...roles.flatMap((role) => pretendingRole(role, insiders)),
        ...roles.flatMap((role) => changedRole(role, insiders)),
        ...strangersOf(roles, insiders),
        ...(found ? newUsers(found, since.toISOString()) : []),
        ...newRoles(judgement.roles.filter(({ role }) => strangersIn(role, insiders).length === 0)),
        ...meaningAlarms(changesOf(events, judgement).filter(({ origin }) => origin === undefined)),
        ...("value" in spending ? costAlarm(spending.value) : []),
    ];
}

function pretendingRole({ role, judgement }: JudgedRole, insiders: ReadonlySet<string>): string[] {
    if (!("pretends" in judgement)) return [];
    return [`role ${role.name} ${judgement.pretends}${trustWords(role, insiders)}${may(role)}`];
}

function trustWords(role: RoleFact, insiders: ReadonlySet<string>): string {
    const strangers = strangersIn(role, insiders);
    return strangers.length === 0 ? "" : `. It trusts ${strangerWords(strangers)}`;
}

/** Accounts outside the organisation that a role trusts, and `*`. */
export function strangersIn({ trusts }: RoleFact, insiders: ReadonlySet<string>): readonly string[] {
    return trusts.accounts.filter((account) => !insiders.has(account));
}

function strangerWords(strangers: readonly string[]): string {
    return strangers.includes("*") ? "EVERYBODY" : `${commas(strangers, NAMED)}, OUTSIDE the organisation`;
}

function may({ policies }: { readonly policies: { readonly mayEverything: boolean } }): string {
    return policies.mayEverything ? ". It may do EVERYTHING" : "";
}

function changedRole(judged: JudgedRole, insiders: ReadonlySet<string>): string[] {
    if (!isChangedAlarm(judged)) return [];
    const { role, changedBy, judgement } = judged;
    const owner = "owner" in judgement ? judgement.owner : undefined;
    return [
        `role ${role.name}${owner ? ` (${owner.words})` : ""} was changed by ${commas(changedBy, NAMED)}${trustWords(role, insiders)}${may(role)}`,
    ];
}

/** Somebody's new role is an alarm of its own. */
function isChangedAlarm({ changedBy, judgement, isNew }: JudgedRole): boolean {
    return changedBy.length > 0 && !("pretends" in judgement) && ("owner" in judgement || !isNew);
}

/** Roles that trust accounts outside, or everybody. */
function strangersOf(roles: readonly JudgedRole[], insiders: ReadonlySet<string>): string[] {
    return roles.flatMap((judged) => {
        const { role, isNew, judgement } = judged;
        const strangers = strangersIn(role, insiders);
        // Of one that was changed, the alarm says that already.
        if (strangers.length === 0 || "owner" in judgement || "pretends" in judgement || isChangedAlarm(judged)) {
            return [];
        }
        return [`${isNew ? "NEW " : ""}role ${role.name} trusts ${strangerWords(strangers)}${may(role)}`];
    });
}

function newUsers({ users }: IdentityFacts, since: string): string[] {
    const fresh = users.filter(({ created, keys }) => created >= since || keys.some((key) => key.created >= since));
    const isStrong = ({ policies }: UserFact): boolean => policies.mayEverything;
    const strong = fresh.filter(isStrong);
    return [
        ...strong.slice(0, NAMED).map((user) => `${newUserWords(user, since)}, and may do EVERYTHING`),
        ...(strong.length > NAMED
            ? [`${formatCount(strong.length - NAMED)} more NEW users or keys may do EVERYTHING`]
            : []),
        ...groupOf(
            fresh.filter((user) => !isStrong(user)).map(({ name }) => name),
            "NEW user, or user with a NEW key",
            "NEW users, or users with NEW keys",
        ),
    ];
}

function newUserWords({ name, created, keys, hasPassword }: UserFact, since: string): string {
    const active = keys.filter(({ isActive }) => isActive).length;
    const has = [...(hasPassword ? ["a password"] : []), ...(active > 0 ? [countOf(active, "active key")] : [])];
    const holds = has.length === 0 ? "" : ` has ${has.join(" and ")}`;
    return created >= since ? `NEW user ${name}${holds}` : `user ${name}${holds}, one NEW`;
}

function newRoles(roles: readonly JudgedRole[]): string[] {
    const fresh = roles.filter(
        ({ isNew, judgement }) => isNew && !("owner" in judgement) && !("pretends" in judgement),
    );
    const strong = fresh.filter(({ role }) => role.policies.mayEverything);
    return [
        ...groupOf(
            strong.map(({ role }) => role.name),
            "NEW role that may do EVERYTHING",
            "NEW roles that may do EVERYTHING",
        ),
        ...groupOf(
            fresh.filter(({ role }) => !role.policies.mayEverything).map(({ role }) => role.name),
            "NEW role",
            "NEW roles",
        ),
    ];
}

function groupOf(names: readonly string[], one: string, many: string): string[] {
    return names.length === 0 ? [] : [`${countOf(names.length, one, many)}: ${commas(names, NAMED)}`];
}

/** What the organisation's own changed, which is no alarm, and which an intruder in the management account could do. */
export function ownChangeNotes({ trail, judgement }: JudgedFacts): readonly string[] {
    const changes = "value" in trail ? callersOf(trail.value.events, judgement).filter(({ writes }) => writes > 0) : [];
    return (["access role", "stack sets"] as const).flatMap((origin) => {
        const those = changes.filter((one) => one.origin === origin);
        if (those.length === 0) return [];
        const count = those.reduce((sum, { writes }) => sum + writes, 0);
        const last =
            those
                .map((one) => one.last)
                .sort()
                .at(-1) ?? "";
        const who =
            origin === "access role"
                ? commas(
                      those.map(({ caller }) => caller.title),
                      NAMED,
                  )
                : "CloudFormation StackSets";
        const question = origin === "access role" ? "was it one of you?" : "was that an `up`?";
        return [
            `${who} made ${countOf(count, "change")} from the management account, the last ${minute(last)}: ${question}`,
        ];
    });
}

/** A line for each meaning, with who did it. */
function meaningAlarms(changes: readonly ChangeSummary[]): string[] {
    return ORDER.flatMap((meaning) => {
        const those = changes.filter((one) => one.meaning === meaning);
        if (those.length === 0) return [];
        const sum = (part: "count" | "failed"): number => those.reduce((total, one) => total + one[part], 0);
        const calls = [...new Set(those.map(({ service, name }) => `${service}:${name}`))];
        const who = [...new Set(those.map(({ caller }) => caller.title))];
        return [
            `${meaning}: ${commas(who, NAMED)}, ${callsText(sum("count"), sum("failed"))} (${commas(calls, NAMED)})`,
        ];
    });
}

function costAlarm({ perHour, usualPerHour, currency, day }: Spending): string[] {
    const isMore = perHour > COST.factor * usualPerHour && perHour - usualPerHour > COST.more;
    return isMore
        ? [`It cost ${perHour.toFixed(2)} ${currency} an hour on ${day}, and usually ${usualPerHour.toFixed(2)}`]
        : [];
}
