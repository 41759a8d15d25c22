import { isDeepStrictEqual } from "node:util";
import {
    operationKind,
    worstOf,
    type ResourceChange,
    type ReviewedChange,
    type WeighedRisk,
} from "../../../definition/feature";
import { countOf, formatCount, list, quoted, visible } from "../../../limits";
import { meansOf } from "../effect/mightySets";
import { reachOf } from "../effect/setChanges";
import { setContentOf, type SetContent } from "../effect/setContent";
import { setSession } from "../effect/setSession";
import { MANAGEMENT_ACCOUNT } from "../matrix";
import type { BoundaryModel, CustomerManagedPolicyModel } from "../model";
import { reaches } from "./administeredAccounts";
import type { ChangedAccess } from "./changedAccess";
import type { PeopleSituation } from "./peopleSituation";

/** The most policies that a sentence names. */
const MOST_NAMES = 4;

/** What happens to a permission set. What it allows more or less by that, the effect of the change says. */
export function reviewedSet(
    change: ResourceChange,
    anew: readonly ChangedAccess[],
    situation: PeopleSituation,
): ReviewedChange {
    const { name: key, operation } = change;
    const { path } = situation.model.permissionSets.find((set) => set.key === key) ?? {};
    const { text, ...risk } = sentence(change, situation);
    return {
        kind: `permission-set-${operationKind(operation)}`,
        subject: "access",
        ...risk,
        text: `Permission set ${visible(key)} ${text}.`,
        details: becomesText(change, situation),
        ...(path && { path }),
        resources: [change.urn, ...anew.map((one) => one.change.urn)],
    };
}

function sentence(change: ResourceChange, situation: PeopleSituation): WeighedRisk & { readonly text: string } {
    const { name: key, operation, before, after } = change;
    const present = after && setContentOf(after, key);
    switch (operation) {
        case "create":
        case "import":
            return {
                text: `is ${situation.model.permissionSets.some((set) => set.key === key && set.id !== undefined) ? "taken over" : "created"} with ${contentText(present)}`,
                risk: "routine",
            };
        case "delete":
            return { text: `is deleted (${reachOf(situation.before)(key)} until now)`, risk: "routine" };
        case "forget":
            return { text: "stays in AWS, and leaves the stack", risk: "attention" };
        case "replace":
            return {
                text: `is replaced${present ? ` by one with the name ${quoted(present.name)}` : ""}: everybody who has it (${reachOf(situation.before)(key)}) is signed out, and its roles in the accounts get other names`,
                risk: "danger",
                acknowledgedBy: "people.acknowledge.replaces",
            };
        case "update":
            return {
                text: `(${reachOf(situation.after)(key)}) ${list([...administratorText(change, situation), ...differences(before && setContentOf(before, key), present, change)])}`,
                ...updateRisk(change, situation),
            };
    }
}

function updateRisk(change: ResourceChange, situation: PeopleSituation): WeighedRisk {
    const { name: key, before, after } = change;
    const [old, present] = [before && setContentOf(before, key), after && setContentOf(after, key)];
    const { administrators } = situation;
    const isSame = isDeepStrictEqual(rightsOf(old), rightsOf(present));
    const parts: WeighedRisk[] = [{ risk: isSame ? "routine" : "attention" }];
    if ((administrators.after.has(key) && !administrators.before.has(key)) || isSelfMade(change, situation)) {
        parts.push({ risk: "danger", acknowledge: `turn permission set ${key} into an administrator` });
    }
    if (isInManagement(key, situation) && reaches(present, situation) && !reaches(old, situation)) {
        parts.push({ risk: "danger", acknowledge: `let permission set ${key} administer other accounts` });
    }
    if (old?.boundary !== undefined && present?.boundary === undefined) {
        parts.push({ risk: "danger", acknowledge: `take the boundary from permission set ${key}` });
    }
    return worstOf(parts);
}

function rightsOf(set: SetContent | undefined): unknown {
    return [policiesOf(set), set?.inlinePolicy, set?.boundary];
}

/** Whether people can make themselves administrators with it from now on: it need not allow everything for that. */
function isSelfMade({ name: key, before, after }: ResourceChange, { documents }: PeopleSituation): boolean {
    const [was, is] = [before, after].map(
        (inputs) => inputs !== undefined && meansOf(setSession(setContentOf(inputs, key), documents)).length > 0,
    );
    return is === true && was === false;
}

function isInManagement(key: string, { after }: PeopleSituation): boolean {
    return after.access.some(
        ({ permissionSet, accounts }) => permissionSet === key && accounts.has(MANAGEMENT_ACCOUNT),
    );
}

function administratorText(change: ResourceChange, situation: PeopleSituation): readonly string[] {
    const { name: key } = change;
    const { administrators } = situation;
    const [was, is] = [administrators.before.has(key), administrators.after.has(key)];
    if (!was && !is && isSelfMade(change, situation)) return ["lets people make themselves administrators"];
    return was === is ? [] : [is ? "becomes an administrator" : "is no administrator any more"];
}

function becomesText({ name: key, operation }: ResourceChange, { administrators }: PeopleSituation): readonly string[] {
    if (operation === "delete" || operation === "forget") return [];
    const [was, is] = [administrators.before.has(key), administrators.after.has(key)];
    if (was === is) return [];
    return [
        is
            ? "Whoever has it can make roles with any rights in the account."
            : "Whoever has it can no longer make roles with any rights in the account.",
    ];
}

function contentText(set: SetContent | undefined): string {
    const parts = [
        ...policiesOf(set),
        ...(set?.inlinePolicy === undefined ? [] : ["an inline policy"]),
        ...(set?.boundary ? [`the boundary ${boundaryText(set.boundary)}`] : []),
    ];
    return parts.length > 0 ? list(parts, MOST_NAMES) : "no policy";
}

/** What differs, as verbs: `attaches PowerUserAccess`. */
function differences(
    old: SetContent | undefined,
    present: SetContent | undefined,
    { properties, after }: ResourceChange,
): readonly string[] {
    const [had, has] = [policiesOf(old), policiesOf(present)];
    const only = (one: readonly string[], other: readonly string[]): string[] =>
        one.filter((name) => !other.includes(name));
    const verb = (word: string, names: readonly string[]): string[] =>
        names.length > 0 ? [`${word} ${list(names, MOST_NAMES)}`] : [];
    const boundaries = [old?.boundary, present?.boundary].map((one) => one && boundaryText(one));
    const told = [
        ...verb("attaches", only(has, had)),
        ...verb("detaches", only(had, has)),
        ...inlineText(old?.inlinePolicy, present?.inlinePolicy),
        ...(boundaries[0] === boundaries[1]
            ? []
            : boundaries[1] === undefined
              ? [`loses its boundary ${boundaries[0] ?? ""}`]
              : [`gets the boundary ${boundaries[1]}`]),
        ...(old && present && old.sessionMinutes !== present.sessionMinutes
            ? [
                  `has sessions of ${countOf(present.sessionMinutes, "minute")} instead of ${formatCount(old.sessionMinutes)}`,
              ]
            : []),
        ...(properties.includes("isBreakGlass")
            ? [
                  `is ${after?.["isBreakGlass"] === true ? "a break-glass set from now on" : "no break-glass set any more"}`,
              ]
            : []),
    ];
    const others = properties.filter((one) => !TOLD.has(one)).map((one) => OTHERS.get(one) ?? one);
    const rest = others.length > 0 ? [`gets another ${list(others)}`] : [];
    return told.length + rest.length > 0 ? [...told, ...rest] : ["is provisioned again"];
}

const TOLD = new Set([
    "managedPolicies",
    "customerManagedPolicies",
    "inlinePolicy",
    "boundary",
    "sessionMinutes",
    "isBreakGlass",
]);
const OTHERS: ReadonlyMap<string, string> = new Map([
    ["description", "description"],
    ["relayState", "page after the sign-in"],
    ["tags", "set of tags"],
]);

function inlineText(old: string | undefined, present: string | undefined): readonly string[] {
    if (old === present) return [];
    return [`${old === undefined ? "gets an" : present === undefined ? "loses its" : "changes its"} inline policy`];
}

function policiesOf(set: SetContent | undefined): readonly string[] {
    return set
        ? [...set.managedPolicies.map((one) => visible(one)), ...set.customerManagedPolicies.map(customerText)]
        : [];
}

function customerText({ path, name }: CustomerManagedPolicyModel): string {
    return visible(`${path}${name}`);
}

function boundaryText(boundary: BoundaryModel): string {
    return boundary.kind === "aws" ? visible(boundary.policy) : customerText(boundary.policy);
}
