/** Statement elements, and the actions that they match and do not match. */
export type ActionCase = readonly [
    element: { readonly Action: string | string[] } | { readonly NotAction: string | string[] },
    matching: readonly string[],
    others: readonly string[],
];

/**
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 * and, for wildcards at the start and in the middle,
 * https://aws.amazon.com/blogs/security/unlock-new-possibilities-aws-organizations-service-control-policy-now-supports-full-iam-language/
 */
export const ACTION_CASES: readonly ActionCase[] = [
    [{ Action: "*" }, ["s3:GetObject", "iam:CreateUser", "ec2:RunInstances"], []],
    [
        { Action: "vpc-lattice:Associate*-Events*" },
        ["vpc-lattice:AssociateViaAWSService-EventsAndStates"],
        ["vpc-lattice:AssociateX"],
    ],
    [{ Action: "*:*" }, ["s3:GetObject", "iam:CreateUser"], []],
    [{ Action: "s3:*" }, ["s3:GetObject", "s3:ListAllMyBuckets"], ["s3express:CreateSession", "ec2:RunInstances"]],
    [{ Action: "s3:GetObject" }, ["s3:GetObject"], ["s3:GetObjectAcl", "s3:PutObject"]],
    [{ Action: "s3:Get*" }, ["s3:GetObject", "s3:GetBucketPolicy"], ["s3:PutObject", "s3:ListBucket"]],
    [{ Action: "s3:GetObject*" }, ["s3:GetObject", "s3:GetObjectAcl"], ["s3:GetBucketAcl"]],
    [{ Action: "iam:*AccessKey*" }, ["iam:CreateAccessKey", "iam:ListAccessKeys"], ["iam:CreateUser"]],
    [{ Action: "iam:*Role" }, ["iam:CreateRole", "iam:PassRole"], ["iam:CreateRoles", "iam:ListRoleTags"]],
    [{ Action: "ec2:*Instances" }, ["ec2:RunInstances", "ec2:StopInstances"], ["ec2:DescribeInstanceTypes"]],
    [{ Action: "ec2:Describe*Types" }, ["ec2:DescribeInstanceTypes"], ["ec2:DescribeInstances"]],
    [{ Action: "ec2:*Vpc*" }, ["ec2:CreateVpc", "ec2:CreateVpcEndpoint", "ec2:DescribeVpcs"], ["ec2:CreateSubnet"]],
    [{ Action: "sqs:?etQueueUrl" }, ["sqs:GetQueueUrl", "sqs:SetQueueUrl"], ["sqs:QueueUrl", "sqs:GgetQueueUrl"]],
    [{ Action: "s3:GetObjec?" }, ["s3:GetObject"], ["s3:GetObjec", "s3:GetObjectAcl"]],
    [{ Action: "s3:*Object*Acl" }, ["s3:GetObjectAcl", "s3:PutObjectVersionAcl"], ["s3:GetBucketAcl", "s3:GetObject"]],
    // Services and actions are not case-sensitive.
    [{ Action: "S3:getobject" }, ["s3:GetObject", "S3:GETOBJECT"], ["s3:PutObject"]],
    [{ Action: "iam:createuser" }, ["IAM:CreateUser"], ["iam:CreateRole"]],
    [{ Action: "IAM:*" }, ["iam:CreateUser"], ["ec2:RunInstances"]],
    [{ Action: "Ec2:run*" }, ["ec2:RunInstances"], ["ec2:StopInstances"]],
    // Lists.
    [{ Action: ["s3:GetObject", "s3:PutObject"] }, ["s3:GetObject", "s3:PutObject"], ["s3:DeleteObject"]],
    [{ Action: ["s3:Get*", "ec2:*", "iam:PassRole"] }, ["s3:GetObject", "ec2:X", "iam:PassRole"], ["s3:PutObject"]],
    [{ Action: ["a:b", "*"] }, ["s3:GetObject"], []],
    // NotAction is everything else, of all services.
    [{ NotAction: "iam:*" }, ["s3:GetObject", "ec2:RunInstances"], ["iam:CreateUser"]],
    [{ NotAction: ["iam:*", "sts:*"] }, ["s3:GetObject"], ["iam:CreateUser", "sts:AssumeRole"]],
    [{ NotAction: "s3:GetObject" }, ["s3:PutObject", "s3:GetObjectAcl", "ec2:X"], ["s3:GetObject"]],
    [{ NotAction: "S3:GET*" }, ["s3:PutObject"], ["s3:GetObject"]],
    [{ NotAction: "*" }, [], ["s3:GetObject", "ec2:RunInstances"]],
    [{ NotAction: ["*:Describe*"] }, ["ec2:RunInstances"], ["ec2:DescribeInstances", "rds:DescribeDBInstances"]],
];

/** Resource elements, ARNs that they match, and ARNs that they do not. */
export type ResourceCase = readonly [
    element: { readonly Resource: string | string[] } | { readonly NotResource: string | string[] },
    matching: readonly string[],
    others: readonly string[],
];

const INSTANCE = "arn:aws:ec2:eu-central-1:111122223333:instance/i-1";

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
export const RESOURCE_CASES: readonly ResourceCase[] = [
    [{ Resource: "*" }, ["arn:aws:s3:::bucket", INSTANCE, "*"], []],
    [{ Resource: "arn:aws:s3:::bucket" }, ["arn:aws:s3:::bucket"], ["arn:aws:s3:::bucket/key", "arn:aws:s3:::buckets"]],
    [
        { Resource: "arn:aws:s3:::bucket/*" },
        ["arn:aws:s3:::bucket/a", "arn:aws:s3:::bucket/a/b"],
        ["arn:aws:s3:::bucket"],
    ],
    [
        { Resource: "arn:aws:s3:::bucket*" },
        ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket2/x"],
        ["arn:aws:s3:::my-bucket"],
    ],
    [{ Resource: "arn:aws:s3:::*-prod/*" }, ["arn:aws:s3:::a-prod/k"], ["arn:aws:s3:::a-dev/k", "arn:aws:s3:::a-prod"]],
    // ARNs are case-sensitive.
    [{ Resource: "arn:aws:s3:::Bucket" }, ["arn:aws:s3:::Bucket"], ["arn:aws:s3:::bucket"]],
    [{ Resource: "arn:aws:iam::*:role/Admin" }, ["arn:aws:iam::1:role/Admin"], ["arn:aws:iam::1:role/admin"]],
    [
        { Resource: "arn:aws:iam::*:role/a?c" },
        ["arn:aws:iam::1:role/abc"],
        ["arn:aws:iam::1:role/ac", "arn:aws:iam::1:role/abbc"],
    ],
    [
        { Resource: "arn:*:iam::*:role/Org*" },
        ["arn:aws-cn:iam::1:role/OrgX", "arn:aws:iam::1:role/Org"],
        ["arn:aws:iam::1:user/Org"],
    ],
    [{ Resource: "arn:aws:ec2:*:*:instance/*" }, [INSTANCE], ["arn:aws:ec2:eu-central-1:111122223333:volume/v"]],
    [{ Resource: "arn:aws:ec2:eu-*:*:instance/*" }, [INSTANCE], ["arn:aws:ec2:us-east-1:111122223333:instance/i-1"]],
    // A * at the end of a part also matches colons.
    [{ Resource: "arn:aws:ec2:*" }, [INSTANCE], ["arn:aws:s3:::bucket"]],
    [{ Resource: "arn:aws:ec2:*:instance/*" }, [INSTANCE], ["arn:aws:ec2:eu-central-1:111122223333:volume/v"]],
    [
        { Resource: "arn:aws:logs:*:*:log-group:/aws/*" },
        ["arn:aws:logs:r:1:log-group:/aws/x:stream:y"],
        ["arn:aws:logs:r:1:log-group:/x"],
    ],
    [
        { Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b/*"] },
        ["arn:aws:s3:::a", "arn:aws:s3:::b/k"],
        ["arn:aws:s3:::b", "arn:aws:s3:::a/k"],
    ],
    // AWS completes an ARN that has fewer than six parts.
    [{ Resource: "arn:aws:ec2" }, [INSTANCE], ["arn:aws:s3:::bucket", "*"]],
    [
        { Resource: "arn:aws:ec2:eu-central-1" },
        [INSTANCE],
        ["arn:aws:ec2:eu-west-1:111122223333:instance/i-1", "arn:aws:s3:::bucket"],
    ],
    [{ NotResource: "arn:aws:ec2:eu-central-1:111122223333" }, ["arn:aws:s3:::bucket"], [INSTANCE]],
    // AWS replaces variables only after the fifth colon. An ARN with a variable before it matches nothing.
    [{ Resource: "arn:aws:iam::${aws:PrincipalAccount}:role/Admin" }, [], ["arn:aws:iam::111122223333:role/Admin"]],
    [{ Resource: "arn:${x:partition, 'aws'}:s3:::bucket" }, [], ["arn:aws:s3:::bucket"]],
    [{ NotResource: "arn:aws:ec2:${aws:RequestedRegion}:*:instance/*" }, [INSTANCE], []],
    [{ Resource: "arn:aws:s3:::${x:none, 'a:b'}" }, ["arn:aws:s3:::a:b"], ["arn:aws:s3:::a"]],
    [{ Resource: "arn:aws:s3:::${*}" }, ["arn:aws:s3:::*"], ["arn:aws:s3:::a"]],
    // An action without a resource has the resource *, which no ARN matches.
    [{ Resource: "arn:aws:s3:::*" }, [], ["*"]],
    [{ NotResource: "arn:aws:s3:::*" }, ["*", INSTANCE], ["arn:aws:s3:::bucket"]],
    [
        { NotResource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"] },
        ["arn:aws:s3:::b"],
        ["arn:aws:s3:::a", "arn:aws:s3:::a/k"],
    ],
    [{ NotResource: "arn:aws:s3:::A" }, ["arn:aws:s3:::a"], ["arn:aws:s3:::A"]],
    [{ NotResource: "*" }, [], ["arn:aws:s3:::a", "*"]],
];
