import { parseUrn } from "../../program/state/urn";

/** A step of the engine: what happens to a resource, its type and name, and the inputs that differ. */
export type Step = readonly [operation: string, type: string, name: string, properties: readonly string[]];

/** What the engine's preview says, without what is the same in every preview. */
export interface Previewed {
    readonly steps: readonly Step[];
    /** The program's refusals, each with its file and key. */
    readonly refusals: readonly string[];
}

interface PreviewedState {
    readonly custom?: boolean;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly retainOnDelete?: boolean;
}

interface EngineStep {
    readonly op: string;
    readonly urn: string;
    readonly oldState?: PreviewedState;
    readonly newState?: PreviewedState;
    readonly diffReasons?: readonly string[] | null;
}

interface EnginePreview {
    readonly steps?: readonly EngineStep[];
    readonly diagnostics?: readonly { readonly message: string; readonly severity: string }[];
}

/** The engine shows a replacement as three steps. */
const OPERATIONS: Readonly<Record<string, string>> = { "create-replacement": "replace", "delete-replaced": "replace" };

/** Inputs that the provider does not compare: they say how a change is made. They differ in a step only if something else does. */
export const NOT_COMPARED: Readonly<Record<string, readonly string[]>> = {
    "pulumi-nodejs:dynamic/baseline:BlockStackSet": ["operation", "rings", "units"],
};

/** Reads the output of `pulumi preview --json`. */
export function previewed(output: string): Previewed {
    const { steps = [], diagnostics = [] } = JSON.parse(output.slice(output.indexOf("{"))) as EnginePreview;
    const changed = steps
        // Components are not in AWS. The providers' endpoints hold the local AWS's port, which is another one in every run.
        .filter(({ op, urn, newState, oldState }) => op !== "same" && isInAws(urn, newState ?? oldState))
        .map((step): Step => {
            const { type, name } = parseUrn(step.urn);
            return [operationOf(step), type, name, propertiesOf(step)];
        });
    const refusals = diagnostics
        .filter(({ severity }) => severity === "error")
        .flatMap(({ message }) => refusalsIn(message));
    return { steps: union([changed]), refusals: refusals.sort() };
}

function isInAws(urn: string, state: PreviewedState | undefined): boolean {
    return state?.custom === true && !urn.includes("pulumi:providers:");
}

function operationOf({ op, oldState }: EngineStep): string {
    if (op === "delete" && oldState?.retainOnDelete === true) return "forget";
    return OPERATIONS[op] ?? op;
}

/** What the engine compares, or the provider's word where all inputs are the same. */
function propertiesOf({ op, urn, oldState, newState, diffReasons }: EngineStep): readonly string[] {
    const [before, after] = [oldState?.inputs, newState?.inputs];
    const aside = NOT_COMPARED[parseUrn(urn).type] ?? [];
    if (op === "delete" || before === undefined || after === undefined) return [];
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const differing = keys.filter(
        (key) =>
            !key.startsWith("__") && !aside.includes(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    return (differing.length > 0 ? differing : [...(diffReasons ?? [])]).sort();
}

/** The mistakes of one message, each with its file. */
function refusalsIn(message: string): readonly string[] {
    return (
        message
            .split(/\n\n|\n(?= {2}\S)/)
            // Another change moves the lines of this one, and a day that a message proposes moves with the calendar.
            .map((text) =>
                text
                    .replace(/(\.\w+):\d+:\d+ /, "$1 ")
                    .replaceAll(/\d{4}-\d\d-\d\d/g, "DAY")
                    .replaceAll(/\s+/g, " ")
                    .trim(),
            )
            .filter((text) => text !== "" && !text.startsWith("error: The definition has"))
    );
}

/** The steps of several previews, each resource once with all properties, in a fixed order. */
export function union(all: readonly (readonly Step[])[]): readonly Step[] {
    const byResource = new Map<string, Step>();
    for (const [operation, type, name, properties] of all.flat()) {
        const key = JSON.stringify([type, name, operation]);
        const known = byResource.get(key)?.[3] ?? [];
        byResource.set(key, [operation, type, name, [...new Set([...known, ...properties])].sort()]);
    }
    return [...byResource].sort(([one], [two]) => (one < two ? -1 : 1)).map(([, step]) => step);
}

/** Each step as one line. */
export const stepTexts = (steps: readonly Step[]): readonly string[] =>
    steps.map(([operation, type, name, properties]) =>
        [operation, type, name, ...(properties.length > 0 ? [`(${properties.join(", ")})`] : [])].join(" "),
    );
