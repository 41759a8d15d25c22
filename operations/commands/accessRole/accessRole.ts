/** The access role of an account in which AWS has not created it. */
export interface AccessRole {
    readonly name: string;
    /** The account that may assume the role: the organisation's management account. */
    readonly managementAccountId: string;
    /** `aws`, `aws-cn` or `aws-us-gov`. */
    readonly partition: string;
}

const DESCRIPTION = "Lets the management account of the organization work in this account";

/** The trust policy of the role that AWS creates in new accounts: the management account may assume it. */
export function trustPolicy({ managementAccountId, partition }: AccessRole): object {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { AWS: `arn:${partition}:iam::${managementAccountId}:root` },
                Action: "sts:AssumeRole",
            },
        ],
    };
}

/** AWS CLI commands that create the role, in order. */
export function makingCommands(role: AccessRole): string[] {
    return [
        `aws iam create-role --role-name ${quoted(role.name)} --description '${DESCRIPTION}' --assume-role-policy-document ${trust(role)}`,
        attaching(role),
    ];
}

/** AWS CLI commands that make an existing role trust this organisation instead of another one. */
export function takingOverCommands(role: AccessRole): string[] {
    return [
        `aws iam update-assume-role-policy --role-name ${quoted(role.name)} --policy-document ${trust(role)}`,
        attaching(role),
    ];
}

/**
 * A CloudFormation template that creates the role. Deleting the stack keeps the role, because losing it would lock the organisation
 * out.
 */
export function template(role: AccessRole): string {
    const { managementAccountId } = role;
    return `AWSTemplateFormatVersion: "2010-09-09"
Description: ${DESCRIPTION}
Resources:
    AccessRole:
        Type: AWS::IAM::Role
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
        Properties:
            RoleName: "${role.name}"
            Description: ${DESCRIPTION}
            AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                    - Effect: Allow
                      Principal: { AWS: !Sub "arn:\${AWS::Partition}:iam::${managementAccountId}:root" }
                      Action: sts:AssumeRole
            ManagedPolicyArns: [!Sub "arn:\${AWS::Partition}:iam::aws:policy/AdministratorAccess"]
`;
}

function attaching({ name, partition }: AccessRole): string {
    return `aws iam attach-role-policy --role-name ${quoted(name)} --policy-arn arn:${partition}:iam::aws:policy/AdministratorAccess`;
}

function trust(role: AccessRole): string {
    return `'${JSON.stringify(trustPolicy(role))}'`;
}

/** Role names contain no quotes. Some shells need quotes around a name with a comma or an equals sign. */
function quoted(name: string): string {
    return /^[\w.@-]+$/.test(name) ? name : `'${name}'`;
}
