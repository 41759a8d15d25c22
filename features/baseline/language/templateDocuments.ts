import type { CloudFormationTemplate } from "../../../cloudformation";
import type { Path } from "../../../definition/problemReport";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { visible } from "../../../limits";
import type { BlockDocument, BlockStatement } from "../model";

/** Types whose PolicyDocument is an identity policy. */
const POLICIES = [
    "AWS::IAM::GroupPolicy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::UserPolicy",
];
/** Types with identity policies below Policies. */
const HOLDERS = ["AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::User"];
/** The property of a role that says who may take it. */
const TRUST = "AssumeRolePolicyDocument";

/** The policies of IAM in a template, with their paths in it. */
export function templateDocuments({ Resources }: CloudFormationTemplate): readonly BlockDocument[] {
    return Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]): readonly BlockDocument[] => {
        const path = ["template", "Resources", id, "Properties"];
        const name = `${Type} ${visible(id)}`;
        const document = Properties["PolicyDocument"];
        if (POLICIES.includes(Type)) return documentOf(name, document, [...path, "PolicyDocument"]);
        if (!HOLDERS.includes(Type)) return [];
        const policies = Properties["Policies"];
        return [
            ...documentOf(`trust policy of ${name}`, Properties[TRUST], [...path, TRUST]).map(withoutPrincipals),
            ...(Array.isArray(policies) ? policies : []).flatMap((policy: unknown, index) =>
                isJsonMap(policy)
                    ? documentOf(name, policy.PolicyDocument, [...path, "Policies", index, "PolicyDocument"])
                    : [],
            ),
        ];
    });
}

/** A trust policy as an identity policy, so that its actions can be checked. Its condition keys are often those of an identity provider. */
function withoutPrincipals(document: BlockDocument): BlockDocument {
    const statements = document.statements.map(({ path, statement }): BlockStatement => {
        const { Principal: _, NotPrincipal: __, Condition: ___, ...rest } = statement;
        return { path, statement: { ...rest, Resource: "*" } };
    });
    return { ...document, statements };
}

function documentOf(name: string, document: unknown, path: Path): readonly BlockDocument[] {
    const written = isJsonMap(document) ? document.Statement : undefined;
    const all: readonly unknown[] = Array.isArray(written) ? written : [written];
    const statements = all.flatMap((statement, index): BlockStatement[] => {
        const at = [...path, "Statement", ...(Array.isArray(written) ? [index] : [])];
        return isJsonMap(statement) && !("Fn::If" in statement) ? [{ path: at, statement }] : [];
    });
    return statements.length > 0 ? [{ name, path, statements }] : [];
}
