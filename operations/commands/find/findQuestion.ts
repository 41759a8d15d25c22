import { didYouMean, KNOWN_REGIONS, quoted, regionError, unknownRegion, visible } from "../../../limits";
import { controlCharacter, invisibleCharacter } from "../../../limits/visibleText";
import { ACCOUNT_ID, textError } from "../../../limits";
import type { AccountModel } from "../../../definition";
import type { CommandContext } from "../../cli/commandContext";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, textValues, type CommandValues } from "../../cli/orgCommand";

/** What is looked for. All of it applies together. */
export interface FindQuestion {
    /** Words that occur in the resource's ARN, name, type or tags, each of them somewhere. Their case does not matter. */
    readonly words: readonly string[];
    /** In the spelling of AWS's service that answers: `s3:bucket`, `AWS::S3::Bucket`. */
    readonly types: readonly string[];
    readonly tags: readonly WantedTag[];
    readonly regions: readonly string[];
    /** Keys of accounts, or ids of accounts that the definition does not know. Absent: all. */
    readonly accounts?: readonly WantedAccount[];
}

export interface WantedTag {
    readonly key: string;
    /** Absent: any value. */
    readonly value?: string;
}

/** An account by its id, or by its key where the id is not known yet. */
export interface WantedAccount {
    readonly account?: AccountModel;
    readonly id?: string;
}

/** No query language has these in a text that we would write: what is in quotes ends there. */
const UNWRITABLE = /["'\\*%]/;

/** @throws CommandError for a question that nobody could answer, before anything is asked. */
export function findQuestion(context: CommandContext, values: CommandValues): FindQuestion {
    const words = textValues(values, "words")
        .flatMap((word) => word.split(/\s+/))
        .filter((word) => word !== "");
    const types = textValues(values, "type");
    const tags = textValues(values, "tag").map(wantedTag);
    const regions = textValues(values, "region");
    const accounts = wantedAccounts(context, values);
    for (const text of [...words, ...types, ...regions, ...tags.flatMap(({ key, value = "" }) => [key, value])]) {
        if (UNWRITABLE.test(text) || (controlCharacter(text) ?? invisibleCharacter(text)) !== undefined) {
            throw usage(
                `${quoted(text)} cannot be looked for: leave out quotes, backslashes, *, % and invisible characters`,
            );
        }
    }
    if (words.some((word) => word.startsWith("-"))) {
        throw usage("a word that begins with - cannot be looked for: leave the - out");
    }
    for (const region of regions) checkRegion("region", region, ["global"]);
    for (const type of types) checkType(type);
    refuseStrayValues({ words, tags, regions, types });
    if (words.length + types.length + tags.length === 0 && regions.length === 0 && accounts === undefined) {
        throw usage("say what to look for: a word, --type, --tag, --region, --account or --unit");
    }
    return { words, types, tags, regions, ...(accounts && { accounts }) };
}

function wantedTag(text: string): WantedTag {
    const [, key = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
    if (key === "") throw usage(`--tag ${visible(text)}: give a key, or a key and a value: Team=shop`);
    return { key, ...(value !== undefined && { value }) };
}

function wantedAccounts(context: CommandContext, values: CommandValues): readonly WantedAccount[] | undefined {
    const named = textValues(values, "account");
    const unit = textValue(values, "unit");
    if (named.length === 0 && unit === undefined) return undefined;
    const accounts = named.map((one) => wantedAccount(context, one));
    if (unit === undefined) return accounts;
    const key = context.unit(unit);
    const inUnit = context.model.accounts.filter((account) => `${account.unit}/`.startsWith(`${key}/`));
    if (inUnit.length === 0) throw usage(`unit ${key} has no accounts`);
    return [
        ...accounts,
        ...inUnit.map((account): WantedAccount => ({ account, ...(account.id !== undefined && { id: account.id }) })),
    ];
}

/** An account that the definition does not know can be named by its id. */
function wantedAccount(context: CommandContext, named: string): WantedAccount {
    const isKnown = context.model.accounts.some(({ id }) => id === named);
    if (!isKnown && textError(ACCOUNT_ID, named) === undefined) return { id: named };
    const account = context.account(named);
    return { account, ...(account.id !== undefined && { id: account.id }) };
}

/**
 * A word that has the form of a value of an option that is given: with several values after one option, the second is a word.
 *
 * @throws CommandError, because it would be looked for in names, and nothing be found.
 */
function refuseStrayValues({ words, tags, regions, types }: FindQuestion): void {
    const options: readonly (readonly [option: string, isGiven: boolean, isValue: (word: string) => boolean])[] = [
        ["tag", tags.length > 0, (word) => word.includes("=")],
        ["region", regions.length > 0, (word) => KNOWN_REGIONS.codes.includes(word) || word === "global"],
        ["type", types.length > 0, isType],
    ];
    for (const word of words) {
        const [option] = options.find(([, isGiven, isValue]) => isGiven && isValue(word)) ?? [];
        if (option === undefined) continue;
        throw usage(
            `${visible(word)} would be looked for as a word, because --${option} takes one value. Repeat the option: --${option} ${visible(word)}`,
        );
    }
}

/** The same for accounts, as a note: a resource may well have the name of another account in its own. */
export function strayAccountNotes({ model }: CommandContext, values: CommandValues): readonly string[] {
    const named = textValues(values, "account");
    if (named.length === 0) return [];
    return textValues(values, "words")
        .filter((word) => !named.includes(word) && model.accounts.some(({ key, id }) => key === word || id === word))
        .map(
            (word) =>
                `${visible(word)} was looked for as a word. If the account is meant, write --account ${visible(word)}.`,
        );
}

/**
 * @param others what else the option takes.
 * @throws CommandError for a region that AWS does not have: it would find nothing.
 */
function checkRegion(option: string, region: string, others: readonly string[] = []): void {
    if (others.includes(region)) return;
    const mistake = regionError(region) ?? unknownRegion(region);
    if (mistake === undefined) return;
    throw usage(`--${option} takes ${["a region", ...others].join(", or ")}: ${mistake}`);
}

/** @throws CommandError if the region to ask in is none. */
export function askedRegion(values: CommandValues): string | undefined {
    const region = textValue(values, "viewRegion");
    if (region !== undefined) checkRegion("view-region", region);
    return region;
}

/** Both spellings are accepted here: which one is needed depends on the service that answers. */
function checkType(type: string): void {
    if (isType(type)) return;
    throw usage(
        `--type ${visible(type)}: give a type such as s3:bucket (Resource Explorer) or AWS::S3::Bucket (AWS Config).${didYouMean(type, ["s3:bucket", "ec2:instance", "lambda:function", "iam:role"])}`,
    );
}

function isType(text: string): boolean {
    return /^[a-z0-9-]+:[A-Za-z0-9-/]+$/.test(text) || /^AWS::\w+::\w+$/.test(text);
}

function usage(message: string): CommandError {
    return new CommandError(message, EXIT.usage);
}
