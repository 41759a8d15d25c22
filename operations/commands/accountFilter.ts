import { ROOT_UNIT } from "../../definition";
import { didYouMean, list } from "../../limits/messageText";
import type { CommandContext } from "../cli/commandContext";
import { CommandError, EXIT } from "../cli/commandError";
import { textValue, textValues, type CommandValues, type OrgCommand } from "../cli/orgCommand";

type CommandOption = NonNullable<OrgCommand["options"]>[number];

export const UNIT_OPTION: CommandOption = [
    "--unit <unit>",
    "only accounts in this unit and below it; `/`: only those in the root and in no unit",
];

export const TAG_OPTION: CommandOption = [
    "--tag <key=value...>",
    "only accounts with this tag; `key` alone accepts any value. Several tags: accounts that have all of them",
];

/** A tag that accounts must have. Without a value, any value will do. */
export interface AccountTag {
    readonly key: string;
    readonly value?: string;
}

/**
 * The unit of `--unit`: its key, or ROOT_UNIT; undefined if the option was not given.
 *
 * @throws CommandError if the definition has no such unit.
 */
export function wantedUnit(context: CommandContext, values: CommandValues): string | undefined {
    const named = textValue(values, "unit");
    return named === undefined || named === ROOT_UNIT ? named : context.unit(named);
}

/** Whether an account with this `unit` is in a unit, or below it. */
export function isInUnit(unit: string, wanted: string): boolean {
    return unit === wanted || `${unit}/`.startsWith(`${wanted}/`);
}

/**
 * The tags of `--tag`.
 *
 * @throws CommandError if no account has a tag of that name. A misspelt name would find nothing and not say why.
 */
export function wantedTags({ model }: CommandContext, values: CommandValues): readonly AccountTag[] {
    const known = [...new Set(model.accounts.flatMap((account) => Object.keys(account.tags)))].sort();
    return textValues(values, "tag").map((tag) => {
        const [, key = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(tag) ?? [];
        if (key === "") throw new CommandError(`--tag ${tag}: give a key, or a key and a value: Team=shop`, EXIT.usage);
        if (known.includes(key)) return { key, ...(value !== undefined && { value }) };
        throw new CommandError(
            `--tag ${tag}: no account has a tag ${JSON.stringify(key)}.${didYouMean(key, known)} There are ${list(known)}.`,
            EXIT.usage,
        );
    });
}

export function hasTags(tags: ReadonlyMap<string, string>, wanted: readonly AccountTag[]): boolean {
    return wanted.every(({ key, value }) => (value === undefined ? tags.has(key) : tags.get(key) === value));
}
