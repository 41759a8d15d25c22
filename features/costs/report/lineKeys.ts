import type { CostGroup } from "../bill/costSource";
import type { DimensionModel } from "../model";
import { valuesOf } from "../model/dimensionValues";
import { dimensionValue, unitsOf } from "./reportScope";
import type { ReportContext, ReportRequest } from "./reportRequest";

/** One way of grouping the lines of a report. */
export interface LineKey {
    /** What a source is asked to group by. */
    readonly groups: readonly CostGroup[];
    /** The line's key, from the source's keys in the order of `groups`. */
    readonly keyOf: (keys: readonly string[]) => string;
    /** How a report shows a key. Two keys are never shown alike. */
    readonly shown: (key: string) => string;
}

/** The line of accounts that are in the part of the organisation that is reported, and in no unit below it. */
const IN_NO_UNIT = "";

const asItIs = (key: string): string => key;

/** @param by one of a request's `by`. */
export function lineKey(by: string, request: Pick<ReportRequest, "within">, context: ReportContext): LineKey {
    if (by === "service" || by === "region" || by === "resource") {
        return {
            groups: [by],
            keyOf: ([key = ""]) => key,
            shown: by === "resource" ? (key) => key || "(no resource)" : asItIs,
        };
    }
    if (by === "account") return accountKey(context);
    if (by === "unit") return unitKey(request, context);
    const dimension = context.costs.dimensions.find(({ key }) => key === by);
    if (!dimension) throw new Error(`costs have no dimension ${by}`);
    return dimensionKey(dimension, context);
}

function accountKey({ keys, accounts }: ReportContext): LineKey {
    const names = new Map(accounts.map(({ id, name }) => [id, name]));
    return {
        groups: ["account"],
        keyOf: ([id = ""]) => id,
        shown: (id) => keys.get(id) ?? (names.has(id) ? `${names.get(id)} (${id})` : id),
    };
}

/**
 * The units one level below the part that is reported: those of the first level for the whole organisation. A unit has the costs of all
 * accounts below it, so the lines sum to the total.
 */
function unitKey({ within }: Pick<ReportRequest, "within">, context: ReportContext): LineKey {
    const top = within?.kind === "unit" ? within.unit : undefined;
    return {
        groups: ["account"],
        keyOf: ([id = ""]) => {
            const units = unitsOf(id, context);
            const at = top === undefined ? -1 : units.indexOf(top);
            return units[at + 1] ?? IN_NO_UNIT;
        },
        shown: (key) => (key !== IN_NO_UNIT ? key : top === undefined ? "(in no unit)" : `(in ${top} itself)`),
    };
}

function dimensionKey(dimension: DimensionModel, context: ReportContext): LineKey {
    const { key, tag, resources, defaultValue } = dimension;
    if (!resources || tag === undefined) {
        return { groups: ["account"], keyOf: ([id = ""]) => dimensionValue(id, key, context), shown: asItIs };
    }
    // As in the cost category: a tag with another value counts as no tag.
    const values = new Set([...valuesOf(dimension, context.costs), defaultValue]);
    return {
        groups: ["account", { tag }],
        keyOf: ([id = "", value = ""]) => (values.has(value) ? value : dimensionValue(id, key, context)),
        shown: asItIs,
    };
}

/** The groups of all keys, each once: what the source groups by. */
export function groupsOf(keys: readonly LineKey[]): readonly CostGroup[] {
    const all = keys.flatMap(({ groups }) => groups);
    return all.filter((group, index) => all.findIndex((other) => isSameGroup(group, other)) === index);
}

export function isSameGroup(one: CostGroup, other: CostGroup): boolean {
    return typeof one === "string" || typeof other === "string" ? one === other : one.tag === other.tag;
}
