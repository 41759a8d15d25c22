import type { CommandContext, CommandValues } from "../../../../operations/cli";
import { CommandError, EXIT, textValue } from "../../../../operations/cli";
import type { AccountModel } from "../../../../definition";
import { didYouMean, list, listSome, quoted, visible } from "../../../../limits";
import type { DimensionModel } from "../../model";
import { valuesOf } from "../../model/dimensionValues";
import { costs } from "../../definition";
import type { ReportRequest, ReportScope } from "../../report";
import { checkTimeOptions } from "./questionTime";
import { unknownScope } from "./unknownScope";

/** What costs are divided by in every organisation. */
export const FIXED_GROUPS = ["account", "unit", "service", "region", "resource"] as const;
const MOST_GROUPS = 2;
const METRICS = ["unblended", "amortized"] as const;

/** What a command line asks for; of which months is known once AWS has told the day. @throws CommandError for the first mistake. */
export function reportQuestion(context: CommandContext, values: CommandValues): Omit<ReportRequest, "time"> {
    checkTimeOptions(values);
    const within = textValue(values, "in");
    return {
        by: groupsIn(textValue(values, "by") ?? "account", dimensionsOf(context)),
        ...(within !== undefined && { within: scopeIn(within, context) }),
        metric: METRICS.find((metric) => metric === textValue(values, "metric")) ?? "unblended",
    };
}

/** The request with the definition's key of an account that the command line names by its id. */
export function withAccountKey<T extends Pick<ReportRequest, "within">>(
    request: T,
    keys: ReadonlyMap<string, string>,
): T {
    const { within } = request;
    const key = within?.kind === "account" ? keys.get(within.account) : undefined;
    return key === undefined ? request : { ...request, within: { kind: "account", account: key } };
}

/** What people would wonder about in the answer, one sentence each. */
export function requestNotes({ within, time }: ReportRequest, accounts: readonly { id: string }[]): readonly string[] {
    const isGone =
        within?.kind === "account" &&
        /^\d{12}$/.test(within.account) &&
        accounts.length > 0 &&
        accounts.every(({ id }) => id !== within.account);
    return [
        ...(isGone ? [`The organisation has no account ${within.account} (any more).`] : []),
        ...(time.isMonthBefore ? ["This month has no costs yet, so the report is about the month before."] : []),
    ];
}

function dimensionsOf({ model }: CommandContext): readonly DimensionModel[] {
    return model.features.get(costs).dimensions;
}

function groupsIn(text: string, dimensions: readonly DimensionModel[]): readonly string[] {
    const by = text.split(",").map((one) => one.trim());
    const allowed = [...FIXED_GROUPS, ...dimensions.map(({ key }) => key)];
    for (const one of by) {
        if (allowed.includes(one)) continue;
        throw new CommandError(
            `--by ${visible(text)}: costs are not divided by ${quoted(one)}.${didYouMean(one, allowed)} There are ${list(allowed)}. More dimensions are written under \`costs.dimensions\` of the definition`,
            EXIT.usage,
        );
    }
    if (new Set(by).size < by.length) {
        throw new CommandError(`--by ${visible(text)}: names one thing twice. Name each once`, EXIT.usage);
    }
    if (by.length > MOST_GROUPS) {
        throw new CommandError(
            `--by ${visible(text)}: costs are divided by two things at most, such as --by ${by.slice(0, MOST_GROUPS).join(",")}. Limit them by the third: --in`,
            EXIT.usage,
        );
    }
    return by;
}

/** `shop-prod`, `Workloads/Production` or `team=shop`. */
function scopeIn(text: string, context: CommandContext): ReportScope {
    const { accounts, units } = context.model;
    if (units.some(({ key }) => key === text)) return { kind: "unit", unit: text };
    const account =
        accounts.find(({ key }) => key === text) ??
        accounts.find(({ id }) => id === text) ??
        accountNamed(text, accounts);
    if (account) return { kind: "account", account: account.key };
    // The id of an account that the definition does not have, such as the management account.
    if (/^\d{12}$/.test(text)) return { kind: "account", account: text };
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (key !== undefined && value !== undefined) return dimensionScope(key, value, context);
    throw new CommandError(unknownScope(text, context), EXIT.usage);
}

/** AWS does not keep the names of accounts unique. */
function accountNamed(text: string, accounts: readonly AccountModel[]): AccountModel | undefined {
    const found = accounts.filter(({ name }) => name === text);
    if (found.length < 2) return found[0];
    throw new CommandError(
        `--in ${visible(text)}: the accounts ${list(found.map(({ key }) => key))} have this name. Name one by its key`,
        EXIT.usage,
    );
}

function dimensionScope(key: string, value: string, context: CommandContext): ReportScope {
    const dimensions = dimensionsOf(context);
    const dimension = dimensions.find((one) => one.key === key);
    if (!dimension) {
        const keys = dimensions.map((one) => one.key);
        throw new CommandError(
            `--in ${visible(`${key}=${value}`)}: there is no dimension ${quoted(key)}.${didYouMean(key, keys)} There are ${list(keys)}`,
            EXIT.usage,
        );
    }
    const known = [...valuesOf(dimension, context.model.features.get(costs)), dimension.defaultValue];
    if (known.includes(value)) return { kind: "dimension", dimension: key, value };
    throw new CommandError(
        `--in ${visible(`${key}=${value}`)}: ${visible(key)} has no value ${quoted(value)}.${didYouMean(value, known)} There are ${listSome(known)}`,
        EXIT.usage,
    );
}
