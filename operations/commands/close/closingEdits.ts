import type { AccountModel, DefinitionModel, OrganizationModel } from "../../../definition";
import { denialOver, effectiveGuardrails } from "../../../definition/bindingPolicies";
import { CommandError } from "../../cli/commandError";
import { acknowledge, moveAccount, removeAccount, setOf, type LocatedAccount } from "../../edit/accountEdits";
import { DefinitionDraft, onlyAccount } from "../../edit/definitionDraft";

/** The first step of a closing, written into a draft. */
export interface ClosingEdit {
    readonly draft: DefinitionDraft;
    /** The account in the edited definition. */
    readonly after: AccountModel;
    /** The guardrails that the account loses by the move. */
    readonly loses: readonly string[];
}

/**
 * Writes `state: closing` with the acknowledgements that it needs, and moves the account to a unit whose guardrails deny
 * everything, if there is one.
 *
 * @param id the account's id in AWS.
 * @param move whether the account may be moved.
 */
export function closingEdit(
    location: string,
    model: DefinitionModel,
    account: AccountModel,
    id: string,
    move: boolean,
): ClosingEdit {
    const unit = (move ? shutUnit(model, account) : undefined) ?? account.unit;
    const kept = effectiveGuardrails({ unit, guardrails: account.guardrails }, model);
    const loses = effectiveGuardrails(account, model).filter((key) => !kept.includes(key));
    const draft = new DefinitionDraft(location, model.features.features);
    const at = unit === account.unit ? account : moveAccount(draft, model, account, unit);
    setOf(draft, at, "state", "closing");
    // An account has only one state, so `closing` alone would end the quarantine.
    if (account.state === "quarantined") setOf(draft, at, "guardrails", account.guardrails);
    // A sandbox needs the acknowledgement too: whether the unit counts as a sandbox depends on what is applied, not on this
    // definition.
    acknowledge(draft, at, { closing: id, loses });
    if (unit !== account.unit) pin(draft, account, at);
    return { draft, after: accountIn(draft.check(model, onlyAccount(model, account.key)), account.key), loses };
}

/** Writes out the values that the new unit's patterns would change. A changed e-mail or role name would replace the account. */
function pin(draft: DefinitionDraft, account: AccountModel, at: LocatedAccount): void {
    const moved = accountIn(draft.model(), account.key);
    for (const key of ["email", "roleName"] as const) {
        if (moved[key] !== account[key]) setOf(draft, at, key, account[key]);
    }
}

function accountIn({ accounts }: OrganizationModel, wanted: string): AccountModel {
    const account = accounts.find(({ key }) => key === wanted);
    if (!account) throw new CommandError(`the edit would lose account ${wanted}: edit the definition by hand`);
    return account;
}

/**
 * The unit in which the account waits: its guardrails deny everything. Undefined if everything is denied already, or there is no
 * such unit.
 */
function shutUnit(model: OrganizationModel, account: AccountModel): string | undefined {
    if (denialOver({ unit: account.unit, guardrails: [] }, model)) return undefined;
    const shut = model.units.filter(({ key }) => denialOver({ unit: key, guardrails: [] }, model));
    return (shut.find(({ name }) => /suspend/i.test(name)) ?? shut[0])?.key;
}

/** The second step: removes the account from the definition. */
export function removalEdit(location: string, model: DefinitionModel, account: AccountModel): DefinitionDraft {
    const draft = new DefinitionDraft(location, model.features.features);
    removeAccount(draft, account);
    draft.check(model, onlyAccount(model, account.key));
    return draft;
}

/** Texts such as `Environment: prod becomes suspended`, for each tag that the account keeps with another value. */
export function tagChanges(
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
): string[] {
    return Object.entries(before)
        .filter(([key, value]) => after[key] !== value)
        .map(([key, value]) => `${key}: ${value} ${after[key] === undefined ? "goes" : `becomes ${after[key]}`}`);
}
