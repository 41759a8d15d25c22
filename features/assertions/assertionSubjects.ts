import type { Hierarchy } from "../../evaluator/evaluation";
import { mayNameAccounts } from "../../evaluator/policyPurpose";
import { hierarchyOf } from "../../definition/access/accessQuestion";
import { denialOver } from "../../definition/bindingPolicies";
import type { AccountModel, OrganizationModel, UnitModel } from "../../definition/model";
import type { KnownIds } from "../../definition/modelSituation";
import type { AssertionModel } from "./assertionModel";

/** Accounts that are bound by the same policies: an answer for one of them holds for all. */
export interface TestSubject {
    /** `account shop-prod`, or `a new account in unit Sandbox`. */
    readonly names: readonly string[];
    readonly hierarchy: Hierarchy;
    /** A policy denies everything there on purpose, such as a quarantine: only the roles that it spares can do anything. */
    readonly isDenied: boolean;
}

/** Finds the accounts that assertions are about. A unit without accounts is tested with an imaginary first account. */
export class TestSubjects {
    readonly #model: OrganizationModel;
    readonly #ids: KnownIds;
    readonly #subjects = new Map<string, TestSubject>();
    readonly #idsMatter: boolean;

    constructor(model: OrganizationModel, ids: KnownIds) {
        this.#ids = ids;
        this.#idsMatter = model.policies.some(mayNameAccounts);
        const inhabited = new Set(model.accounts.map(({ unit }) => unit));
        const newcomers = model.units.filter(({ key }) => !inhabited.has(key)).map(newcomer);
        this.#model = { ...model, accounts: [...model.accounts, ...newcomers] };
    }

    of({ scopes }: Pick<AssertionModel, "scopes">): TestSubject[] {
        const chosen = this.#model.accounts.filter((account) => isIn(account, scopes));
        const groups = new Map<string, AccountModel[]>();
        for (const account of chosen.filter((one) => !isSuperfluous(one, chosen))) {
            const group = this.#group(account);
            groups.set(group, [...(groups.get(group) ?? []), account]);
        }
        return [...groups].map(([group, accounts]) => {
            const [first] = accounts as [AccountModel];
            return { ...this.#subject(group, first), names: accounts.map(nameOf) };
        });
    }

    /**
     * The accounts that exist, each with what binds it. Accounts with the same object are bound by the same policies.
     *
     * @param idsMatter policies outside of this model name accounts by id, so that accounts with other ids are different.
     */
    existing({ scopes }: Pick<AssertionModel, "scopes">, idsMatter: boolean): ReadonlyMap<string, TestSubject> {
        const chosen = this.#model.accounts.filter((one) => !one.key.startsWith(NEW) && isIn(one, scopes));
        return new Map(chosen.map((one) => [one.key, this.#subject(this.#group(one, idsMatter), one)]));
    }

    #subject(group: string, account: AccountModel): TestSubject {
        const known = this.#subjects.get(group) ?? {
            hierarchy: hierarchyOf(this.#model, account, this.#ids),
            isDenied: denialOver(account, this.#model) !== undefined,
            names: [],
        };
        this.#subjects.set(group, known);
        return known;
    }

    #group({ key, unit, guardrails, fullAccess, id }: AccountModel, idsMatter = this.#idsMatter): string {
        const known = idsMatter || this.#idsMatter ? (this.#ids.accounts.get(key) ?? id) : undefined;
        const own = guardrails.length > 0 || !fullAccess;
        return JSON.stringify([unit, own && key, known]);
    }
}

function isIn({ key, unit }: AccountModel, scopes: AssertionModel["scopes"]): boolean {
    return (
        scopes.length === 0 ||
        scopes.some((scope) => (scope.kind === "account" ? scope.key === key : `${unit}/`.startsWith(`${scope.key}/`)))
    );
}

const NEW = "\n";

/** An imaginary account of a unit. Its key begins with a line break, as no key in a definition does. */
function newcomer({ key, kind, place, path }: UnitModel): AccountModel {
    return {
        key: `${NEW}${key}`,
        name: "",
        email: "",
        roleName: "",
        unit: key,
        kind,
        tags: {},
        guardrails: [],
        fullAccess: true,
        state: "active",
        acknowledge: { loses: [] },
        place,
        path,
    };
}

/** A unit that has units below it needs no imaginary account: those below it are bound by the same policies and more. */
function isSuperfluous({ key, unit }: AccountModel, chosen: readonly AccountModel[]): boolean {
    return key.startsWith(NEW) && chosen.some((other) => other.unit.startsWith(`${unit}/`));
}

function nameOf({ key, unit }: AccountModel): string {
    return key.startsWith(NEW) ? `a new account in unit ${unit}` : `account ${key}`;
}
