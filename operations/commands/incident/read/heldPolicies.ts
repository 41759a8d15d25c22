import type { AttachedPolicy, GroupDetail, ManagedPolicyDetail, PolicyDetail } from "@aws-sdk/client-iam";
import { allowsEverything } from "./policyStatements";

/** What a user or a role holds, and so what it may do. */
export interface HeldPolicies {
    /** Names of managed policies, of AWS and of the account. */
    readonly attached: readonly string[];
    readonly inline: readonly string[];
    /** Policies by groups, of a user. */
    readonly groups: readonly {
        readonly name: string;
        readonly attached: readonly string[];
        readonly inline: readonly string[];
    }[];
    /** The name of the permissions boundary. */
    readonly boundary?: string;
    /** One of all these allows every action on everything, as AdministratorAccess does. A boundary or a condition may still limit it. */
    readonly mayEverything: boolean;
}

/** The policies of a user, a group or a role, as GetAccountAuthorizationDetails has them. */
interface PolicyHolder {
    readonly AttachedManagedPolicies?: AttachedPolicy[] | undefined;
    /** Inline policies of a role. */
    readonly RolePolicyList?: PolicyDetail[] | undefined;
    readonly UserPolicyList?: PolicyDetail[] | undefined;
    readonly GroupPolicyList?: PolicyDetail[] | undefined;
    /** Names of a user's groups. */
    readonly GroupList?: string[] | undefined;
    readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn?: string | undefined } | undefined;
}

/** `arn:aws:iam::aws:policy/AdministratorAccess`, in all partitions. A policy of the account may have the name, but not the ARN. */
const ADMINISTRATOR_ACCESS = /^arn:aws[a-z-]*:iam::aws:policy\/AdministratorAccess$/;

/** Reads what holders may do. It knows the groups and the customer-managed policies of the account. */
export class HeldPolicyReader {
    readonly #groups: ReadonlyMap<string, GroupDetail>;
    /** ARNs of policies of the account that allow everything. */
    readonly #unlimited: ReadonlySet<string>;

    constructor(groups: readonly GroupDetail[], policies: readonly ManagedPolicyDetail[]) {
        this.#groups = new Map(groups.map((group) => [group.GroupName ?? "", group]));
        this.#unlimited = new Set(
            policies
                .filter(({ PolicyVersionList = [] }) =>
                    PolicyVersionList.some(
                        ({ IsDefaultVersion, Document }) =>
                            IsDefaultVersion === true && allowsEverything(Document ?? ""),
                    ),
                )
                .map(({ Arn = "" }) => Arn),
        );
    }

    of(holder: PolicyHolder): HeldPolicies {
        const groups = (holder.GroupList ?? []).map((name) => ({ name, detail: this.#groups.get(name) ?? {} }));
        const boundary = holder.PermissionsBoundary?.PermissionsBoundaryArn;
        return {
            ...namesOf(holder),
            groups: groups.map(({ name, detail }) => ({ name, ...namesOf(detail) })),
            ...(boundary !== undefined && { boundary: boundary.slice(boundary.lastIndexOf("/") + 1) }),
            mayEverything: [holder, ...groups.map(({ detail }) => detail)].some((one) => this.#allowsEverything(one)),
        };
    }

    #allowsEverything(holder: PolicyHolder): boolean {
        return (
            (holder.AttachedManagedPolicies ?? []).some(
                ({ PolicyArn = "" }) => ADMINISTRATOR_ACCESS.test(PolicyArn) || this.#unlimited.has(PolicyArn),
            ) || inlineOf(holder).some(({ PolicyDocument }) => allowsEverything(PolicyDocument ?? ""))
        );
    }
}

function inlineOf({ RolePolicyList, UserPolicyList, GroupPolicyList }: PolicyHolder): readonly PolicyDetail[] {
    return RolePolicyList ?? UserPolicyList ?? GroupPolicyList ?? [];
}

function namesOf(holder: PolicyHolder): { readonly attached: readonly string[]; readonly inline: readonly string[] } {
    return {
        attached: (holder.AttachedManagedPolicies ?? []).map(({ PolicyName = "" }) => PolicyName).sort(),
        inline: inlineOf(holder)
            .map(({ PolicyName = "" }) => PolicyName)
            .sort(),
    };
}
