import { inputText, type ResourceChange, type ResourceInputs } from "../../../definition/feature";
import { asList, jsonAt, parsedJson } from "../../../evaluator/policyDocument";
import { listSome } from "../../../limits";
import type { SecurityModel } from "../securityModel";
import type { SecurityPart } from "./securityPart";

/** The switches by what the rules of EventBridge are named after, such as `macie eu-central-1` (components/security/findingPatterns.ts). */
const SWITCH_OF = {
    "security-hub": "securityHub",
    guardduty: "guardDuty",
    inspector: "inspector",
    macie: "macie",
    "access-analyzer": "accessAnalyzer",
} as const;

/** The most names in a sentence. */
const MOST_NAMES = 5;

/** Which findings are told no longer, or from now on: those of another severity, and those of a service that still finds something. */
export function toldParts(changes: readonly ResourceChange[], model: SecurityModel): readonly SecurityPart[] {
    const rules = changes.filter(({ type }) => type.endsWith(":EventRule"));
    const untold = new Set<string>();
    const told = new Set<string>();
    for (const { before, after } of rules.filter(({ operation }) => operation === "update")) {
        const [had, has] = [severitiesOf(before), severitiesOf(after)];
        for (const one of had) if (!has.includes(one)) untold.add(`findings of severity ${one}`);
        for (const one of has) if (!had.includes(one)) told.add(`findings of severity ${one}`);
    }
    for (const { name } of rules.filter(({ operation }) => operation === "delete")) {
        const [source = ""] = name.split(" ");
        if (isStillFinding(source, model)) untold.add(`findings of ${source}`);
    }
    return [
        ...(untold.size > 0
            ? [{ text: `no longer tells ${listSome([...untold], MOST_NAMES)}`, risk: "danger" as const }]
            : []),
        ...(told.size > 0 ? [{ text: `tells ${listSome([...told], MOST_NAMES)} too`, risk: "routine" as const }] : []),
    ];
}

/** Whether a service finds something that no other rule tells: Security Hub collects the findings of all others. */
function isStillFinding(source: string, model: SecurityModel): boolean {
    const entry = Object.entries(SWITCH_OF).find(([key]) => key === source);
    return entry !== undefined && model[entry[1]] !== undefined && (source === "security-hub" || !model.securityHub);
}

/** The severities that a rule matches, from the least. GuardDuty says them as a number. */
function severitiesOf(inputs: ResourceInputs | undefined): readonly string[] {
    const detail = jsonAt(parsedJson(inputText(inputs, "eventPattern") ?? "{}"), ["detail"]);
    const least = jsonAt(detail, ["severity", 0, "numeric", 1]);
    if (typeof least === "number") return GUARD_DUTY.filter(([from]) => from >= least).map(([, name]) => name);
    const names = [["findings", "Severity", "Label"], ["severity", "description"], ["severity"]].flatMap((path) =>
        asList(jsonAt(detail, path)),
    );
    return names.filter((one) => typeof one === "string").map((one) => one.toUpperCase());
}

const GUARD_DUTY: readonly (readonly [from: number, name: string])[] = [
    [1, "LOW"],
    [4, "MEDIUM"],
    [7, "HIGH"],
    [9, "CRITICAL"],
];
