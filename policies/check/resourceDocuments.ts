import { isJsonMap, type JsonMap } from "../../evaluator/policyDocument";
import type { RawStatement } from "../../evaluator/policyDocument";
import { IAM_POLICY_SIZES, POLICY_TYPES, type PolicyType } from "../../limits";
import { PERMISSION_SET, POLICY, ROLE, type Resource } from "./checkedResources";
import { known, knownElements, knownText, UNKNOWN } from "./unknownValues";

/** A kind of policy document in IAM or IAM Identity Center. */
export type IamKind = Exclude<keyof typeof IAM_POLICY_SIZES, "source">;

/** A policy document in a resource. */
export interface PolicyDocument {
    /** How a message names it: `the document`, `the inline policy "logs"`. */
    readonly what: string;
    /** AWS's name of the type of organisation policy, or the kind of IAM document. */
    readonly kind: string;
    /** As it is sent. */
    readonly text: string;
}

/** The types of resource that hold one document: the property that holds it, its kind, and how a message names it. */
const HOLDERS: Readonly<Record<string, { readonly property: string; readonly kind: IamKind; readonly what?: string }>> =
    {
        "aws:iam/policy:Policy": { property: "policy", kind: "managed" },
        "aws:iam/rolePolicy:RolePolicy": { property: "policy", kind: "inlineRole" },
        "aws:iam/userPolicy:UserPolicy": { property: "policy", kind: "inlineUser" },
        "aws:iam/groupPolicy:GroupPolicy": { property: "policy", kind: "inlineGroup" },
        "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": {
            property: "inlinePolicy",
            kind: "permissionSetInline",
        },
        [PERMISSION_SET]: { property: "inlinePolicy", kind: "permissionSetInline", what: "the inline policy" },
    };

/** The types of resource that grant permissions by a document. */
export const GRANTING_TYPES: readonly string[] = [...Object.keys(HOLDERS), ROLE];
/** The types of resource that hold a policy document of any kind. */
export const DOCUMENT_TYPES: readonly string[] = [...GRANTING_TYPES, POLICY];

/** The documents of a resource that are known. An organisation policy without `type` is a service control policy. */
export function documentsOf(resource: Resource): PolicyDocument[] {
    const props = resource.props;
    const holder = HOLDERS[resource.type];
    if (holder !== undefined) {
        return document(holder.what ?? "the document", holder.kind, () => props[holder.property]);
    }
    if (resource.type === POLICY) {
        const type = known(() => props.type);
        if (type === UNKNOWN) return [];
        return document("the document", (type as string | undefined) ?? "SERVICE_CONTROL_POLICY", () => props.content);
    }
    if (resource.type === ROLE) {
        const inline = knownElements(() => props.inlinePolicies as Record<string, unknown>[] | undefined);
        return [
            ...document("the trust policy", "trust", () => props.assumeRolePolicy),
            ...inline.flatMap((policy) => {
                const name = knownText(() => policy.name);
                const what = name === undefined ? "an inline policy" : `the inline policy ${JSON.stringify(name)}`;
                return document(what, "inlineRole", () => policy.policy);
            }),
        ];
    }
    return [];
}

/** The document as a list of one, empty where it is unknown or missing. The provider also accepts an object, and sends it as JSON. */
function document(what: string, kind: string, read: () => unknown): PolicyDocument[] {
    const text = known(() => {
        const value = read();
        return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
    });
    return typeof text === "string" && text !== "" ? [{ what, kind, text }] : [];
}

/** Whether the document is an organisation policy, which only limits what IAM grants. */
export function isOrganizationPolicy(kind: string): kind is PolicyType {
    return kind in POLICY_TYPES;
}

/** Whether the document is one of IAM or IAM Identity Center. */
export function isIamDocument(kind: string): kind is IamKind {
    return kind in IAM_POLICY_SIZES && kind !== "source";
}

/** Whether the document says what its own role, user, group or permission set may do. */
export function isIdentityPolicy(kind: string): boolean {
    return isIamDocument(kind) && kind !== "trust";
}

/** Parses a document to an object, or says what is wrong with its JSON. */
export function parseDocument(text: string): { readonly value: JsonMap } | { readonly error: string } {
    try {
        const value = JSON.parse(text) as unknown;
        return isJsonMap(value) ? { value } : { error: "a policy document is an object {...}" };
    } catch (error) {
        return { error: (error as Error).message };
    }
}

/** How a message names a statement: by its `Sid`, or by its position, counted from 1. */
export function statementName(statement: RawStatement, index: number): string {
    return typeof statement.Sid === "string" && statement.Sid !== ""
        ? `statement ${JSON.stringify(statement.Sid)}`
        : `statement ${index + 1}`;
}
