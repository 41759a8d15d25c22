/** The access role of an account that AWS has not made one in. */
export interface AccessRole {
    readonly name: string;
    /** The account that may assume it: the organisation's management account. */
    readonly managementAccountId: string;
    /** `aws`, `aws-cn` or `aws-us-gov`. */
    readonly partition: string;
}

const DESCRIPTION = "Lets the management account of the organization work in this account";

/** As of the role that AWS makes in accounts that it creates: the management account, and what it permits there. */
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

/** Commands of the AWS CLI that make the role, in their order. */
export function makingCommands(role: AccessRole): string[] {
    return [
        `aws iam create-role --role-name ${quoted(role.name)} --description '${DESCRIPTION}' --assume-role-policy-document ${trust(role)}`,
        attaching(role),
    ];
}

/** Commands that give a role of that name, which trusts another organisation, to this one. */
export function takingOverCommands(role: AccessRole): string[] {
    return [
        `aws iam update-assume-role-policy --role-name ${quoted(role.name)} --policy-document ${trust(role)}`,
        attaching(role),
    ];
}

/** A CloudFormation template that makes the role. Deleting its stack keeps the role: losing it would lock the organisation out. */
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

/** Role names hold no quote; those with a comma or an equals sign would be read otherwise by some shells. */
function quoted(name: string): string {
    return /^[\w.@-]+$/.test(name) ? name : `'${name}'`;
}
