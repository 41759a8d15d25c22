import type { CostReport } from "../../report/costReport";

/** Why all costs are without a tag, though the accounts may have values; undefined if every tag is on some cost. */
export function unseenTagsText(unassigned: CostReport["unassigned"]): string | undefined {
    const names = unassigned.filter(({ isUnseen }) => isUnseen).map(({ name }) => name.replace(/^tag /, ""));
    if (names.length === 0) return undefined;
    const tags = names.length === 1 ? `tag ${names[0]}` : `tags ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
    return (
        `No cost of the month has the ${tags}. AWS counts a tag from the day on which an up activates it, up to a day after its first use on a resource. ` +
        "Until then, values come from accounts alone."
    );
}
