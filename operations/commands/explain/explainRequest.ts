import { promoted, type AccountModel, type OrganizationModel } from "../../../definition";
import {
    ANY_ROLE,
    hierarchyOf,
    MANAGEMENT_ACCOUNT_KEY,
    managementHierarchy,
    OTHER_PLACEHOLDER_ID,
    PLACEHOLDER_ID,
    readWho,
    Vocabulary,
    WHO_FORMS,
    type Question,
    type NamedPrincipal,
} from "../../../definition/access";
import { list } from "../../../limits/messageText";
import { effectiveGuardrails } from "../../../definition/bindingPolicies";
import { mayNameAccounts } from "../../../evaluator/policyPurpose";
import type { ContextValues, Hierarchy } from "../../../evaluator/evaluation";
import { ACCOUNT_ID, regionError, textError, unknownRegion } from "../../../limits";
import { accountInState } from "../../cli/accountInState";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, textValues, type CommandValues } from "../../cli/orgCommand";
import type { CommandContext } from "../../cli/commandContext";

/** A question to `org explain`, with its words looked up. */
export interface ExplainRequest {
    /** The definition, or the definition with all staged policies promoted. */
    readonly model: OrganizationModel;
    /** With MANAGEMENT_ACCOUNT_KEY, the management account, which is no account of the definition. */
    readonly account: Pick<AccountModel, "key">;
    readonly hierarchy: Hierarchy;
    /** The one action, or all actions that match the pattern, in AWS's spelling. */
    readonly actions: readonly string[];
    /** The action or pattern as it was typed. */
    readonly asked: string;
    readonly question: Omit<Question, "action">;
    readonly vocabulary: Vocabulary;
    /** The assumptions behind the answer. */
    readonly notes: readonly string[];
}

/** @throws CommandError for a word that neither AWS nor the definition knows, with a suggestion. */
export async function readExplainRequest(context: CommandContext, values: CommandValues): Promise<ExplainRequest> {
    const model = values.staged === true ? promoted(context.model) : context.model;
    const asked = textValue(values, "action") ?? "";
    const keys = contextValues(textValues(values, "context"));
    const vocabulary = await Vocabulary.load([asked], Object.keys(keys));
    const actions = vocabulary.expand(asked);
    if ("mistake" in actions)
        throw usage(`${actions.mistake.replace(/[.?]?$/, (end) => end || ".")} For all of a service: ec2:*`);
    for (const key of Object.keys(keys)) {
        const mistake = vocabulary.checkKey(key, actions);
        if (mistake !== undefined) throw usage(`--context ${key}: ${mistake}`);
    }
    const region = textValue(values, "region");
    const wrongRegion = region === undefined ? undefined : regionError(region);
    if (wrongRegion !== undefined) throw usage(`--region: ${wrongRegion}`);
    const resource = textValue(values, "resource");
    const {
        notes: more,
        who,
        from,
        ...place
    } = isManagementAccount(model, values) ? managementAccount(values) : await memberAccount(context, model, values);
    return {
        model,
        ...place,
        actions,
        asked,
        question: {
            who,
            context: keys,
            ...(region !== undefined && { region }),
            ...(resource !== undefined && { resource }),
            ...(from !== undefined && { from }),
        },
        vocabulary,
        notes: [...regionNotes(region), ...more],
    };
}

/** Where a question is about, who asks, and what is assumed. */
type AskedPlace = Pick<ExplainRequest, "account" | "hierarchy" | "notes"> & Pick<Question, "who" | "from">;

async function memberAccount(
    context: CommandContext,
    model: OrganizationModel,
    values: CommandValues,
): Promise<AskedPlace> {
    const account = accountOf(model, (await accountInState(context, textValue(values, "account") ?? "")).key);
    const { id, ...who } = parties(context, model, account, values);
    const hierarchy = hierarchyOf(model, account, { accounts: new Map(id === undefined ? [] : [[account.key, id]]) });
    return { account, hierarchy, ...who, notes: notes(model, account, values, id) };
}

/** The word for the management account, as `org access --where` and `access` have it. */
export const MANAGEMENT_ACCOUNT_WORD = "managementAccount";

function isManagementAccount({ accounts }: OrganizationModel, values: CommandValues): boolean {
    const named = textValue(values, "account");
    return named === MANAGEMENT_ACCOUNT_WORD && !accounts.some(({ key, name }) => [key, name].includes(named));
}

/** Only what people may do there is a question: no policy of the organisation binds it. */
function managementAccount(values: CommandValues): AskedPlace {
    if (["person", "group"].every((option) => textValue(values, option) === undefined)) {
        throw usage(
            "no guardrail binds the management account. Ask with --person or --group what permission sets say there",
        );
    }
    const id = textValue(values, "accountId") ?? PLACEHOLDER_ID;
    const idError = textError(ACCOUNT_ID, id);
    if (idError !== undefined) throw usage(`--account-id: ${idError}`);
    return { account: { key: MANAGEMENT_ACCOUNT_KEY }, hierarchy: managementHierarchy(id), who: ANY_ROLE, notes: [] };
}

/** Who makes the request, from where if that is another account, and the account's id if it is known. */
function parties(
    context: CommandContext,
    model: OrganizationModel,
    account: AccountModel,
    values: CommandValues,
): { who: NamedPrincipal; from?: Question["from"]; id?: string } {
    const named = textValue(values, "principal");
    const who = named === undefined ? ANY_ROLE : readWho(named);
    if (!who) throw usage(`--principal ${JSON.stringify(named)} names nobody: use ${WHO_FORMS}`);
    const given = textValue(values, "accountId");
    const idError = given === undefined ? undefined : textError(ACCOUNT_ID, given);
    if (idError !== undefined) throw usage(`--account-id: ${idError}`);
    const from = textValue(values, "from");
    // The ARN of a principal contains an account id. If nothing else gives the account's id, the principal is taken to be in the
    // account itself.
    const id = given ?? account.id ?? (from === undefined ? who.account : undefined);
    const known = id === undefined ? {} : { id };
    if (from === "outside") return { who, from, ...known };
    const other =
        from !== undefined
            ? accountOf(model, context.account(from).key)
            : who.account !== undefined && who.account !== id
              ? model.accounts.find((one) => one.id === who.account)
              : undefined;
    if (other && other.key !== account.key) {
        const theirs = other.id ?? who.account ?? OTHER_PLACEHOLDER_ID;
        return { who, from: hierarchyOf(model, other, { accounts: new Map([[other.key, theirs]]) }), ...known };
    }
    if (who.account !== undefined && who.account !== id) return { who, from: "outside", ...known };
    return { who, ...known };
}

/** Every guardrail on regions denies a misspelt region, so the answer would look right. */
function regionNotes(region: string | undefined): string[] {
    const unknown = region === undefined ? undefined : unknownRegion(region);
    return unknown === undefined ? [] : [unknown.replace(/\.$/, "")];
}

function notes(
    model: OrganizationModel,
    account: AccountModel,
    values: CommandValues,
    id: string | undefined,
): string[] {
    const bound = effectiveGuardrails(account, model);
    const naming = model.policies.filter((policy) => bound.includes(policy.key) && mayNameAccounts(policy));
    const staged = values.staged === true ? [] : stagedFor(account, model);
    return [
        ...(model.featureSet === "ALL"
            ? []
            : ["the organisation has consolidated billing only, which has no policies"]),
        ...(values.staged === true ? ["the answer is as if all staged guardrails had been promoted"] : []),
        ...(staged.length > 0
            ? [
                  `${list(staged)} ${staged.length === 1 ? "is" : "are"} staged, and not part of this answer; --staged includes them`,
              ]
            : []),
        ...(["principal", "person", "group"].every((option) => textValue(values, option) === undefined)
            ? [
                  "the principal is a role that no policy names; give another with --principal: a role's name, root, an ARN",
              ]
            : []),
        ...(id === undefined && naming.length > 0
            ? [
                  `the account's id is not in the definition, and ${naming.map(({ key }) => key).join(", ")} may name accounts: this answer uses ${PLACEHOLDER_ID}; give the real id with --account-id`,
              ]
            : []),
    ];
}

/** The staged policies that would bind the account if they were promoted. */
function stagedFor(account: AccountModel, model: OrganizationModel): string[] {
    const after = promoted(model);
    const now = effectiveGuardrails(account, model);
    return effectiveGuardrails(accountOf(after, account.key), after).filter((key) => !now.includes(key));
}

function accountOf({ accounts }: OrganizationModel, key: string): AccountModel {
    const found = accounts.find((one) => one.key === key);
    if (!found) throw new Error(`the account ${key} is not in the definition`);
    return found;
}

/** Reads `key=value` pairs. A key given several times has several values. `key=` means that the request does not have the key. */
function contextValues(pairs: readonly string[]): ContextValues {
    const found: Record<string, string[] | null> = {};
    for (const pair of pairs) {
        const [, key = "", value = ""] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
        if (key === "")
            throw usage(`--context ${JSON.stringify(pair)}: write key=value, such as ec2:InstanceType=p5.48xlarge`);
        found[key] = value === "" ? null : [...((Object.hasOwn(found, key) ? found[key] : undefined) ?? []), value];
    }
    return found;
}

function usage(message: string): CommandError {
    return new CommandError(message, EXIT.usage);
}
