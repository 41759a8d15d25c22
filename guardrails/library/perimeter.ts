import { z } from "zod";
import { RCP_SERVICES } from "../../evaluator/controlPolicy/rcpServices";
import { matches as matchesPattern, toPattern } from "../../evaluator/matching/wildcards";
import { denying, denyingEverybody, exemptRoles, guardrail, unlessRoles } from "../guardrail";

/** Those whom AWS names no organisation of: who signs in by SAML or OpenID Connect. To deny them these is to lock them out. */
const FEDERATED = [
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:SetSourceIdentity",
    "sts:TagSession",
];

function matches(pattern: string, action: string): boolean {
    return matchesPattern(toPattern(pattern.toLowerCase()), action.toLowerCase());
}

const actions = z.array(
    z
        .string()
        .regex(/^[a-z0-9-]+:[A-Za-z0-9*?]+$/, "use actions such as s3:* or sts:AssumeRole")
        .refine((action) => RCP_SERVICES.has(action.split(":")[0] ?? ""), {
            error: ({ input }) => `${String(input)}: resource control policies do not reach that service`,
        }),
);

/**
 * The organisation of the resource, which AWS fills in: it is ours, for resource control policies bind the resources of our accounts
 * only. So the policy is written before the organisation has an id.
 */
const OWN_ORGANIZATION = "${aws:ResourceOrgID}";

export const onlyOurOrganization = guardrail({
    name: "only-our-organization",
    type: "RESOURCE_CONTROL_POLICY",
    description:
        "Data, keys, secrets and roles of the accounts are for the organisation, and for AWS services on its behalf.",
    mayBreak:
        "Public buckets, vendors that take a role and partners (monitoring, audits, backups) whose account is not named, CloudFront with origin access identities, access logs of load balancers in regions where AWS writes them from an account of its own. Sign-in by SAML and OpenID Connect stays as it is.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html",
    parameters: z.strictObject({
        organizationId: z
            .string()
            .regex(/^o-[a-z0-9]{10,32}$/, "use the id of an organisation such as o-a1b2c3d4e5")
            .optional()
            .describe("The organisation's id. Default: the organisation that the resource is in, which AWS fills in."),
        partnerAccounts: z
            .array(z.string().regex(/^\d{12}$/, "use the numbers of accounts in quotes, 12 digits"))
            .default([])
            .describe("Accounts outside that may come in all the same, where the resource's own policy lets them."),
        exemptPrincipals: z
            .array(z.string().regex(/^arn:[^:]+:(iam|sts)::.+$/, "use ARNs of principals"))
            .default([])
            .describe("Principals outside that may come in all the same, as patterns of ARNs."),
        exemptResources: z
            .array(z.string().regex(/^arn:.+$/, "use ARNs of resources such as arn:*:s3:::our-website/*"))
            .default([])
            .describe(
                "Resources that are meant for others, as patterns of ARNs; of a bucket name its objects as well.",
            ),
        actions: actions
            .refine((given) => !given.some((action) => FEDERATED.some((one) => matches(action, one))), {
                error: `takes in ${FEDERATED.join(", ")}, which would lock out everybody who signs in by SAML or OpenID Connect: name sts:AssumeRole instead of sts:*`,
            })
            .min(1)
            .default(["kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:AssumeRole"])
            .describe("What is kept to the organisation, of the services that resource control policies reach."),
    }),
    document: ({ organizationId, partnerAccounts, exemptPrincipals, exemptResources, actions: given }) => {
        const ours = organizationId ?? OWN_ORGANIZATION;
        const Action = [...new Set(given)].sort();
        const where = exemptResources.length > 0 ? { NotResource: [...exemptResources].sort() } : {};
        const partners = (key: string): Record<string, readonly string[]> =>
            partnerAccounts.length > 0 ? { [key]: [...partnerAccounts].sort() } : {};
        return denyingEverybody(
            {
                // IfExists: who is in no organisation, as anonymous callers are, has no such key and is denied.
                Sid: "OnlyOurPrincipals",
                Action,
                ...where,
                Condition: {
                    StringNotEqualsIfExists: { "aws:PrincipalOrgID": ours, ...partners("aws:PrincipalAccount") },
                    ...(exemptPrincipals.length > 0 && {
                        ArnNotLikeIfExists: { "aws:PrincipalArn": [...exemptPrincipals].sort() },
                    }),
                    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
                },
            },
            {
                // A service may be sent by anybody. Where it says for whom it comes, that must be one of us; some do not say.
                Sid: "OnlyServicesOnOurBehalf",
                Action,
                ...where,
                Condition: {
                    StringNotEqualsIfExists: { "aws:SourceOrgID": ours, ...partners("aws:SourceAccount") },
                    Null: { "aws:SourceAccount": "false" },
                    Bool: { "aws:PrincipalIsAWSService": "true" },
                },
            },
        );
    },
});

export const onlyTls = guardrail({
    name: "only-tls",
    type: "RESOURCE_CONTROL_POLICY",
    description: "Data, keys, secrets and roles of the accounts are reached by encrypted connections only.",
    mayBreak: "Programs that talk to S3 or SQS by http://, old presigned links among them.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html",
    parameters: z.strictObject({
        actions: actions
            .min(1)
            .default(["kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:*"])
            .describe("What asks for TLS, of the services that resource control policies reach."),
    }),
    document: ({ actions: given }) =>
        denyingEverybody({
            Sid: "OnlyTls",
            Action: [...new Set(given)].sort(),
            Condition: { BoolIfExists: { "aws:SecureTransport": "false" } },
        }),
});

export const denyExternalSharing = guardrail({
    name: "deny-external-sharing",
    type: "SERVICE_CONTROL_POLICY",
    description: "Nothing is shared by Resource Access Manager with accounts outside of the organisation.",
    mayBreak: "Sharing subnets, gateways, images or databases with partners. Existing shares stay.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_ram.html",
    parameters: z.strictObject({ exemptRoles: exemptRoles.default([]) }),
    document: ({ exemptRoles: roles }) =>
        denying({
            Sid: "DenyExternalSharing",
            Action: ["ram:CreateResourceShare", "ram:UpdateResourceShare"],
            Condition: {
                Bool: { "ram:RequestedAllowsExternalPrincipals": "true" },
                ...unlessRoles(roles).Condition,
            },
        }),
});
