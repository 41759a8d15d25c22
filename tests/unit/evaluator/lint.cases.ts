/* eslint-disable max-lines -- one row for each thing that lint warns of */
import type { ControlPolicyType } from "../../../evaluator/evaluation";

export const SCP = "SERVICE_CONTROL_POLICY";
const withKey = (operator: string, key: string, value: string | string[], more: object = {}): object => ({
    Effect: "Deny",
    Action: "s3:PutObject",
    Condition: { [operator]: { [key]: value } },
    ...more,
});

/** One statement, and its warnings. */
export const LINT: readonly (readonly [ControlPolicyType, object, readonly RegExp[]])[] = [
    [SCP, { Effect: "Deny", Action: ["s3:PutObject", "s3:Get*", "ec2:*"] }, []],
    [SCP, { Effect: "Deny", Action: ["*:Describe*", "s3:*"] }, []],
    [SCP, { Effect: "Deny", Action: "*" }, []],
    [
        SCP,
        { Effect: "Deny", Action: "s4:GetObject" },
        [/^statement 1 names s4:GetObject in Action, and there is no service s4\. Did you mean "s3"\?$/],
    ],
    [
        SCP,
        {
            Effect: "Deny",
            Action: ["s4:GetObject", "s4:PutObject", "ec9:RunInstances", "s4:DeleteObject", "s3:GetObject"],
        },
        [
            /^statement 1 names s4:GetObject and 2 more of s4 in Action, and there is no service s4\. Did you mean "s3"\?$/,
            /^statement 1 names ec9:RunInstances in Action, and there is no service ec9\. Did you mean "ec2"\?$/,
        ],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "s3:PutObjekt" },
        [/^statement 1 names s3:PutObjekt in Action, which matches no action\. Did you mean "s3:PutObject"\?$/],
    ],
    [SCP, { Effect: "Deny", NotAction: ["iam:*", "sts:AssumeRol?"] }, []],
    [
        SCP,
        { Effect: "Deny", NotAction: ["iam:CreateUsers"] },
        [/in NotAction, which matches no action\. Did you mean "iam:CreateUser"/],
    ],
    [SCP, { Effect: "Deny", Action: ["s3:Gut*", "ec3:*"] }, [/s3:Gut\*/, /no service ec3/]],
    // Condition keys.
    [SCP, withKey("StringEquals", "aws:PrincipalOrgId", "o-a1b2c3d4e5"), []],
    [
        SCP,
        withKey("StringEquals", "aws:PrincipleArn", "x"),
        [/has the unknown condition key aws:PrincipleArn\. Did you mean "aws:PrincipalArn"\?$/],
    ],
    [
        SCP,
        withKey("StringEquals", "s3:prefixx", "x"),
        [/unknown condition key s3:prefixx\. Did you mean "s3:prefix"\?$/],
    ],
    [SCP, withKey("StringEquals", "zz:key", "x"), [/unknown condition key zz:key\./]],
    [SCP, withKey("StringEquals", "token.actions.githubusercontent.com:sub", "x", { Action: "sts:*" }), []],
    [SCP, withKey("StringEquals", "login.example.com:sub", "x", { Action: "sts:AssumeRoleWithWebIdentity" }), []],
    [SCP, withKey("StringEquals", "s3:x-amz-acl", "private"), []],
    [
        SCP,
        withKey("StringEquals", "s3:prefix", "x"),
        [/has a condition on s3:prefix, which no request for s3:PutObject carries: it never holds$/],
    ],
    [
        SCP,
        withKey("StringNotEquals", "s3:prefix", "x"),
        [/which no request for s3:PutObject carries: it always holds$/],
    ],
    [SCP, withKey("StringEqualsIfExists", "s3:prefix", "x"), [/it always holds$/]],
    [
        SCP,
        withKey("StringNotEquals", "ec2:InstanceType", "t3.micro", { Action: ["ec2:RunInstances", "ec2:CreateVpc"] }),
        [/denies ec2:CreateVpc whatever ec2:InstanceType is, because no request for them carries that key/],
    ],
    [
        SCP,
        withKey("StringEquals", "ec2:InstanceType", "t3.micro", { Action: ["ec2:RunInstances", "ec2:CreateVpc"] }),
        [],
    ],
    [
        SCP,
        {
            Effect: "Deny",
            Action: ["ec2:RunInstances", "ec2:CreateVpc"],
            Condition: { StringNotEquals: { "ec2:InstanceType": "t3.micro" }, Null: { "ec2:InstanceType": "false" } },
        },
        [],
    ],
    [SCP, withKey("StringNotEquals", "ec2:InstanceType", "t3.micro", { Action: "*" }), []],
    [SCP, withKey("StringNotEquals", "aws:RequestedRegion", "eu-west-1", { Action: "*" }), []],
    // Asterisks and question marks that are no wildcards.
    [
        SCP,
        withKey("StringEquals", "aws:PrincipalArn", "arn:aws:iam::*:role/x"),
        [/compares aws:PrincipalArn by StringEquals, which does not treat \* and \? as wildcards: use StringLike$/],
    ],
    [SCP, withKey("StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-*"), [/use StringNotLikeIfExists$/]],
    [SCP, withKey("StringEquals", "aws:PrincipalTag/x", "${*}"), []],
    // Sets.
    [
        SCP,
        withKey("StringEquals", "aws:TagKeys", "x", { Action: "ec2:CreateTags" }),
        [
            /compares aws:TagKeys, which may have several values, by StringEquals: use ForAnyValue:StringEquals or ForAllValues:StringEquals$/,
        ],
    ],
    [SCP, withKey("ForAnyValue:StringEquals", "aws:TagKeys", "x", { Action: "ec2:CreateTags" }), []],
    [SCP, withKey("Null", "aws:TagKeys", "true", { Action: "ec2:CreateTags" }), []],
    [
        SCP,
        withKey("ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5", { Effect: "Allow" }),
        [/has one value, by ForAllValues:StringEquals: that is also true when the key is missing\. Use StringEquals$/],
    ],
    // Redundant parts.
    [
        SCP,
        { Effect: "Deny", Action: ["s3:PutObject", "S3:putobject"] },
        [/^statement 1 names S3:putobject in Action a second time: leave it out$/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: ["s3:GetObject", "s3:Get*", "*"] },
        [/names s3:GetObject in Action, which s3:Get\* covers already/, /names s3:Get\* in Action, which \* covers/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "s3:*", Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::a/b", "arn:aws:s3:::A/b"] },
        [/names arn:aws:s3:::a\/b in Resource, which arn:aws:s3:::a\/\* covers already/],
    ],
    [SCP, { Effect: "Deny", Action: "s3:*", Resource: ["*", "arn:aws:s3:::a"] }, [/which \* covers already/]],
    [
        SCP,
        withKey("StringEquals", "aws:PrincipalTag/team", ["a", "b", "a"]),
        [/compares aws:PrincipalTag\/team by StringEquals with "a" a second time: leave it out$/],
    ],
    [SCP, withKey("StringLike", "aws:PrincipalTag/team", ["shop-*", "shop-a"]), [/"shop-a", which shop-\* covers/]],
    [SCP, withKey("StringEquals", "aws:PrincipalTag/team", ["*", "b"]), [/does not treat \* and \? as wildcards/]],
    // Resources.
    [SCP, { Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*" }, []],
    [SCP, { Effect: "Deny", Action: "s3:*", Resource: ["arn:*:s3:::bucket", "arn:aws:s3:::bucket/*"] }, []],
    [
        SCP,
        { Effect: "Deny", Action: "ec2:RunInstances", Resource: "arn:aws:s3:::bucket" },
        [
            /has arn:aws:s3:::bucket in Resource, and ec2:RunInstances does not work on such a resource, so it has no effect\. /,
        ],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket" },
        [
            /in Resource, and s3:GetObject does not work on such a resource, so it has no effect\. It works on .*BucketName/,
        ],
    ],
    [
        SCP,
        { Effect: "Deny", Action: ["s3:GetObject", "s3:ListAllMyBuckets"], Resource: "arn:aws:s3:::bucket/*" },
        [
            /names s3:ListAllMyBuckets in Action, which works on none of the resources, so it is never denied here\. It works on no resource: only "\*" reaches it$/,
        ],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "iam:*", Resource: ["arn:aws:iam:us-east-1:111122223333:role/x"] },
        [/and iam:\* does not work on such a resource, so it has no effect/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "ec2:*", NotResource: "arn:aws:s3:::bucket" },
        [/in NotResource, and .* not work on such a resource, so it excludes nothing\./],
    ],
    [SCP, { Effect: "Deny", NotAction: "iam:*", Resource: "arn:aws:s3:::bucket" }, []],
    [SCP, { Effect: "Deny", Action: ["*"], Resource: "arn:aws:iam::*:role/Admin" }, []],
    [
        SCP,
        { Effect: "Deny", Action: "iam:PassRole", Resource: "arn:aws:iam::${aws:PrincipalAccount}:role/Admin" },
        [/AWS replaces variables only after the fifth colon, so it matches nothing\. Write \* there/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "sqs:*", Resource: "arn:aws:sqs" },
        [/an ARN of 3 parts: AWS reads it as arn:aws:sqs:\*:\*:\*\. Write all six/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "sqs:*", Resource: "arn:aws:sqs:eu-centrl-1:*:q" },
        [/no region eu-centrl-1\. Did you mean "eu-central-1"\?$/],
    ],
    [SCP, { Effect: "Deny", Action: "sqs:*", Resource: "arn:aws:sqs:eu-*:*:q" }, []],
    [SCP, { Effect: "Deny", Action: "sqs:*", Resource: "arn:aws:sqs:eu_*:*:q" }, [/no region matches eu_\*$/]],
    [
        SCP,
        { Effect: "Deny", Action: "sqs:*", Resource: "arn:aws:sqs:*:11112222333:q" },
        [/11112222333 is not an account id, which has 12 digits$/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "sqs:*", Resource: "arn:aws:sqs:*:1111-2222-3333:q" },
        [/1111-2222-3333 is not an account id/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "iam:AttachRolePolicy", Resource: "arn:aws:iam::aws:policy/X" },
        [/does not work on such a resource.*role\//],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "sqs:*", Resource: "arn:asw:sqs:*:*:q" },
        [/no partition "asw"\. Did you mean "aws"\?$/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "sqs:*", Resource: "arn:aws:sqsx:*:*:q" },
        [/no service sqsx\. Did you mean "sqs"\?$/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "sqs:*", Resource: "arn:aws:SQS:*:*:q" },
        [/the service must be in lower case: sqs$/],
    ],
    [SCP, { Effect: "Deny", Action: "s3:*", Resource: "arn:aws::s3:::bucket" }, [/it names no service/]],
    // Variables.
    [SCP, { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::a/${aws:username}/*" }, []],
    [
        SCP,
        { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::a/${aws:username/*" },
        [/with a variable that is not closed/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::a/${aws:usrname}/*" },
        [
            /variable \$\{aws:usrname\}, which is not a condition key, so it matches nothing\. Did you mean "aws:username"\?$/,
        ],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::a/${AWS::AccountId}" },
        [/variable \$\{AWS::AccountId\}, which is not a condition key/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::a/${account}" },
        [/variable \$\{account\}, which is not a condition key/],
    ],
    [SCP, withKey("StringEquals", "aws:PrincipalTag/x", "${aws:ResourceTag/x"), [/not closed/]],
    [
        SCP,
        withKey("StringEquals", "aws:PrincipalTag/x", "${aws:ResourceTag/x, none}"),
        [/variable \$\{aws:ResourceTag\/x, none\}, which is not a condition key: write/],
    ],
    [SCP, withKey("StringEquals", "aws:PrincipalTag/x", "${aws:ResourceTag/x, 'none'}"), []],
    [
        SCP,
        withKey("StringEquals", "aws:PrincipalTag/x", "${aws:TagKeys}"),
        [/which may have several values: AWS replaces only variables with one value$/],
    ],
    [SCP, withKey("StringNotEquals", "aws:ResourceOrgID", "${aws:PrincipalOrgID}"), []],
    [SCP, withKey("StringEquals", "aws:PrincipalTag/x", "${$}{x}"), []],
    // Keys in two spellings.
    [
        SCP,
        {
            Effect: "Deny",
            Action: "s3:*",
            Condition: { StringEquals: { "aws:PrincipalArn": "a", "aws:PrincipalARN": "b" } },
        },
        [
            /compares aws:PrincipalArn and aws:PrincipalARN by StringEquals, which are one key because case does not matter/,
        ],
    ],
    // Operators for another type of values.
    [
        SCP,
        withKey("StringEquals", "aws:SecureTransport", "false"),
        [/compares aws:SecureTransport, which is true or false, by StringEquals: use Bool$/],
    ],
    [SCP, withKey("Bool", "aws:PrincipalTag/admin", "true"), []],
    [
        SCP,
        withKey("Bool", "aws:RequestedRegion", "true"),
        [/which is a text, by Bool: use StringEquals or StringLike$/],
    ],
    [SCP, withKey("StringLike", "aws:CurrentTime", "2026-*"), [/which is a date, by StringLike: use DateLessThan/]],
    [SCP, withKey("NumericLessThan", "aws:CurrentTime", "5"), [/which is a date, by NumericLessThan/]],
    [SCP, withKey("NumericLessThan", "aws:EpochTime", "1795507200"), []],
    [
        SCP,
        withKey("StringEquals", "aws:SourceIp", "203.0.113.1"),
        [/which is an address, by StringEquals: use IpAddress or NotIpAddress$/],
    ],
    [SCP, withKey("IpAddress", "aws:SourceVpc", "203.0.113.1"), [/which is a text, by IpAddress/]],
    [SCP, withKey("NumericGreaterThan", "aws:MultiFactorAuthAge", "3600"), []],
    [
        SCP,
        withKey("DateGreaterThan", "aws:MultiFactorAuthAge", "2026-11-24"),
        [/which is a number, by DateGreaterThan/],
    ],
    [
        SCP,
        withKey("ArnLike", "aws:PrincipalAccount", "arn:aws:iam::111122223333:root"),
        [/which is a text, by ArnLike/],
    ],
    [SCP, withKey("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/Admin"), []],
    [SCP, withKey("StringNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/Admin"), []],
    // Values that no request has.
    [
        SCP,
        withKey("StringNotEquals", "aws:RequestedRegion", ["eu-central-1", "eu-centrl-1"]),
        [/with "eu-centrl-1": there is no region eu-centrl-1\. Did you mean "eu-central-1"\?$/],
    ],
    [SCP, withKey("StringNotLike", "aws:RequestedRegion", "eu-*"), []],
    [SCP, withKey("StringNotLike", "aws:RequestedRegion", "europe-*"), [/no region matches europe-\*$/]],
    [
        SCP,
        withKey("NotIpAddress", "aws:SourceIp", ["203.0.113.0/24", "10.0.0.0/8", "fd00::/8"]),
        [/"10\.0\.0\.0\/8": the address is private/, /"fd00::\/8": the address is private/],
    ],
    [SCP, withKey("NotIpAddress", "aws:VpcSourceIp", "10.0.0.0/8"), []],
    [
        SCP,
        withKey("StringEquals", "aws:PrincipalAccount", ["111122223333", "11112222333"]),
        [/"11112222333": 11112222333 is not an account id, which has 12 digits$/],
    ],
    [SCP, withKey("StringEquals", "aws:PrincipalOrgID", "acme"), [/an organisation's id looks like o-a1b2c3d4e5$/]],
    [
        SCP,
        withKey("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111"),
        [/paths end with a slash: end it with \/ or \/\*$/],
    ],
    [SCP, withKey("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"), []],
    [SCP, withKey("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "ou-ab12-11111111/*"), [/a path looks like/]],
    [
        SCP,
        withKey("ArnNotLike", "aws:PrincipalArn", "arn:aws:sts::111122223333:assumed-role/Admin/ann"),
        [
            /the key has the ARN of a session's role, never that of the session: use arn:aws:iam::111122223333:role\/Admin/,
        ],
    ],
    [
        SCP,
        withKey("ArnNotLike", "aws:PrincipalArn", "arn:aws:s3:::bucket"),
        [/a principal looks like arn:aws:iam::\*:role\/Admin$/],
    ],
    [SCP, withKey("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::1111:role/Admin"), [/1111 is not an account id/]],
    [SCP, withKey("StringEquals", "aws:PrincipalType", "Role"), [/allowed are Account, Anonymous, AssumedRole/]],
    [
        SCP,
        withKey("ForAnyValue:StringEquals", "aws:CalledVia", "cloudformation"),
        [/a service's name looks like cloudformation\.amazonaws\.com$/],
    ],
    [SCP, withKey("StringEquals", "aws:SourceVpce", "vpc-0a1b2c3d"), [/a VPC endpoint's id looks like/]],
    [SCP, withKey("StringEquals", "aws:PrincipalTag/team", " shop"), [/there is white space around it$/]],
    // Conditions that always hold, and statements that never apply.
    [SCP, { Effect: "Deny", Action: "s3:*", Condition: {} }, [/has an empty Condition, which always holds/]],
    [SCP, { Effect: "Deny", Action: "s3:*", Condition: { Bool: {} } }, [/has an empty condition Bool, which always/]],
    [
        SCP,
        { Effect: "Deny", NotAction: ["*"] },
        [/has \* in NotAction, which excludes every action, so the statement has no effect$/],
    ],
    [
        SCP,
        { Effect: "Deny", Action: "s3:*", NotResource: "*" },
        [/has \* in NotResource, which excludes every resource/],
    ],
    [
        SCP,
        withKey("Bool", "aws:MultiFactorAuthPresent", "false"),
        [/requests with access keys do not carry that key: use BoolIfExists$/],
    ],
    [SCP, withKey("BoolIfExists", "aws:MultiFactorAuthPresent", "false"), []],
    // Control characters are shown as numbers.
    [
        SCP,
        { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3x:::a\u001b[2J\u202e" },
        [/^statement 1 has arn:aws:s3x:::a\\u001b\[2J\\u202e in Resource: there is no service s3x/],
    ],
    // AWS's pages contradict each other.
    [
        SCP,
        withKey("ForAnyValue:StringEqualsIfExists", "aws:TagKeys", "x", { Action: "ec2:CreateTags" }),
        [/AWS's pages disagree on the result when the key is missing\. Use ForAnyValue:StringEquals, /],
    ],
    [
        SCP,
        withKey("ForAllValues:StringNotEquals", "aws:PrincipalTag/x", "a"),
        [/has one value, by ForAllValues:StringNotEquals/],
    ],
    // AWS does not say which actions have this key.
    [
        SCP,
        {
            Effect: "Deny",
            Action: "states:InvokeHTTPEndpoint",
            Condition: { StringNotLike: { "states:HTTPEndpoint": "https://a/*" } },
        },
        [],
    ],
];
