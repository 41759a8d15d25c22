import { denialOver, formatPlace, ROOT_UNIT, type AccountModel, type DefinitionModel } from "../../../../definition";
import { treeOf } from "../../../../definition/modelTree";
import { Origins } from "../../../../definition/valueOrigins";
import {
    ROOT_REF,
    type TreeDocument,
    type TreeDocumentNode,
    type TreePolicy,
} from "../../../../pages/data/treeDocument";
import { policyFacts } from "../../effective/policyFacts";
import { DetailCollector } from "./nodeDetails";

export const unitRef = (key: string): string => `unit:${key}`;

export const accountRef = (key: string): string => `account:${key}`;

/** Where a definition is, and as of when it is shown. */
export interface DefinitionSituation {
    readonly stack: string;
    /** The definition's folder or file. */
    readonly location: string;
    /** Today, such as 2026-12-31. */
    readonly day: string;
}

/** The organisation as the definition has it, with the ids that the definition names. It asks nothing. */
export function definitionTree(model: DefinitionModel, { stack, location, day }: DefinitionSituation): TreeDocument {
    const details = new DetailCollector(model, new Origins(model), day);
    const nodes = [rootNode(details), ...nodesBelow(undefined, model, details)];
    return {
        stack,
        definition: location,
        day,
        ...(model.id !== undefined && { organizationId: model.id }),
        notes: [],
        nodes,
        policies: model.policies.map((policy): TreePolicy => {
            const { policy: key, defined, ...facts } = policyFacts(policy);
            return { key, ...facts, document: policy.content, from: defined };
        }),
        ...details.lists,
        groups: details.groups,
    };
}

function rootNode(details: DetailCollector): TreeDocumentNode {
    return { ref: ROOT_REF, kind: "root", key: "root", name: "Root", state: "active", ...details.ofRoot() };
}

/** The accounts in a unit, then the units in it, each with what is below it. */
function nodesBelow(unit: string | undefined, model: DefinitionModel, details: DetailCollector): TreeDocumentNode[] {
    const tree = treeOf(model);
    const parent = unit === undefined ? ROOT_REF : unitRef(unit);
    return [
        ...tree.accountsIn(unit).map((account) => accountNode(account, parent, model, details)),
        ...tree.unitsIn(unit).flatMap(({ key, name, kind, id, place }): TreeDocumentNode[] => [
            {
                ref: unitRef(key),
                kind: "unit",
                key,
                name,
                parent,
                ...(id !== undefined && { id }),
                state: "active",
                from: formatPlace(place),
                unitKind: kind,
                ...details.ofUnit(key),
            },
            ...nodesBelow(key, model, details),
        ]),
    ];
}

function accountNode(
    account: AccountModel,
    parent: string,
    model: DefinitionModel,
    details: DetailCollector,
): TreeDocumentNode {
    const { key, name, id, kind, email, owner, expires, place, state, invite, unit } = account;
    const denial = denialOver(account, model);
    return {
        ref: accountRef(key),
        kind: "account",
        key,
        name,
        parent,
        ...(id !== undefined && { id }),
        state: invite && state === "active" ? "invited" : state,
        // That is what a quarantine is.
        ...(denial && state !== "quarantined" && { stateNote: `${denial.key} denies everything there` }),
        from: formatPlace(place),
        ...(unit !== ROOT_UNIT && { unitKind: kind }),
        email,
        ...(owner !== undefined && { owner }),
        ...(expires !== undefined && { expires }),
        ...details.ofAccount(account),
    };
}
