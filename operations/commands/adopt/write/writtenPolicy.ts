import type { Tags } from "../../../../definition";
import { LIBRARY } from "../../../../guardrails";
import { unknownRcpServices } from "../../../../evaluator/evaluation";
import { statementsOf, documentOf } from "../../../../evaluator/policyDocument";
import { DEFAULT_ROLE_NAME } from "../../../../definition";
import type { InventoryPolicy } from "../inventory";
import { jsonText, sameJson } from "../jsonText";
import { overlay } from "./tagInheritance";
import type { YamlContent } from "./definitionYaml";

/** The longest document that is written into the definition. A longer one becomes a JSON file. */
const INLINE = 160;

/** A policy as the definition writes it, with the file that contains its document. */
export interface WrittenPolicy {
    readonly content: Readonly<Record<string, YamlContent | undefined>>;
    /** The file's path relative to the definition's folder, and its text. */
    readonly file?: readonly [string, string];
}

/**
 * @param inherited the tags that every policy of the definition inherits.
 * @param lockedOut the principals that the policy already locks out.
 */
export function writePolicy(
    key: string,
    policy: InventoryPolicy,
    inherited: Tags,
    lockedOut: readonly string[] = [],
): WrittenPolicy {
    const document = documentOf(policy.content);
    const tags = overlay(policy.tags, inherited);
    const common = {
        ...(policy.name !== key && { name: policy.name }),
        id: policy.id,
    };
    const rcpServices = servicesSince(policy.type, document);
    const acknowledge = {
        ...(lockedOut.length > 0 && { lockOut: lockedOut }),
        ...(rcpServices.length > 0 && { rcpServices }),
    };
    const tagged = {
        ...(Object.keys(tags).length > 0 && { tags }),
        ...(Object.keys(acknowledge).length > 0 && { acknowledge }),
    };
    const guardrail = libraryGuardrail(policy.type, document);
    if (guardrail) {
        const same = guardrail.description === policy.description;
        return {
            content: {
                ...common,
                guardrail: guardrail.name,
                ...(!same && { description: policy.description }),
                ...tagged,
            },
        };
    }
    const content = {
        ...common,
        type: policy.type,
        ...(policy.description !== "" && { description: policy.description }),
    };
    const file = `policies/${key}.json`;
    return isShort(document)
        ? { content: { ...content, ...tagged, document } }
        : {
              content: { ...content, ...tagged, file },
              file: [file, jsonText(document)],
          };
}

/** The services that resource control policies have come to cover, judging by this document, and that this program does not know yet. */
function servicesSince(type: string, document: unknown): string[] {
    if (type !== "RESOURCE_CONTROL_POLICY") return [];
    return unknownRcpServices(statementsOf(document));
}

/** The library guardrail whose document without parameters equals this one. */
function libraryGuardrail(type: string, document: unknown): { name: string; description: string } | undefined {
    return [...LIBRARY.values()].find((guardrail) => {
        if (guardrail.type !== type) return false;
        const defaults = "roleName" in guardrail.parameters.shape ? { roleName: DEFAULT_ROLE_NAME } : {};
        const parsed = guardrail.parameters.safeParse(defaults);
        return parsed.success && sameJson(guardrail.document(parsed.data), document);
    });
}

/** Whether a document is short, and consists of strings, lists and maps only. YAML and JSON write those the same. */
function isShort(document: unknown): document is { readonly [key: string]: YamlContent } {
    return JSON.stringify(document).length <= INLINE && isPlain(document) && !Array.isArray(document);
}

function isPlain(value: unknown): value is YamlContent {
    if (typeof value === "string") return !/[^\x20-\x7e]/.test(value);
    if (Array.isArray(value)) return value.every(isPlain);
    return (
        typeof value === "object" &&
        value !== null &&
        Object.entries(value).every(([key, one]) => key !== "__proto__" && isPlain(key) && isPlain(one))
    );
}
