import type { CostGroup, CostQuestion } from "../bill/costSource";
import { groupsOf, isSameGroup, lineKey, type LineKey } from "./lineKeys";
import { dayLater } from "./reportTime";
import { accountsWithin } from "./reportScope";
import type { ReportContext, ReportRequest } from "./reportRequest";

/** The most tags whose untagged share a report asks for: each is a request of Cost Explorer. */
const TAGS = 3;

/** The questions of a report, as few as possible because Cost Explorer bills each. */
export interface ReportQuestions {
    /** The costs of each account by kind, in each month. */
    readonly accounts: CostQuestion;
    /** The same for the days to compare with. Absent if the report's month is over. */
    readonly accountsBefore?: CostQuestion;
    /** The costs of the lines, and the same for the days to compare with. Absent if `accounts` has them. */
    readonly lines?: CostQuestion;
    readonly linesBefore?: CostQuestion;
    /** The costs of each value of a tag in the report's month. Where `accounts` is set, by account too. */
    readonly tags: readonly { readonly tag: string; readonly question: CostQuestion }[];
}

/** @returns undefined if no account is in the part of the organisation that is reported: without accounts AWS would answer for all. */
export function reportQuestions(request: ReportRequest, context: ReportContext): ReportQuestions | undefined {
    const { within, metric, time } = request;
    const accounts = within && accountsWithin(within, context);
    if (accounts?.length === 0) return undefined;
    const { months, until, isPartial } = time;
    const to = dayLater(until, 1);
    // Of a month that is over, the whole month before is compared, which the first question has.
    const sameDays = isPartial ? time.sameDays : undefined;
    const ask = (
        groupBy: readonly CostGroup[],
        days: Pick<CostQuestion, "from" | "to">,
        granularity: CostQuestion["granularity"],
        more: Pick<CostQuestion, "kinds"> = {},
    ): CostQuestion => ({ ...days, granularity, groupBy, metric, ...(accounts && { accounts }), ...more });
    const whole = { from: `${months[0] ?? ""}-01`, to };
    const lastMonth = { from: `${months.at(-1) ?? ""}-01`, to };
    const usage = { kinds: ["usage"] } as const;
    const groups = groupsOf(request.by.map((by) => lineKey(by, request, context)));
    const hasOwnLines = groups.some((group) => group !== "account");
    return {
        accounts: ask(["account", "kind"], whole, "month"),
        ...(sameDays && { accountsBefore: ask(["account", "kind"], sameDays, "total") }),
        ...(hasOwnLines && { lines: ask(groups, whole, "month", usage) }),
        ...(hasOwnLines && sameDays && { linesBefore: ask(groups, sameDays, "total", usage) }),
        tags: tagsOf(context).map(({ tag, byAccount }) => ({
            tag,
            question: ask([...(byAccount ? ["account" as const] : []), { tag }], lastMonth, "total", usage),
        })),
    };
}

/**
 * All questions that a report asks, to be counted beforehand.
 */
export function costQuestions(request: ReportRequest, context: ReportContext): readonly CostQuestion[] {
    const questions = reportQuestions(request, context);
    if (!questions) return [];
    const { accounts, accountsBefore, lines, linesBefore, tags } = questions;
    return [accounts, accountsBefore, lines, linesBefore, ...tags.map(({ question }) => question)].filter(
        (question) => question !== undefined,
    );
}

/** Why a report cannot be made, for the person who asked for it; undefined if it can. */
export function requestProblem(request: ReportRequest, context: ReportContext): string | undefined {
    const { by, within } = request;
    const keys = by.map((one): LineKey => lineKey(one, request, context));
    const groups = groupsOf(keys);
    const resourceDimensions = context.costs.dimensions.filter(({ resources }) => resources).map(({ key }) => key);
    if (groups.length > 2) {
        const both = by.filter((one) => resourceDimensions.includes(one));
        return (
            `costs cannot be divided by ${by.join(" and ")} at once: ${both.join(" and ")} follows the tags of resources (\`resources: true\`) and needs two groupings of its own, and there are two at most. ` +
            `Divide by ${both[0] ?? ""} alone, or together with account or unit`
        );
    }
    if (within?.kind === "dimension" && resourceDimensions.includes(within.dimension)) {
        return (
            `costs cannot be limited to ${within.dimension}=${within.value}: ${within.dimension} follows the tags of resources (\`resources: true\`), so that an account has costs of several values. ` +
            `Divide by ${within.dimension},account instead`
        );
    }
    return undefined;
}

/** The tags of dimensions. A dimension that follows the tags of resources also needs the account of untagged costs. */
function tagsOf({ costs }: ReportContext): readonly { readonly tag: string; readonly byAccount: boolean }[] {
    const tags = [...new Set(costs.dimensions.flatMap(({ tag }) => tag ?? []))].slice(0, TAGS);
    return tags.map((tag) => ({
        tag,
        byAccount: costs.dimensions.some((one) => one.tag === tag && one.resources),
    }));
}

/** The place of a group among the keys of a question's rows. */
export function placeOf(group: CostGroup, { groupBy }: CostQuestion): number {
    return groupBy.findIndex((one) => isSameGroup(one, group));
}
