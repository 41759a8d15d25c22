import type {
    ChangeWords,
    ResourceChange,
    ResourceInputs,
    ReviewedChange,
    WeighedRisk,
} from "../../definition/feature";
import { isJsonMap } from "../../evaluator/policyDocument";
import { SANDBOX_MARK } from "../../guardrails/sandboxMark";
import { quoted, visible } from "../../limits";
import type { ChangeContext } from "./changeContext";
import { changedTags } from "./changedTags";
import { CORE } from "../state";

/** What happens to units. */
export function unitChanges(changes: readonly ResourceChange[], { units }: ChangeContext): readonly ReviewedChange[] {
    return changes
        .filter(({ type }) => type === CORE.unit)
        .map((change): ReviewedChange => {
            const unit = units.get(change.name);
            const name = `Unit ${visible(change.name)}`;
            const common = {
                subject: "units" as const,
                risk: "routine" as const,
                details: [] as readonly string[],
                resources: [change.urn],
                ...(unit && { path: unit.path }),
            };
            switch (change.operation) {
                case "create":
                    return { ...common, kind: "unit-created", text: `${name} is created.` };
                case "import":
                    return {
                        ...common,
                        kind: "unit-taken-over",
                        text: `${name}, which AWS has already, is taken over.`,
                    };
                case "delete":
                case "forget":
                    return {
                        ...common,
                        kind: "unit-deleted",
                        risk: "attention",
                        text: `${name} is deleted. AWS deletes only an empty unit.`,
                    };
                case "replace":
                    return {
                        ...common,
                        kind: "unit-replaced",
                        risk: "attention",
                        text: `${name} is made anew in another place, and the old one is deleted.`,
                    };
                case "update":
                    return { ...common, ...updateOf(name, change, unit !== undefined) };
            }
        });
}

/** The kind that a unit is marked with. Only sandboxes are. */
function kindOf(inputs: ResourceInputs | undefined): string | undefined {
    const tags = inputs?.tags;
    const [mark = ""] = Object.keys(SANDBOX_MARK);
    return isJsonMap(tags) && typeof tags[mark] === "string" ? tags[mark] : undefined;
}

function updateOf(
    name: string,
    { name: key, properties, before, after }: ResourceChange,
    isDefined: boolean,
): Pick<ChangeWords, "kind" | "text" | "details"> & WeighedRisk {
    const details = changedTags(before, after);
    if (isDefined && kindOf(before) !== kindOf(after) && kindOf(after) === "sandbox") {
        return {
            kind: "unit-becomes-sandbox",
            risk: "danger",
            text: `${name} becomes a sandbox: its accounts can be emptied, and closed without an acknowledgement.`,
            details,
            acknowledge: `turn unit ${key} into a sandbox`,
        };
    }
    const risk = "routine";
    if (!properties.includes("name")) return { kind: "unit-tagged", risk, text: `${name} gets other tags.`, details };
    const [old, now] = [quoted(String(before?.name)), quoted(String(after?.name))];
    return { kind: "unit-renamed", risk, text: `${name} gets another name in AWS: ${now} instead of ${old}.`, details };
}
