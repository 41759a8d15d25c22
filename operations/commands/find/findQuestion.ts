import { didYouMean, quoted, visible } from "../../../limits";
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
    for (const region of regions) checkRegion(region);
    for (const type of types) checkType(type);
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

function checkRegion(region: string): void {
    if (isRegionName(region) || region === "global") return;
    throw usage(`--region ${visible(region)}: give a region such as eu-central-1, or global`);
}

/** @throws CommandError if the region to ask in has not the form of one. */
export function askedRegion(values: CommandValues): string | undefined {
    const region = textValue(values, "viewRegion");
    if (region === undefined || isRegionName(region)) return region;
    throw usage(`--view-region ${visible(region)}: give a region such as eu-central-1`);
}

function isRegionName(text: string): boolean {
    return /^[a-z]{2}(-[a-z]+)+-\d$/.test(text);
}

/** Both spellings are accepted here: which one is needed depends on the service that answers. */
function checkType(type: string): void {
    if (/^[a-z0-9-]+:[A-Za-z0-9-/]+$/.test(type) || /^AWS::\w+::\w+$/.test(type)) return;
    throw usage(
        `--type ${visible(type)}: give a type such as s3:bucket (Resource Explorer) or AWS::S3::Bucket (AWS Config).${didYouMean(type, ["s3:bucket", "ec2:instance", "lambda:function", "iam:role"])}`,
    );
}

function usage(message: string): CommandError {
    return new CommandError(message, EXIT.usage);
}
