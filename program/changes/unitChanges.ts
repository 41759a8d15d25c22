import type { ResourceChange, ResourceInputs, ReviewedChange } from "../../definition/feature";
import { isJsonMap } from "../../evaluator/policyDocument";
import { SANDBOX_MARK } from "../../guardrails/sandboxMark";
import { quoted, visible } from "../../limits";
import type { ChangeContext } from "./changeContext";
import { changedTags } from "./changedTags";
import { CORE } from "./coreTypes";

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
                case "update": {
                    const isNamed = change.properties.includes("name");
                    const kinds = [change.before, change.after].map(kindOf);
                    if (unit && kinds[0] !== kinds[1] && kinds[1] === "sandbox") {
                        return {
                            ...common,
                            kind: "unit-becomes-sandbox",
                            risk: "danger",
                            text: `${name} becomes a sandbox: its accounts can be emptied, and closed without an acknowledgement.`,
                            details: changedTags(change.before, change.after),
                            acknowledge: `make unit ${change.name} a sandbox`,
                        };
                    }
                    return {
                        ...common,
                        kind: isNamed ? "unit-renamed" : "unit-tagged",
                        text: isNamed
                            ? `${name} gets another name in AWS: ${quoted(String(change.after?.name))} instead of ${quoted(String(change.before?.name))}.`
                            : `${name} gets other tags.`,
                        details: changedTags(change.before, change.after),
                    };
                }
            }
        });
}

/** The kind that a unit is marked with. Only sandboxes are. */
function kindOf(inputs: ResourceInputs | undefined): string | undefined {
    const tags = inputs?.tags;
    const [mark = ""] = Object.keys(SANDBOX_MARK);
    return isJsonMap(tags) && typeof tags[mark] === "string" ? tags[mark] : undefined;
}
