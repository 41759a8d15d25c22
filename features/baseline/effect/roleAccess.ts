import { resolvedTemplate } from "../../../cloudformation";
import { asList, isJsonMap } from "../../../evaluator/policyDocument";
import { list, visible } from "../../../limits";
import type { StackContent } from "./blockChange";
import { administers, allowedText } from "./rolePermissionText";
import { policiesOfTakenRole } from "./policiesOfTakenRole";
import { roleReach, type RoleReach } from "./roleReach";

/** A role of a stack that somebody outside of AWS's services may take. */
export interface TakenRole {
    /** Its name in the account, or in the template if CloudFormation names it. */
    readonly name: string;
    /** Who may take it: accounts, roles, providers of identities. Sorted. */
    readonly by: readonly string[];
    /** What it may do, in short. */
    readonly allows: string;
    /** It may do everything, and no boundary limits it. */
    readonly isAdministrator: boolean;
    /** Everything that decides what somebody may do with it, to compare. */
    readonly reach: RoleReach;
}

/** Principals that may be anybody. */
const ANYBODY = "anybody in any account";
/** Stands for the id of the account of the stack. */
const OWN = "own";

/** The roles of a stack that people, pipelines or other accounts may take, by their names in the template. */
export function takenRoles({ template, parameters }: StackContent): ReadonlyMap<string, TakenRole> {
    const { Resources } = resolvedTemplate(template, parameters);
    return new Map(
        Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]): [string, TakenRole][] => {
            if (Type !== "AWS::IAM::Role") return [];
            const by = takers(Properties["AssumeRolePolicyDocument"]);
            if (by.length === 0) return [];
            const name = Properties["RoleName"];
            const policies = policiesOfTakenRole(id, Properties, Resources);
            return [
                [
                    id,
                    {
                        name: typeof name === "string" ? name : id,
                        by,
                        allows: allowedText(policies),
                        isAdministrator: administers(policies),
                        reach: roleReach(Properties, policies),
                    },
                ],
            ];
        }),
    );
}

function takers(document: unknown): readonly string[] {
    const statements = isJsonMap(document) ? asList(document["Statement"]) : [];
    const found = statements.flatMap((statement) => {
        if (!isJsonMap(statement) || statement["Effect"] !== "Allow") return [];
        const { Principal } = statement;
        if (!isJsonMap(Principal)) return [Principal === "*" ? ANYBODY : textOf(Principal)];
        const subjects = subjectsOf(statement["Condition"]);
        return Object.entries(Principal).flatMap(([kind, value]) =>
            kind === "Service"
                ? []
                : asList(value).map(
                      (one) => `${one === "*" ? ANYBODY : textOf(one)}${kind === "Federated" ? subjects : ""}`,
                  ),
        );
    });
    return [...new Set(found)].sort();
}

/** Which pipelines or people of a provider of identities: ` as repo:acme/shop:environment:prod`. */
function subjectsOf(condition: unknown): string {
    const operators = isJsonMap(condition) ? Object.values(condition).filter(isJsonMap) : [];
    const subjects = operators
        .flatMap((keys) => Object.entries(keys))
        .flatMap(([key, value]) => (key.endsWith(":sub") ? asList(value) : []))
        .map((one) => (typeof one === "string" ? visible(one) : "what the template computes"));
    return subjects.length > 0 ? ` as ${list(subjects, 4, "or")}` : ", whoever it is there";
}

/** A principal as a person would name it: `account 111122223333`, `role/deploy of 111122223333`. */
function textOf(principal: unknown): string {
    const text = isJsonMap(principal) ? principal["Fn::Sub"] : principal;
    if (typeof text !== "string") return "whom the template computes";
    const plain = text.replaceAll("${AWS::Partition}", "aws").replaceAll("${AWS::AccountId}", OWN);
    const [, account = "", resource = ""] = /^arn:[^:]*:(?:iam|sts)::([^:]*):(.+)$/.exec(plain) ?? [];
    if (resource === "") return visible(text);
    const own = account === OWN;
    if (resource === "root") return own ? "the account itself" : `account ${visible(account)}`;
    return own ? visible(resource) : `${visible(resource)} of ${visible(account)}`;
}
