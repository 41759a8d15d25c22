import type { AccountModel, DefinitionModel, PolicyModel, UnitModel } from "../../../../definition";
import type { DefinitionDraft } from "../../../edit/definitionDraft";
import { accountEntry } from "../../../edit/accountEdits";
import type { LocatedEntry } from "../../../edit/entryEdits";
import { has } from "../../../edit/yamlNodes";
import type { DriftKind, DriftNode, DriftSubject } from "../driftItem";
import { byHand, type ByHand, type ItemOf, type TakeOver, type TakeOverContext } from "../feature";

export { byHand, type ByHand, type ItemOf, type TakeOver, type TakeOverContext } from "../feature";

/** For some kinds of items, how each is taken over. */
export type TakeOversOf<Kinds extends DriftKind> = {
    readonly [Kind in Kinds]: (item: ItemOf<Kind>, context: TakeOverContext) => TakeOver | ByHand;
};

/** The top of the definition, which speaks for the root. */
export const TOP: LocatedEntry = { title: "the root", path: [] };

export function accountOf({ accounts }: DefinitionModel, { key, id }: DriftSubject): AccountModel | undefined {
    return accounts.find((one) => (key === undefined ? one.id === id : one.key === key));
}

/** Also a unit that another item of the same run has written into the definition. */
export function unitOf({ units }: DefinitionModel, { key, id }: DriftSubject): UnitModel | undefined {
    return units.find((one) => one.id === id || (key !== undefined && one.key === key));
}

export function policyOf({ policies }: DefinitionModel, { key, id }: DriftSubject): PolicyModel | undefined {
    return policies.find((one) => one.id === id || (key !== undefined && one.key === key));
}

export function unitEntry({ key, path, place }: UnitModel): LocatedEntry {
    return { title: `unit ${key}`, path, file: place.file };
}

/** The policy's entry in `policies`. Absent for a guardrail of the library that is used as it is. */
export function policyEntry(draft: DefinitionDraft, { key, place }: PolicyModel): LocatedEntry | undefined {
    const path = ["policies", key];
    if (!draft.files.some((file) => has(draft.text(file), path))) return undefined;
    return { title: `policy ${key}`, path, file: place.file };
}

/** The root, a unit or an account of the definition: where it is written, and what it says. */
export interface DefinedNode {
    readonly entry: LocatedEntry;
    /** `unit Workloads`; `guardrails` for the root, as parts of the model are named. */
    readonly part: string;
    readonly find: (model: DefinitionModel) => Pick<UnitModel, "guardrails" | "fullAccess"> | undefined;
}

export function definedNode(model: DefinitionModel, node: DriftNode): DefinedNode | undefined {
    if (node.kind === "root") return { entry: TOP, part: "guardrails", find: (one) => one };
    if (node.kind === "unit") {
        const unit = unitOf(model, node);
        return unit && { entry: unitEntry(unit), part: `unit ${unit.key}`, find: (one) => unitOf(one, node) };
    }
    const account = accountOf(model, node);
    return (
        account && {
            entry: accountEntry(account),
            part: `account ${account.key}`,
            find: (one) => accountOf(one, node),
        }
    );
}

/** For what the definition does not have. */
export function notDefined({ kind, key, name }: DriftSubject): ByHand {
    return byHand(`the definition does not have ${kind} ${key ?? name}`);
}
