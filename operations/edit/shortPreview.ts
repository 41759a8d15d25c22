import { formatPlace } from "../../definition";
import { firstLines, visible } from "../../limits";
import { policyMessage } from "../cli/policyMessage";
import type { CommandContext } from "../cli/commandContext";
import type { PolicyFinding } from "../cli/engineLog";
import { shellWord } from "../cli/shellText";

/** The most lines of a preview. */
const MOST_LINES = 60;
/** Characters of a message of the policy pack. */
const MOST_CHARACTERS = 1_000;

/** What Pulumi prints without properties, cut. */
export function shortPreview(text: string, stack: string): string {
    return firstLines(
        text.split("\n"),
        MOST_LINES,
        (more) => `... and ${more} more lines. In words: org review --preview --stack ${shellWord(stack)}`,
    ).join("\n");
}

/** What the policy pack refuses, each with its file and line, as far as they are known. Empty if it refuses nothing. */
export function refusedByPack(
    findings: readonly PolicyFinding[],
    context: Pick<CommandContext, "model" | "settings">,
): string {
    const refused = findings.filter(({ level }) => level === "mandatory");
    if (refused.length === 0) return "";
    const lines = refused.flatMap((finding) => {
        const { policy, message, place } = policyMessage(finding, [], context);
        const text = message
            .trim()
            .split(/\s*\n\s*/)
            .join(" ");
        return [
            `  - ${visible(`${policy}: ${text}`, MOST_CHARACTERS)}`,
            ...(place ? [`    ${formatPlace(place)}`] : []),
        ];
    });
    const shown = firstLines(lines, MOST_LINES, (more) => `  ... and ${more} more lines`);
    return ["The policy pack refuses it:", ...shown].join("\n");
}
