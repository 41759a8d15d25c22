import { isJsonMap, parsedJson, type JsonMap } from "../../evaluator/policyDocument";
import { RunEnd } from "../runEndError";
import { isMark, KIND_MARK, MARK_PREFIX } from "../../guardrails/sandboxMark";

/**
 * Refuses settings of the AWS provider that would set a mark on every unit, or hide marks from the program. A definition cannot write
 * marks either.
 *
 * @param settings those of `aws:` in the stack's config.
 * @throws RunEnd
 */
export function checkProviderTags(settings: { get(key: string): string | undefined }, stack: string): void {
    const { tags = {} } = mapIn(settings.get("defaultTags"));
    const set = Object.keys(isJsonMap(tags) ? tags : {}).find((key) => isMark(key));
    if (set !== undefined) {
        throw new RunEnd(
            `Pulumi.${stack}.yaml: aws:defaultTags has the tag ${set}, which would be set on everything. Keys that begin with ${MARK_PREFIX} are marks that this program sets itself: ` +
                "AWS tells a sandbox by them. Take it out. Nothing was sent to AWS.",
        );
    }
    const { keys = [], keyPrefixes = [] } = mapIn(settings.get("ignoreTags"));
    const hidden = [
        ...[keys].flat().filter((key) => key === KIND_MARK),
        ...[keyPrefixes].flat().filter((prefix) => typeof prefix === "string" && KIND_MARK.startsWith(prefix)),
    ];
    if (hidden.length > 0) {
        throw new RunEnd(
            `Pulumi.${stack}.yaml: aws:ignoreTags hides ${KIND_MARK} (${hidden.map(String).join(", ")}), by which AWS tells a sandbox. ` +
                "Name the tags to ignore more closely. Nothing was sent to AWS.",
        );
    }
}

/** Pulumi keeps everything that is no text as JSON. What is wrong with it the provider itself says. */
function mapIn(text: string | undefined): JsonMap {
    const value = parsedJson(text ?? "{}");
    return isJsonMap(value) ? value : {};
}
