import { z } from "zod";
import { assign, denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

const GRANTS = ["full-control", "read", "read-acp", "write", "write-acp"] as const;
const EVERYBODY = ["AllUsers", "AuthenticatedUsers"].map(
    (group) => `*http://acs.amazonaws.com/groups/global/${group}*`,
);
/** Actions whose requests may carry an access control list in their headers. */
const WITH_ACL = ["s3:CreateBucket", "s3:PutBucketAcl", "s3:PutObject", "s3:PutObjectAcl"];

export const denyPublicS3 = guardrail({
    name: "deny-public-s3",
    type: "SERVICE_CONTROL_POLICY",
    description:
        "Nobody switches off what keeps buckets private, nor makes a bucket or object public by an access list.",
    mayBreak:
        "Publishing websites directly from buckets (use CloudFront), and switching on the account's block with a role that is not spared. With bucketBlocks, also templates that set the block of a bucket, even to block. It does not close what is already public: s3-block-public-access does.",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    parameters: z.strictObject({
        bucketBlocks: z
            .boolean()
            .default(false)
            .describe("Whether the block of single buckets and access points is fixed too. New buckets have it on."),
        exemptRoles: exemptRoles.default([]),
    }),
    document: ({ bucketBlocks, exemptRoles: roles }) => {
        const { Condition: spare = {} } = unlessRoles(roles);
        return denying(
            {
                Sid: "KeepPublicAccessBlock",
                Action: [
                    ...(bucketBlocks ? ["s3:PutAccessPointPublicAccessBlock"] : []),
                    "s3:PutAccountPublicAccessBlock",
                    ...(bucketBlocks ? ["s3:PutBucketPublicAccessBlock"] : []),
                ],
                ...unlessRoles(roles),
            },
            {
                Sid: "DenyPublicAcl",
                Action: WITH_ACL,
                Condition: {
                    StringEquals: { "s3:x-amz-acl": ["authenticated-read", "public-read", "public-read-write"] },
                    ...spare,
                },
            },
            // Conditions on several keys must all hold, but one public grant is enough to deny. So each has its own statement.
            ...GRANTS.map((grant) => ({
                Sid: `DenyPublicGrant${grant.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`,
                Action: WITH_ACL,
                Condition: { StringLike: { [`s3:x-amz-grant-${grant}`]: EVERYBODY }, ...spare },
            })),
        );
    },
});

export const s3BlockPublicAccess = guardrail({
    name: "s3-block-public-access",
    type: "S3_POLICY",
    description: "No bucket is public, those that are today included; nobody in the account can change it.",
    mayBreak: "At once, websites and downloads that are served directly from public buckets.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html",
    parameters: z.strictObject({}),
    document: () => ({ s3_attributes: { public_access_block_configuration: assign("all") } }),
});
