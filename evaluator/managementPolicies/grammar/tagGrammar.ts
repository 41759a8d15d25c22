import { isJsonMap } from "../../policyDocument";
import type { GrammarProblem } from "./grammarCheck";
import { map, named, text, texts } from "./settingGrammar";

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html */
export const tagPolicy = map(
    { tags: named(map({ tag_key: text, tag_value: texts, enforced_for: texts, report_required_tag_for: texts })) },
    ["tags"],
);

/** The tag's key, and the key of its entry in the document, may differ only in case. */
export function checkTagKeys(document: Readonly<Record<string, unknown>>): GrammarProblem[] {
    if (!isJsonMap(document.tags)) return [];
    return Object.entries(document.tags).flatMap(([key, tag]) => {
        const assigned = isJsonMap(tag) && isJsonMap(tag.tag_key) ? tag.tag_key["@@assign"] : undefined;
        if (typeof assigned !== "string" || assigned.toLowerCase() === key.toLowerCase()) return [];
        return [
            {
                path: ["tags", key, "tag_key", "@@assign"],
                message: `is ${JSON.stringify(assigned)}, but may differ from ${JSON.stringify(key)} in upper and lower case only`,
            },
        ];
    });
}
