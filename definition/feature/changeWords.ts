import type { ResourceOperation } from "./resourceChange";
import type { Risk, WeighedRisk } from "./reviewedChange";

/** The worst first. */
const RISKS: readonly Risk[] = ["danger", "attention", "routine"];

/** Orders the worst first. */
export function byRisk(one: { readonly risk: Risk }, other: { readonly risk: Risk }): number {
    return RISKS.indexOf(one.risk) - RISKS.indexOf(other.risk);
}

/** The worst of some risks; `routine` if there is none. */
export function worstRisk(risks: readonly Risk[]): Risk {
    return RISKS.find((risk) => risks.includes(risk)) ?? "routine";
}

/** A risk that is computed, with the text that has to acknowledge it if it is a danger. */
export function weighed(risk: Risk, acknowledge: string): WeighedRisk {
    return risk === "danger" ? { risk, acknowledge } : { risk };
}

/** The worst of the parts of a change. Of several dangers, it names what has to acknowledge each. */
export function worstOf(parts: readonly WeighedRisk[]): WeighedRisk {
    const risk = worstRisk(parts.map((part) => part.risk));
    if (risk !== "danger") return { risk };
    const texts = new Set(parts.flatMap(({ acknowledge }) => acknowledge ?? []));
    const [acknowledgedBy = ""] = parts.flatMap((part) => part.acknowledgedBy ?? []);
    return texts.size > 0 ? { risk, acknowledge: [...texts].join(" and ") } : { risk, acknowledgedBy };
}

/** What happens to a thing, as the verb of a sentence: `is created`. */
export function operationText(operation: ResourceOperation, isOne = true): string {
    const [is, changes, leaves] = isOne ? ["is", "changes", "leaves"] : ["are", "change", "leave"];
    switch (operation) {
        case "create":
            return `${is} created`;
        case "import":
            return `${is} taken over`;
        case "update":
            return changes;
        case "replace":
            return `${is} deleted and created anew`;
        case "delete":
            return `${is} deleted`;
        case "forget":
            return `${leaves} the stack, and ${isOne ? "stays" : "stay"} in AWS`;
    }
}

/** What happens to a thing, as the end of a change's kind: `added` for `budget-added`. */
export function operationKind(operation: ResourceOperation): "added" | "removed" | "replaced" | "changes" {
    if (operation === "create" || operation === "import") return "added";
    if (operation === "delete" || operation === "forget") return "removed";
    return operation === "replace" ? "replaced" : "changes";
}
