import { TYPES } from "../../../../components/typeTokens";
import { countOf, formatCount, list } from "../../../../limits";
import type { ChangeReview } from "../../../../program/changes/changeReview";
import { CORE, parseUrn } from "../../../../program/state";
import { mandatoryViolations } from "./reviewHeadline";

const MINUTE = 60;

/** The figures of a review, one sentence each: what changes, how sure it is, what it costs in time. */
export function reviewFigures(review: ChangeReview): readonly string[] {
    const { changes, acknowledgements } = review;
    const changed = changedThings(review);
    const given = acknowledgements.given.length;
    return [
        ...(changes.length > 1 ? [`${riskCounts(review)}.`] : []),
        ...(changed.length > 0 ? [`Changed: ${list(changed)}.`] : []),
        ...(given > 0 ? [`Acknowledged: ${list(acknowledgements.given, 5)}.`] : []),
        basisWords(review),
    ];
}

/** How sure the review is of its changes. */
export function basisWords(review: ChangeReview): string {
    if (review.refusals.length > 0) return "The rest is incomplete, because the run was refused.";
    if (review.isConfirmed) return "Pulumi's preview confirms this.";
    const basis = "Computed from the definition and the state";
    if (mandatoryViolations(review).length > 0) return `${basis}; the policy pack ended Pulumi's preview.`;
    return review.failures
        ? `${basis}; Pulumi's preview failed, so it has confirmed nothing.`
        : `${basis}; not confirmed by Pulumi's preview.`;
}

/** `9 changes: 3 dangerous, 2 to look at and 4 routine`. */
function riskCounts({ changes }: ChangeReview): string {
    const count = (wanted: string): number => changes.filter(({ risk }) => risk === wanted).length;
    const parts = [
        [count("danger"), "dangerous"],
        [count("attention"), "to look at"],
        [count("routine"), "routine"],
    ] as const;
    const named = parts.filter(([number]) => number > 0).map(([number, word]) => `${formatCount(number)} ${word}`);
    return `${countOf(changes.length, "change")}: ${list(named)}`;
}

/** How many accounts, units, guardrails and principals the changed resources belong to. */
function changedThings({ changes, others }: ChangeReview): readonly string[] {
    const found = {
        accounts: new Set<string>(),
        units: new Set<string>(),
        policies: new Set<string>(),
        who: new Set<string>(),
    };
    for (const urn of [...changes.flatMap(({ resources }) => resources), ...others.map((other) => other.urn)]) {
        const { type, parentType, name } = parseUrn(urn);
        // An account's key, a unit's and a user's may contain `@`; what stands before it does not.
        const [before, behind] = [name.slice(0, name.indexOf("@")), name.slice(name.indexOf("@") + 1)];
        if (parentType === TYPES.account) found.accounts.add(accountOfResource(type, name));
        if (type === CORE.unit) found.units.add(name);
        if (type === CORE.policy) found.policies.add(name);
        if (type === CORE.attachment) found.policies.add(before);
        if (type.endsWith("people:AccountAccess")) found.who.add(behind);
        if (/identitystore\/(?:user:User|group:Group)$/.test(type)) found.who.add(name);
    }
    return [
        ...(found.accounts.size > 0 ? [countOf(found.accounts.size, "account")] : []),
        ...(found.units.size > 0 ? [countOf(found.units.size, "unit")] : []),
        ...(found.policies.size > 0 ? [countOf(found.policies.size, "policy", "policies")] : []),
        ...(found.who.size > 0
            ? [`the access of ${countOf(found.who.size, "user or group", "users and groups")}`]
            : []),
    ];
}

/** The account that a resource below it is of: `ap-east-1@shop`, `account shop monthly`, `stop account shop monthly`, `shop`. */
function accountOfResource(type: string, name: string): string {
    if (type === CORE.account) return name;
    const [, account] = /^(?:stop )?account (.+) \w+$/s.exec(type.startsWith("aws:budgets/") ? name : "") ?? [];
    return account ?? name.slice(name.indexOf("@") + 1);
}

/** What the run takes and what it does to the resources of the stack, one sentence each, as far as it is known. */
export function runFigures({ counts, work }: ChangeReview): readonly string[] {
    return [workWords(work), resourceWords(counts)].filter((words) => words !== "");
}

/** `The run makes about 70 calls to AWS and takes ...`. Empty if it makes none. */
function workWords({ calls, seconds }: ChangeReview["work"]): string {
    if (calls === 0) return "";
    const time =
        seconds < 1 ? "" : ` and takes at least ${durationWords(seconds)}, because AWS limits how fast it is called`;
    return `The run makes about ${countOf(calls, "call")} to AWS${time}.`;
}

function durationWords(seconds: number): string {
    if (seconds < MINUTE) return countOf(Math.ceil(seconds), "second");
    const minutes = Math.ceil(seconds / MINUTE);
    if (minutes < MINUTE) return countOf(minutes, "minute");
    const rest = minutes % MINUTE;
    return `${countOf(Math.floor(minutes / MINUTE), "hour")}${rest > 0 ? ` and ${countOf(rest, "minute")}` : ""}`;
}

const OPERATIONS = [
    ["create", "created"],
    ["import", "imported"],
    ["update", "updated"],
    ["replace", "replaced"],
    ["delete", "deleted"],
    ["forget", "taken out of the stack"],
    ["same", "unchanged"],
] as const;

/** `Resources of the stack: 1 created, 2 updated and 170 unchanged.` Empty if the review got to none. */
function resourceWords(counts: ChangeReview["counts"]): string {
    const parts = OPERATIONS.filter(([operation]) => counts[operation] > 0).map(
        ([operation, word]) => `${formatCount(counts[operation])} ${word}`,
    );
    return parts.length === 0 ? "" : `Resources of the stack: ${list(parts)}.`;
}

/** How a resource changes, in one word. */
export function operationWord(wanted: ChangeReview["others"][number]["operation"]): string {
    return OPERATIONS.find(([operation]) => operation === wanted)?.[1] ?? wanted;
}
