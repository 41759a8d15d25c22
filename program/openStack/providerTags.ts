import { isJsonMap, parsedJson, type JsonMap } from "../../evaluator/policyDocument";
import { RunEnd } from "../runEndError";
import { isMark, KIND_MARK, MARK_PREFIX } from "../../guardrails/sandboxMark";

/**
 * Refuses settings of the AWS provider that would set one of the program's own tags on every unit, or hide those tags from the program. A
 * definition cannot write them either.
 *
 * @param settings those of `aws:` in the stack's config.
 * @throws RunEnd
 */
export function checkProviderTags(settings: { get(key: string): string | undefined }, stack: string): void {
    const { tags = {} } = mapIn(settings.get("defaultTags"));
    const set = Object.keys(isJsonMap(tags) ? tags : {}).find((key) => isMark(key));
    if (set !== undefined) {
        throw new RunEnd(
            `Pulumi.${stack}.yaml: aws:defaultTags has the tag ${set}, which would be set on everything. Tags that begin with ${MARK_PREFIX} are set by this program itself: ` +
                "they mark sandboxes. Remove it. Nothing was sent to AWS.",
        );
    }
    const { keys = [], keyPrefixes = [] } = mapIn(settings.get("ignoreTags"));
    const hidden = [
        ...[keys].flat().filter((key) => key === KIND_MARK),
        ...[keyPrefixes].flat().filter((prefix) => typeof prefix === "string" && KIND_MARK.startsWith(prefix)),
    ];
    if (hidden.length > 0) {
        throw new RunEnd(
            `Pulumi.${stack}.yaml: aws:ignoreTags hides the tag ${KIND_MARK} (${hidden.map(String).join(", ")}), which marks sandboxes. ` +
                "Name the tags to ignore more precisely. Nothing was sent to AWS.",
        );
    }
}

/** Pulumi keeps everything that is not text as JSON. The provider itself reports mistakes in it. */
function mapIn(text: string | undefined): JsonMap {
    const value = parsedJson(text ?? "{}");
    return isJsonMap(value) ? value : {};
}
