import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { stackParameters } from "../template/stackParameters";
import { sub } from "../template/templateIntrinsics";
import { typedResource } from "../template/typedResource";
import { boundaryParameters, boundaryStatements, deniedDocuments } from "./boundaryPolicy";

const { Parameters, references } = stackParameters({ Name: "The name of the policy" });

export const permissionsBoundary = libraryBlock({
    name: "permissions-boundary",
    title: "Permissions boundary for the account's roles",
    description:
        "A managed policy that people set as the boundary of roles which they make. A role with it may do everything that its own policies allow, except escape: it makes and changes only roles that carry the boundary too, cannot take it off or change it, and cannot hand a role without it to a service.",
    parameters: z.strictObject({
        name: z
            .string()
            .regex(/^[\w+=,.@-]{1,128}$/, "use up to 128 letters, digits and _+=,.@-")
            .default("workload-boundary")
            .describe("The name of the policy."),
        ...boundaryParameters,
    }),
    isGlobal: true,
    price: "Nothing.",
    traps: [
        "The policy binds only roles that carry it. To require it, set it as the boundary of whoever makes roles: of a deploy role, or of a permission set (`boundary: { customerManaged: { name: workload-boundary } }`).",
        "A role that trusts the whole account lets a bound role in. Name such roles in `protectedRoles`, and let their trust policies name who may assume them.",
        "It does not reach what runs with another role already: whoever may change the code of such a function, or command such an instance, acts with that role. Give those roles the boundary too.",
        "Bound roles make no access keys and passwords of IAM users.",
        "A policy of this name that somebody has made by hand makes the stack fail. Delete it, or choose another name.",
        "CloudFormation cannot delete the policy while a role carries it: then the stack fails when the block is taken away.",
    ],
    whenRemoved: "The policy is deleted if no role carries it.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    capabilities: ["CAPABILITY_NAMED_IAM"],
    actions: [
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:GetPolicy",
        "iam:ListPolicyVersions",
    ],
    template: (said) => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "A permissions boundary for the account's roles",
        Parameters,
        Resources: {
            Boundary: typedResource("AWS::IAM::ManagedPolicy", {
                ManagedPolicyName: references.Name,
                // Never change it: AWS replaces a policy for another description, and the name would be taken.
                Description: "The most that roles of this account may do. It holds itself together",
                PolicyDocument: {
                    Version: "2012-10-17",
                    Statement: boundaryStatements(
                        sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${Name}"),
                        said,
                    ),
                },
            }),
        },
    }),
    cloudFormationParameters: ({ name }) => ({ Name: name }),
    documents: ({ name, alsoDenied }) => deniedDocuments(name, alsoDenied),
});
