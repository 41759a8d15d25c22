import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { SETTING_STAYS } from "../template/functionCode";
import { FUNCTION_STACK_ACTIONS, settingFunction } from "../template/settingFunction";
import { stackParameters } from "../template/stackParameters";
import { ref } from "../template/templateIntrinsics";
import { managementAccount } from "./managementAccountParameter";

const CODE = `
BLOCK = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}
EVERYBODY = (
    "http://acs.amazonaws.com/groups/global/AllUsers",
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
)


def apply(properties, old, identity):
    control = boto3.client("s3control")
    account = properties["AccountId"]
    if properties["WhenPublic"] == "fail" and blocked(control, account) != BLOCK:
        public = [name for name in bucket_names() if is_public(name)]
        if public:
            raise RuntimeError(
                f"buckets are public today and would be closed: {listed(public)}. Close them, or say whenPublic: close,"
                " or leave this account out of the block"
            )
    control.put_public_access_block(AccountId=account, PublicAccessBlockConfiguration=BLOCK)
    return identity, {}


def listed(names):
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def blocked(control, account):
    try:
        return control.get_public_access_block(AccountId=account)["PublicAccessBlockConfiguration"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchPublicAccessBlockConfiguration":
            raise
        return {}


def bucket_names():
    return [bucket["Name"] for bucket in boto3.client("s3").list_buckets()["Buckets"]]


def is_public(name):
    """By a policy or an access list that the bucket's own block does not switch off."""
    s3 = boto3.client("s3")
    own = asked(lambda: s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"], {})
    if not own.get("RestrictPublicBuckets"):
        status = asked(lambda: s3.get_bucket_policy_status(Bucket=name)["PolicyStatus"], {})
        if status.get("IsPublic"):
            return True
    grants = [] if own.get("IgnorePublicAcls") else asked(lambda: s3.get_bucket_acl(Bucket=name)["Grants"], [])
    return any(grant["Grantee"].get("URI") in EVERYBODY for grant in grants)


def asked(question, otherwise):
    """A bucket without a policy or block answers with an error; so does one that goes away meanwhile."""
    try:
        return question()
    except ClientError as error:
        if not error.response["Error"]["Code"].startswith("NoSuch"):
            raise
        return otherwise
${SETTING_STAYS}`;

const { Parameters, references } = stackParameters({
    WhenPublic: "fail: not in an account that has public buckets; close: there too",
});

const READS = [
    "s3:GetBucketAcl",
    "s3:GetBucketPolicyStatus",
    "s3:GetBucketPublicAccessBlock",
    "s3:ListAllMyBuckets",
] as const;
const WRITES = ["s3:GetAccountPublicAccessBlock", "s3:PutAccountPublicAccessBlock"] as const;

export const s3PublicAccessBlock = libraryBlock({
    name: "s3-public-access-block",
    title: "S3 public access block",
    description:
        "No bucket of the account can be public: all four settings of the account's public access block are on. Before that, the block looks for buckets that are public today. If your organisation may use S3 policies, the guardrail `s3-block-public-access` does the same without a function, and nobody in the account can undo it.",
    parameters: z.strictObject({
        whenPublic: z
            .enum(["fail", "close"])
            .default("fail")
            .describe(
                "What happens in an account that has public buckets: `fail` changes nothing there and names the buckets, `close` closes them.",
            ),
        managementAccount,
    }),
    isGlobal: true,
    sets: "the account's S3 public access block",
    price: "Nothing: the function runs once for each change.",
    traps: [
        "Websites and downloads that are served directly from a bucket stop at once. That is why an account with public buckets is refused unless you say `whenPublic: close`. Use CloudFront for them.",
        "The guardrail `deny-public-s3` denies the change to every role that it does not spare: add `arn:*:iam::*:role/aws-organization/*` to its `exemptRoles`.",
    ],
    whenRemoved: "The account's public access block stays on.",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    capabilities: ["CAPABILITY_IAM"],
    actions: FUNCTION_STACK_ACTIONS,
    functionActions: [...READS, ...WRITES],
    template: () => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "The account's S3 public access block",
        Parameters,
        Resources: settingFunction({
            description: "Switches the account's S3 public access block on",
            code: CODE,
            statements: [
                // Which buckets there are is not known before. It reads whether they are public, and nothing in them.
                { Sid: "LookForPublicBuckets", Effect: "Allow", Action: READS, Resource: "*" },
                { Sid: "AccountBlock", Effect: "Allow", Action: WRITES, Resource: "*" },
            ],
            properties: { AccountId: ref("AWS::AccountId"), ...references },
        }),
    }),
    cloudFormationParameters: ({ whenPublic }) => ({ WhenPublic: whenPublic }),
    inManagementAccount: (said) => (said.managementAccount ? [{ kind: "s3-public-access-block" }] : []),
});
