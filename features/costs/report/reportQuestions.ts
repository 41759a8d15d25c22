import { dayLater } from "../bill/calendar";
import type { CostGroup, CostQuestion, CostRow, TagCondition } from "../bill/costSource";
import { isSameGroup, lineKey, type LineKey, type LineWay } from "./lineKeys";
import { scopeWays, type ScopeWay } from "./reportScope";
import type { ReportContext, ReportRequest } from "./reportRequest";

/** The most tags whose untagged share a report asks for: each is a request of Cost Explorer. */
const TAGS = 3;

/** A question of a report, and what its answer is for. */
export type ReportPart =
    /** The costs of each account by kind. */
    | { readonly part: "accounts"; readonly question: CostQuestion; readonly isBefore: boolean }
    /** The costs of the lines. Absent if the costs of the accounts say them. */
    | {
          readonly part: "lines";
          readonly question: CostQuestion;
          readonly isBefore: boolean;
          readonly keysOf: (row: CostRow) => readonly string[];
      }
    /** The costs of each account by value of a tag in the report's month. */
    | { readonly part: "tag"; readonly question: CostQuestion; readonly tag: string };

/**
 * The questions of a report, as few as possible because Cost Explorer bills each. Those with `isBefore` are about the days to compare with:
 * of a month that is over that is the whole month before, which the other questions have.
 */
export function reportParts(request: ReportRequest, context: ReportContext): readonly ReportPart[] {
    const lineKeys = request.by.map((by) => lineKey(by, request, context));
    const combinations = isByAccount(lineKeys) ? [] : combined(lineKeys.map(({ ways }) => ways));
    const { months, until, isPartial, sameDays } = request.time;
    const to = dayLater(until, 1);
    const whole = { from: `${months[0] ?? ""}-01`, to, granularity: "month" } as const;
    const times = [
        { isBefore: false, time: whole },
        ...(isPartial && sameDays ? [{ isBefore: true, time: { ...sameDays, granularity: "total" } as const }] : []),
    ];
    const { metric } = request;
    return scopeWays(request.within, context).flatMap((scope): ReportPart[] => {
        const usage = { metric, kinds: ["usage"] } as const;
        const lastMonth = { from: `${months.at(-1) ?? ""}-01`, to, granularity: "total" } as const;
        return [
            ...times.flatMap(({ isBefore, time }): ReportPart[] => [
                {
                    part: "accounts",
                    isBefore,
                    question: asked(scope, [], { ...time, metric, groupBy: ["account", "kind"] }),
                },
                ...combinations.map((ways) => linesPart(ways, scope, isBefore, { ...time, ...usage })),
            ]),
            ...tagsOf(context).map((tag): ReportPart => ({
                part: "tag",
                tag,
                question: asked(scope, [], { ...lastMonth, ...usage, groupBy: ["account", { tag }] }),
            })),
        ];
    });
}

/** All questions that a report asks, to be counted beforehand. */
export function costQuestions(request: ReportRequest, context: ReportContext): readonly CostQuestion[] {
    return reportParts(request, context).map(({ question }) => question);
}

/** The place of a group among the keys of a question's rows. */
export function placeOf(group: CostGroup, { groupBy }: Pick<CostQuestion, "groupBy">): number {
    return groupBy.findIndex((one) => isSameGroup(one, group));
}

/** Whether the costs of the accounts say what the lines cost. */
export function isByAccount(lineKeys: readonly LineKey[]): boolean {
    return lineKeys.every(({ ways }) => ways.every(({ group, tagged }) => group === "account" && !tagged));
}

function linesPart(
    ways: readonly LineWay[],
    scope: ScopeWay,
    isBefore: boolean,
    question: Omit<CostQuestion, "groupBy">,
): ReportPart {
    const groups = ways.map(({ group }) => group);
    const groupBy = groups.filter((group, index) => groups.findIndex((other) => isSameGroup(group, other)) === index);
    const places = ways.map(({ group }) => placeOf(group, { groupBy }));
    return {
        part: "lines",
        isBefore,
        question: asked(
            scope,
            ways.flatMap(({ tagged }) => tagged ?? []),
            { ...question, groupBy },
        ),
        keysOf: ({ keys }) => ways.map(({ keyOf }, index) => keyOf(keys[places[index] ?? -1] ?? "")),
    };
}

/** A question about a part of the charges. */
function asked(
    { accounts, exceptAccounts, tagged }: ScopeWay,
    conditions: readonly TagCondition[],
    question: CostQuestion,
): CostQuestion {
    const all = [...(tagged ? [tagged] : []), ...conditions];
    return {
        ...question,
        ...(accounts && { accounts }),
        ...(exceptAccounts && { exceptAccounts }),
        ...(all.length > 0 && { tagged: all }),
    };
}

/** One of each list, in every combination. */
function combined<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
    return lists.reduce<readonly (readonly T[])[]>(
        (found, list) => found.flatMap((one) => list.map((item) => [...one, item])),
        [[]],
    );
}

function tagsOf({ costs }: ReportContext): readonly string[] {
    return [...new Set(costs.dimensions.flatMap(({ tag }) => tag ?? []))].slice(0, TAGS);
}
