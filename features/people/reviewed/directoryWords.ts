import type { ResourceChange, WeighedRisk } from "../../../definition/feature";
import { list, visible } from "../../../limits";
import type { PrincipalModel } from "../model";
import type { PersonalChange } from "../effect/accessChange";
import { administeredUntilNow } from "./administeredAccounts";
import type { ChangedMembership, ChangedPrincipal } from "./changedPrincipals";
import type { PeopleSituation } from "./peopleSituation";
import { gainPart, lossPart, type PrincipalPart } from "./principalWords";

/** Whether a user or group of Identity Center is deleted. One of the same name has another id. */
export function isEnded(own: ResourceChange | undefined): boolean {
    return own?.operation === "delete" || own?.operation === "replace";
}

/** What happens to a user or group itself, and to its memberships. */
export function directoryParts(changed: ChangedPrincipal, situation: PeopleSituation): readonly PrincipalPart[] {
    const { who, own, memberships } = changed;
    return [
        ...(own ? [ownPart(own, who, situation)] : []),
        ...(who.kind === "user" && own?.operation !== "delete" ? membershipParts(memberships, situation) : []),
        ...(who.kind === "user" && (own || memberships.length > 0) ? indirectParts(who.key, situation) : []),
    ];
}

function ownPart(own: ResourceChange, who: PrincipalModel, situation: PeopleSituation): PrincipalPart {
    const { kind, key } = who;
    switch (own.operation) {
        case "create":
            return { text: "is created in Identity Center", risk: "routine" };
        case "import":
            return { text: "is taken over from Identity Center", risk: "routine" };
        case "delete":
            return { text: "is deleted in Identity Center", risk: "attention" };
        case "replace":
            return {
                text: "is deleted in Identity Center and created anew, with another id and without what other services have given it",
                risk: "danger",
                acknowledge: `replace ${kind} ${key}`,
            };
        case "forget":
            return { text: "stays in Identity Center, and leaves the stack", risk: "attention" };
        case "update":
            return { text: updateText(own), ...updateRisk(own, key, situation) };
    }
}

/** Whoever reads the mail of a user can give them another password, and has their access from then on. */
function updateRisk({ properties }: ResourceChange, user: string, situation: PeopleSituation): WeighedRisk {
    if (!properties.includes("emails")) return { risk: "routine" };
    return administeredUntilNow(user, situation) === undefined
        ? { risk: "attention" }
        : { risk: "danger", acknowledge: `change the e-mail address of administrator ${user}` };
}

/** What a user or group has in Identity Center. Values are personal data: a review does not repeat them. */
const PROPERTIES: ReadonlyMap<string, string> = new Map([
    ["displayName", "display name"],
    ["name", "given or family name"],
    ["emails", "e-mail address"],
    ["userName", "user name"],
    ["description", "description"],
]);

function updateText({ properties }: ResourceChange): string {
    return `gets another ${list(properties.map((one) => PROPERTIES.get(one) ?? one))} in Identity Center`;
}

function membershipParts(
    memberships: readonly ChangedMembership[],
    { model }: PeopleSituation,
): readonly PrincipalPart[] {
    const groupsOf = (...operations: readonly ResourceChange["operation"][]): string[] =>
        memberships.filter(({ change }) => operations.includes(change.operation)).map(({ group }) => group);
    const part = (verb: string, keys: readonly string[]): PrincipalPart[] => {
        if (keys.length === 0) return [];
        const path = model.groups.find(({ key }) => key === keys[0])?.path;
        return [
            {
                text: `${verb} ${keys.length === 1 ? "group" : "groups"} ${list(keys.map((key) => visible(key)))}`,
                risk: "routine",
                ...(path && { path }),
            },
        ];
    };
    return [
        ...part("joins", groupsOf("create")),
        ...part("leaves", groupsOf("delete")),
        ...part("is taken out of, and put anew into,", groupsOf("replace")),
        ...part("stays a member, as the stack records it, of", groupsOf("import", "update", "forget")),
    ];
}

/** What a person gains and loses as a member of groups. */
function indirectParts(user: string, situation: PeopleSituation): readonly PrincipalPart[] {
    const found = new Map<string, PersonalChange & { readonly group: string; readonly accounts: string[] }>();
    for (const one of situation.alone) {
        const [group] = one.through;
        // What a grant gives that names the person is said of the grant.
        if (one.kind !== "person" || one.who !== user || group === undefined || one.through.includes(undefined))
            continue;
        const id = JSON.stringify([one.direction, one.permissionSet, group]);
        const known = found.get(id) ?? { ...one, group, accounts: [] };
        known.accounts.push(one.account);
        found.set(id, known);
    }
    return [...found.values()].map(({ direction, permissionSet, group, accounts }) => {
        const places = accounts.toSorted();
        return direction === "gains"
            ? gainPart({ who: { kind: "group", key: group }, permissionSet, gains: places }, situation, user)
            : lossPart({ permissionSet, loses: places }, situation);
    });
}
