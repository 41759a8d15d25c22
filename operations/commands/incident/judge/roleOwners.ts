import { STACK_SETS_ROLE } from "../../../../limits/stackSetLimits";
import type { RoleFact } from "../read/identityFacts";

/** Whose a role is, as far as AWS proves it. */
export interface RoleOwner {
    readonly kind: "aws service" | "identity center" | "stack sets" | "access role" | "break-glass role";
    /** How a report says it. */
    readonly words: string;
}

/** A role is somebody's, or it looks as if it were and is not, or neither. */
export type RoleJudgement = { readonly owner: RoleOwner } | { readonly pretends: string } | Record<string, never>;

/** What tells whose a role is. */
export interface OwnerKnowledge {
    readonly accountId: string;
    readonly managementAccountId: string;
    /** The name of the account's access role. */
    readonly accessRole: string;
    readonly breakGlassRole: string;
    /** Ids of accounts of the organisation, of those that roles trust. */
    readonly insiders: ReadonlySet<string>;
}

/** The role in the management account that alone may assume StackSets' role. Seen in dumps of two accounts (read 2026-11-27). */
const STACK_SETS_ADMIN =
    "role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin";
const STACK_SETS_PREFIX = STACK_SETS_ROLE.arns.slice(STACK_SETS_ROLE.arns.indexOf("/") + 1, -1);

/**
 * Whose a role is by its path and its trust. A name alone proves nothing: an intruder chooses it. That IAM makes no role with the paths
 * /aws-service-role/ and /aws-reserved/ for anybody is from memory; the trust is compared as well.
 */
export function judgeRole(role: RoleFact, known: OwnerKnowledge): RoleJudgement {
    const { name, path } = role;
    if (path.startsWith("/aws-service-role/") || name.startsWith("AWSServiceRoleFor")) return serviceLinked(role);
    if (path.startsWith("/aws-reserved/") || name.startsWith("AWSReservedSSO_")) return ofIdentityCenter(role, known);
    if (name.startsWith(STACK_SETS_PREFIX)) return ofStackSets(role, known);
    if (name === known.accessRole) return accessRole(role, known);
    if (name === known.breakGlassRole) return breakGlassRole(role, known);
    return {};
}

function serviceLinked({ path, trusts }: RoleFact): RoleJudgement {
    const [, service = ""] = /^\/aws-service-role\/([^/]+)\//.exec(path) ?? [];
    if (service === "") {
        return { pretends: "is named like a service-linked role of AWS, whose path is always /aws-service-role/" };
    }
    if (!isOnly(trusts, { services: (one) => one === service })) {
        return { pretends: `has the path of ${service}'s service-linked role, and trusts others than that service` };
    }
    return { owner: { kind: "aws service", words: `service-linked role of ${service}` } };
}

function ofIdentityCenter({ name, path, trusts }: RoleFact, { accountId }: OwnerKnowledge): RoleJudgement {
    if (!path.startsWith("/aws-reserved/sso.amazonaws.com/")) {
        return { pretends: "is named like a role of IAM Identity Center, whose path is always /aws-reserved/" };
    }
    const provider = new RegExp(`^arn:aws[a-z-]*:iam::${accountId}:saml-provider/AWSSSO_[0-9a-f]+_DO_NOT_DELETE$`);
    if (!isOnly(trusts, { providers: (one) => provider.test(one) })) {
        return { pretends: "has the path of IAM Identity Center's roles, and trusts others than Identity Center" };
    }
    const [, set = name] = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name) ?? [];
    return { owner: { kind: "identity center", words: `IAM Identity Center, permission set ${set}` } };
}

function ofStackSets({ trusts }: RoleFact, { managementAccountId }: OwnerKnowledge): RoleJudgement {
    const admin = new RegExp(`^arn:aws[a-z-]*:iam::${managementAccountId}:${STACK_SETS_ADMIN.replaceAll(".", "[.]")}$`);
    return isOnly(trusts, { principals: (one) => admin.test(one) })
        ? { owner: { kind: "stack sets", words: "CloudFormation StackSets of the management account" } }
        : { pretends: "is named like the role of CloudFormation StackSets, and trusts others than StackSets" };
}

function accessRole({ trusts }: RoleFact, { managementAccountId }: OwnerKnowledge): RoleJudgement {
    const isManagement = (one: string): boolean =>
        one === managementAccountId || new RegExp(`^arn:aws[a-z-]*:iam::${managementAccountId}:`).test(one);
    return isOnly(trusts, { principals: isManagement })
        ? { owner: { kind: "access role", words: "the access role, for the management account" } }
        : { pretends: "has the name of the access role, and trusts others than the management account" };
}

function breakGlassRole({ trusts }: RoleFact, { insiders, accountId }: OwnerKnowledge): RoleJudgement {
    const isInside = (one: string): boolean => {
        const id = /^(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::|$)/.exec(one)?.[1];
        return id !== undefined && (id === accountId || insiders.has(id));
    };
    return isOnly(trusts, { principals: isInside })
        ? { owner: { kind: "break-glass role", words: "the break-glass role of the definition" } }
        : { pretends: "has the name of the break-glass role, and trusts others than the organisation" };
}

type Trusted = Pick<RoleFact["trusts"], "principals" | "providers" | "services">;

/** Whether a role trusts somebody, and nobody but those that the tests accept. */
function isOnly(trusts: Trusted, tests: Readonly<Partial<Record<keyof Trusted, (one: string) => boolean>>>): boolean {
    const kinds = ["principals", "providers", "services"] as const;
    return (
        kinds.some((kind) => trusts[kind].length > 0) &&
        kinds.every((kind) => trusts[kind].every((one) => tests[kind]?.(one) ?? false))
    );
}
