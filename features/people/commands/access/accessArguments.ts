import { Vocabulary } from "../../../../definition/access";
import { didYouMean, listSome, quoted, regionError, unknownRegion } from "../../../../limits";
import { CommandError, EXIT, textValue, type CommandContext, type CommandValues } from "../../../../operations/cli";
import { awsPolicyDocument } from "../../../../evaluator/awsPolicies";
import { SetAnswers, type CanQuestion } from "../../can/setAnswers";
import { MANAGEMENT_ACCOUNT, type AccessScope } from "../../matrix";
import type { PeopleModel } from "../../model";

/** How `--where` names the management account. */
const MANAGEMENT = "managementAccount";

/** What a command line asks about. */
export function scopeOf(context: CommandContext, values: CommandValues, people: PeopleModel): AccessScope {
    const who = textValue(values, "who");
    const where = textValue(values, "where");
    return {
        ...(who !== undefined && { who: principalKey(who, people) }),
        ...(where !== undefined && { where: placeKey(where, context) }),
    };
}

/** A user by key or e-mail, or a group by key. */
function principalKey(named: string, { users, groups }: PeopleModel): string {
    const keys = [...users, ...groups].map(({ key }) => key);
    if (keys.includes(named)) return named;
    const folded = named.toLowerCase();
    const byEmail = users.filter(({ key, email }) => [key, email].some((one) => one.toLowerCase() === folded));
    if (byEmail.length === 1 && byEmail[0]) return byEmail[0].key;
    throw new CommandError(
        `there is no person or group ${quoted(named)} in the definition.${didYouMean(named, keys)} ${keys.length === 0 ? "It has no people" : `There are ${listSome(keys)}`}.`,
        EXIT.usage,
    );
}

/** A unit, an account, or the management account. A key that both have is the account's. */
function placeKey(named: string, context: CommandContext): string {
    if (named === MANAGEMENT) return MANAGEMENT_ACCOUNT;
    const { accounts, units } = context.model;
    const isAccount = accounts.some(({ key, id, name, email }) => [key, id, name, email].includes(named));
    if (!isAccount && units.some(({ key }) => key === named)) return named;
    if (isAccount) return context.account(named).key;
    const keys = [...accounts.map(({ key }) => key), ...units.map(({ key }) => key), MANAGEMENT];
    throw new CommandError(
        `there is no account or unit ${quoted(named)}.${didYouMean(named, keys)} \`org accounts\` lists them; ${MANAGEMENT} is the management account`,
        EXIT.usage,
    );
}

/** What `--can` asks, in AWS's spelling, with what answers it. */
export async function canQuestion(
    context: CommandContext,
    values: CommandValues,
    people: PeopleModel,
): Promise<{ readonly question: CanQuestion; readonly answers: SetAnswers } | undefined> {
    const asked = textValue(values, "can");
    const region = textValue(values, "region");
    const resource = textValue(values, "resource");
    if (asked === undefined) {
        if (region === undefined && resource === undefined) return undefined;
        throw new CommandError(
            "--region and --resource belong to --can: give an action with --can s3:DeleteBucket",
            EXIT.usage,
        );
    }
    const mistake = region === undefined ? undefined : (regionError(region) ?? unknownRegion(region));
    if (mistake !== undefined) throw new CommandError(`--region: ${mistake}`, EXIT.usage);
    const vocabulary = await Vocabulary.load([asked]);
    const expanded = vocabulary.expand(asked);
    if ("mistake" in expanded) throw new CommandError(`--can: ${expanded.mistake}`, EXIT.usage);
    const [action, ...more] = expanded;
    if (action === undefined || more.length > 0) {
        throw new CommandError(
            `--can: ${quoted(asked)} stands for ${expanded.length} actions, such as ${listSome(expanded, 3)}. Ask about one`,
            EXIT.usage,
        );
    }
    const question = { action, ...(region !== undefined && { region }), ...(resource !== undefined && { resource }) };
    return {
        question,
        answers: new SetAnswers(people, context.model, question, awsPolicyDocument, vocabulary.catalogue),
    };
}
