import { STACK_SETS_ROLE, STACK_SETS_SERVICE } from "../../limits";
import type { Hierarchy } from "../controlPolicy/hierarchy";
import type { RequestParties, AccessRequest } from "../evaluation/askedRequest";

/** A role or service without which an organisation cannot be run or repaired. */
export interface NeededParty {
    /** The name of the role or service, which an acknowledgement gives. */
    readonly name: string;
    /** `the access role`, `the break-glass role`, `the organisation's service`. */
    readonly what: string;
    /** What happens if it is denied. */
    readonly consequence: string;
    /** How to spare it. It completes "To spare it, ...". */
    readonly remedy: string;
    readonly probes: readonly AccessProbe[];
}

/** One thing that a needed role or service must be able to do. */
export interface AccessProbe {
    readonly action: string;
    parties(account: Hierarchy): RequestParties;
    request(account: Hierarchy, partition: string): Omit<AccessRequest, "action" | "region">;
}

/** A name that no policy contains. */
const SOME = "neither-named-nor-meant";
const SOME_ACCOUNT = "000000000000";

/**
 * What is needed to repair an account in which everything else is broken: reading roles, creating one and giving it permissions. With
 * these actions every other permission can be restored; without one of them some mistakes are permanent. Actions that AWS allows
 * whatever is denied, such as sts:GetCallerIdentity, prove nothing.
 */
const REPAIR = [
    "iam:GetRole",
    "iam:CreateRole",
    "iam:AttachRolePolicy",
    "iam:DetachRolePolicy",
    "iam:PutRolePolicy",
    "iam:DeleteRolePolicy",
    "iam:UpdateAssumeRolePolicy",
];

function roleArn(name: string, { account = SOME_ACCOUNT }: Hierarchy, partition: string): string {
    return `arn:${partition}:iam::${account}:role/${name}`;
}

/** Something that a role does in its own account. */
function asRole(role: string, action: string, resource?: string): AccessProbe {
    return {
        action,
        parties: (account) => ({ principal: account, resource: account }),
        request: (account, partition) => ({
            principal: roleArn(role, account, partition),
            resource: resource ?? roleArn(SOME, account, partition),
        }),
    };
}

/** The deploying role enters the account from the management account, where no service control policy binds it. */
function enters(role: string): AccessProbe {
    return {
        action: "sts:AssumeRole",
        parties: (account) => ({
            principal: {
                management: true,
                levels: [],
                ...(account.organization?.id !== undefined && { organization: { id: account.organization.id } }),
            },
            resource: account,
        }),
        request: (account, partition) => ({
            principal: { type: "role" },
            resource: roleArn(role, account, partition),
            context: { "aws:SecureTransport": true, "aws:PrincipalIsAWSService": false, "aws:ViaAWSService": false },
        }),
    };
}

/** A role must be able to repair its account, and the management account must be able to assume the role. */
export function neededRole(name: string, what: string): NeededParty[] {
    return [
        {
            name,
            what,
            consequence: "Nothing that is broken there could be repaired, until the policy is detached again",
            remedy: `add arn:*:iam::*:role/${name} to the roles that it spares: exemptRoles of a guardrail, or a condition ArnNotLike on aws:PrincipalArn`,
            probes: REPAIR.map((action) => asRole(name, action)),
        },
        {
            name,
            what,
            consequence: "The management account could no longer assume the role, so it could not enter the account",
            remedy: "add a condition StringNotEqualsIfExists on aws:PrincipalOrgID with the id of this organisation, which spares its principals",
            probes: [enters(name)],
        },
    ];
}

/** Something that a service does in its own name on a resource of an account. Service-linked roles are never bound. */
function asService(service: string, action: string): AccessProbe {
    const resource = (account: Hierarchy, partition: string): string => {
        if (action.startsWith("kms:")) {
            return `arn:${partition}:kms:us-east-1:${account.account ?? SOME_ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
        }
        return `arn:${partition}:s3:::${SOME}${action === "s3:PutObject" ? "/AWSLogs/log" : ""}`;
    };
    return {
        action,
        parties: (account) => ({ principal: "outside", resource: account }),
        request: (account, partition) => ({
            principal: service,
            resource: resource(account, partition),
            context: {
                "aws:SecureTransport": true,
                ...(account.organization?.id !== undefined && { "aws:SourceOrgID": account.organization.id }),
            },
        }),
    };
}

/**
 * What services that have access to the organisation do in accounts other than by a service-linked role: writing logs, findings and
 * exports to a bucket, encrypted.
 *
 * Sources: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html,
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html,
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html,
 * https://docs.aws.amazon.com/inspector/latest/user/findings-managing-exporting-reports.html,
 * https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html
 */
const WRITERS: Readonly<Record<string, readonly string[]>> = {
    "cloudtrail.amazonaws.com": ["s3:GetBucketAcl", "s3:PutObject", "kms:GenerateDataKey"],
    "config.amazonaws.com": ["s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject", "kms:GenerateDataKey", "kms:Decrypt"],
    "guardduty.amazonaws.com": ["s3:GetBucketLocation", "s3:PutObject", "kms:GenerateDataKey"],
    "inspector2.amazonaws.com": ["s3:PutObject", "kms:GenerateDataKey"],
    "macie.amazonaws.com": ["s3:GetBucketLocation", "s3:PutObject", "kms:GenerateDataKey"],
};

const IDENTITY_CENTER = "sso.amazonaws.com";

/** What a service with access to the organisation needs; undefined if it needs nothing that a policy could deny. */
export function neededService(service: string): NeededParty | undefined {
    const needed = (consequence: string, remedy: string, probes: readonly AccessProbe[]): NeededParty => ({
        name: service,
        what: "a service with access to the organisation",
        consequence,
        remedy,
        probes,
    });
    const writes = Object.hasOwn(WRITERS, service) ? WRITERS[service] : undefined;
    if (writes) {
        return needed(
            "What it records would be lost",
            "exempt AWS services with the condition BoolIfExists aws:PrincipalIsAWSService false, or deny only those that act for other organisations (aws:SourceOrgID)",
            writes.map((action) => asService(service, action)),
        );
    }
    if (service === IDENTITY_CENTER) {
        return needed(
            "Nobody could sign in to the account with Identity Center",
            "deny sts:AssumeRole instead of sts:*, because a request to sign in by SAML comes from no organisation",
            [
                {
                    action: "sts:AssumeRoleWithSAML",
                    parties: (account) => ({ principal: "outside", resource: account }),
                    request: (account, partition) => ({
                        principal: "anonymous",
                        resource: roleArn(
                            "aws-reserved/sso.amazonaws.com/AWSReservedSSO_X_0123456789abcdef",
                            account,
                            partition,
                        ),
                        context: { "aws:SecureTransport": true },
                    }),
                },
            ],
        );
    }
    if (service === STACK_SETS_SERVICE) {
        return needed(
            "Its StackSets could neither deploy stacks to the account nor delete them",
            `add ${STACK_SETS_ROLE.arns} to the roles that it spares`,
            ["cloudformation:CreateStack", "cloudformation:UpdateStack", "cloudformation:DeleteStack"].map((action) =>
                asRole(STACK_SETS_ROLE.example, action, "*"),
            ),
        );
    }
    return undefined;
}
