import { z } from "zod";
import { RCP_SERVICES } from "../../evaluator/controlPolicy/rcpServices";
import { matches as matchesPattern, toPattern } from "../../evaluator/matching/wildcards";
import { denying, denyingEverybody, exemptRoles, guardrail, unlessRoles } from "../guardrail";

/**
 * Actions by which people sign in with SAML or OpenID Connect. Their requests carry no organisation, so denying these would lock them out.
 */
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
 * The organisation of the resource, which AWS fills in. It is always ours, because resource control policies bind only resources of our
 * accounts. So the policy can be written before the organisation has an id.
 */
const OWN_ORGANIZATION = "${aws:ResourceOrgID}";

export const onlyOurOrganization = guardrail({
    name: "only-our-organization",
    type: "RESOURCE_CONTROL_POLICY",
    description:
        "Data, keys, secrets and roles of the accounts are for the organisation, and for AWS services on its behalf.",
    mayBreak:
        "Public buckets; vendors that assume a role, and partners (monitoring, audits, backups) whose account is not named; CloudFront with origin access identities; access logs of load balancers in regions where AWS writes them from an account of its own. Sign-in with SAML and OpenID Connect keeps working.",
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
            .describe(
                "Accounts outside the organisation that are allowed all the same, if the resource's own policy allows them.",
            ),
        exemptPrincipals: z
            .array(z.string().regex(/^arn:[^:]+:(iam|sts)::.+$/, "use ARNs of principals"))
            .default([])
            .describe("Principals outside the organisation that are allowed all the same, as patterns of ARNs."),
        exemptResources: z
            .array(z.string().regex(/^arn:.+$/, "use ARNs of resources such as arn:*:s3:::our-website/*"))
            .default([])
            .describe("Resources that are meant for others, as patterns of ARNs. For a bucket, name its objects too."),
        actions: actions
            .refine((given) => !given.some((action) => FEDERATED.some((one) => matches(action, one))), {
                error: `includes ${FEDERATED.join(", ")}, which would lock out everybody who signs in with SAML or OpenID Connect: name sts:AssumeRole instead of sts:*`,
            })
            .min(1)
            .default(["kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:AssumeRole"])
            .describe(
                "The actions that are kept to the organisation, of services that resource control policies reach.",
            ),
    }),
    document: ({ organizationId, partnerAccounts, exemptPrincipals, exemptResources, actions: given }) => {
        const ours = organizationId ?? OWN_ORGANIZATION;
        const Action = [...new Set(given)].sort();
        const where = exemptResources.length > 0 ? { NotResource: [...exemptResources].sort() } : {};
        const partners = (key: string): Record<string, readonly string[]> =>
            partnerAccounts.length > 0 ? { [key]: [...partnerAccounts].sort() } : {};
        return denyingEverybody(
            {
                // IfExists: callers in no organisation, such as anonymous ones, do not have the key and are denied.
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
                // Anybody may make a service call us. If the service says on whose behalf it calls, that must be our organisation; some do
                // not say.
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
    mayBreak: "Programs that call S3 or SQS over http://, including old presigned links.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html",
    parameters: z.strictObject({
        actions: actions
            .min(1)
            .default(["kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:*"])
            .describe("The actions that require TLS, of services that resource control policies reach."),
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
