import type { CostGroup, TagCondition } from "../bill/costSource";
import type { DimensionModel } from "../model";
import { dimensionValue, unitsOf } from "./reportScope";
import { resourceValues } from "./resourceValues";
import type { ReportContext, ReportRequest } from "./reportRequest";

/** What the lines of a report are divided by. */
export interface LineKey {
    /**
     * The ways to ask for it. Every charge belongs to exactly one of them: a resource with a tag goes by its tag, another one by its account.
     */
    readonly ways: readonly LineWay[];
    /** How a report shows a key. Two keys are never shown alike. */
    readonly shown: (key: string) => string;
}

export interface LineWay {
    /** What a source is asked to group by. */
    readonly group: CostGroup;
    /** Only these charges are asked for. Absent: all */
    readonly tagged?: TagCondition;
    /** The line's key, from the source's key of the group. */
    readonly keyOf: (key: string) => string;
}

/** The line of accounts that are in the part of the organisation that is reported, and in no unit below it. */
const IN_NO_UNIT = "";

const asItIs = (key: string): string => key;

/** @param by one of a request's `by`. */
export function lineKey(by: string, request: Pick<ReportRequest, "within">, context: ReportContext): LineKey {
    if (by === "service" || by === "region" || by === "resource") {
        return {
            ways: [{ group: by, keyOf: asItIs }],
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
        ways: [{ group: "account", keyOf: asItIs }],
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
        ways: [
            {
                group: "account",
                keyOf: (id) => {
                    const units = unitsOf(id, context);
                    const at = top === undefined ? -1 : units.indexOf(top);
                    return units[at + 1] ?? IN_NO_UNIT;
                },
            },
        ],
        shown: (key) => (key !== IN_NO_UNIT ? key : top === undefined ? "(in no unit)" : `(in ${top} itself)`),
    };
}

function dimensionKey(dimension: DimensionModel, context: ReportContext): LineKey {
    const byAccount: LineWay = { group: "account", keyOf: (id) => dimensionValue(id, dimension.key, context) };
    const values = resourceValues(dimension, context);
    const { tag } = dimension;
    if (tag === undefined || values.length === 0) return { ways: [byAccount], shown: asItIs };
    return {
        ways: [
            { group: { tag }, tagged: { tag, values, isOneOf: true }, keyOf: asItIs },
            { ...byAccount, tagged: { tag, values, isOneOf: false } },
        ],
        shown: asItIs,
    };
}

export function isSameGroup(one: CostGroup, other: CostGroup): boolean {
    return typeof one === "string" || typeof other === "string" ? one === other : one.tag === other.tag;
}
