import { STOP_ROLE_NAME } from "../../../../limits";

/** The role by which AWS Budgets stops accounts. */
export const STOP_ROLE = `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${STOP_ROLE_NAME}`;

/** A role that runs this program. The up role has the permissions of the preview role too. */
export type ProgramRole = "preview" | "up";

/** A part of the definition that needs permissions of its own. An organisation that does not use it can do without them. */
export const PARTS = ["baseline", "costs", "people", "security"] as const;
export type PermissionPart = (typeof PARTS)[number];

/** What the roles may do only if it is allowed by name (`--allow`), because it is rare and cannot be undone, or opens a way in. */
export const POWERS = [
    "all-features",
    "close-accounts",
    "create-organization",
    "invite-accounts",
    "management-account-access",
    "remove-accounts",
    "security-accounts",
    "stop-spending",
] as const;
export type RolePower = (typeof POWERS)[number];

/**
 * What a role may do: a statement of an identity policy.
 *
 * Its resources and conditions have the placeholders of CloudFormation's `Fn::Sub`: `${AWS::AccountId}`, `${AWS::Partition}`,
 * `${StateBucket}`, `${StateKey.Arn}`, `${ExportBucket}`, the bucket of `costs.export`, and `${SecurityRoles}`, the access roles of the accounts
 * of `security`, which the options name.
 */
export interface PermissionStatement {
    readonly sid: string;
    readonly role: ProgramRole;
    /** Absent: every organisation needs it. */
    readonly part?: PermissionPart;
    readonly power?: RolePower;
    /** Default: Allow. */
    readonly effect?: "Allow" | "Deny";
    /** A statement that denies is left out if this power is allowed. */
    readonly unless?: RolePower;
    /** Sorted; without wildcards. */
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The actions of a service: `actionsOf("s3", "GetObject PutObject")` are `s3:GetObject` and `s3:PutObject`. */
export function actionsOf(service: string, names: string): readonly string[] {
    return names
        .trim()
        .split(/\s+/)
        .map((name) => `${service}:${name}`);
}
