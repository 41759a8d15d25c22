import { jsonAt, textsOf } from "../../../evaluator/policyDocument";
import type { DriftReading } from "../../../operations/commands/drift/feature";
import { PEOPLE_RESOURCES } from "../effect/accessBefore";
import type { PrincipalModel } from "../model";

/** What the stack's state has of people, by AWS's ids. */
export interface AppliedPeople {
    /** Keys by the ARNs of the permission sets. */
    readonly permissionSets: ReadonlyMap<string, string>;
    /** Keys by the ids of the groups that are made in Identity Center. */
    readonly groups: ReadonlyMap<string, string>;
    /** By the ids of all users and groups that the state names. */
    readonly principals: ReadonlyMap<string, PrincipalModel>;
    readonly members: readonly AppliedMember[];
    readonly access: readonly AppliedAccess[];
}

export interface AppliedMember {
    readonly urn: string;
    readonly groupId: string;
    readonly userId: string;
}

export interface AppliedAccess {
    readonly urn: string;
    /** Its ARN. */
    readonly permissionSet: string;
    readonly principalId: string;
    /** Ids. */
    readonly accounts: readonly string[];
}

/** @param resources of the exported state. */
export function appliedPeople(resources: DriftReading["resources"]): AppliedPeople {
    const ofType = (type: string): { urn: string; name: string; text: (key: string) => string; accounts: string[] }[] =>
        resources.flatMap(({ urn, outputs = {} }) => {
            const [, , types = "", ...name] = urn.split("::");
            if (types.split("$").at(-1) !== type) return [];
            const text = (key: string): string => textsOf(jsonAt(outputs, [key]))[0] ?? "";
            return [{ urn, name: name.join("::"), text, accounts: textsOf(outputs.accounts) }];
        });
    const access = ofType(PEOPLE_RESOURCES.access);
    const groups = ofType(PEOPLE_RESOURCES.group).map(({ name, text }) => [text("groupId"), name] as const);
    const users = ofType(PEOPLE_RESOURCES.user).map(({ name, text }) => [text("userId"), name] as const);
    return {
        permissionSets: new Map(ofType(PEOPLE_RESOURCES.permissionSet).map(({ name, text }) => [text("arn"), name])),
        groups: new Map(groups),
        principals: new Map<string, PrincipalModel>([
            // Those of another directory are named by what they have only.
            ...access.map(({ text }): [string, PrincipalModel] => [
                text("principalId"),
                {
                    kind: text("principalType") === "USER" ? "user" : "group",
                    key: text("principal").replace(/^(?:user|group) /, ""),
                },
            ]),
            ...groups.map(([id, key]): [string, PrincipalModel] => [id, { kind: "group", key }]),
            ...users.map(([id, key]): [string, PrincipalModel] => [id, { kind: "user", key }]),
        ]),
        members: ofType(PEOPLE_RESOURCES.membership).map(({ urn, text }) => ({
            urn,
            groupId: text("groupId"),
            userId: text("memberId"),
        })),
        access: access.map(({ urn, text, accounts }) => ({
            urn,
            permissionSet: text("permissionSetArn"),
            principalId: text("principalId"),
            accounts,
        })),
    };
}
