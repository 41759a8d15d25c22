import { accountNode, describeNode, OrganizationTree, ROOT_NODE, unitNode, type OrganizationNode } from "../tree";
import type { AccountModel, OrganizationModel, UnitModel } from "./model";
import type { Path } from "./problemReport";

/** The root, a unit or an account of a definition, with what is attached to it. */
export interface ModelNode extends OrganizationNode {
    /** How a message names it: `the root`, `unit Workloads/Production`, `account shop`. */
    readonly name: string;
    /** Keys of the policies attached to it. */
    readonly guardrails: readonly string[];
    /** AWS's own policy FullAWSAccess stays attached to it. */
    readonly fullAccess: boolean;
    readonly path: Path;
}

const trees = new WeakMap<OrganizationModel, ModelTree>();

/** The tree of a definition. It is made once, because a model never changes. */
export function treeOf(model: OrganizationModel): ModelTree {
    const tree = trees.get(model) ?? new ModelTree(model);
    trees.set(model, tree);
    return tree;
}

/** The organisation of a definition as a tree of nodes with their policies. */
export class ModelTree extends OrganizationTree<UnitModel, AccountModel> {
    /** The root, then the units, then the accounts, each in the order of the model. */
    readonly nodes: readonly ModelNode[];
    readonly #root: ModelNode;
    readonly #units: ReadonlyMap<string, ModelNode>;
    readonly #accounts: ReadonlyMap<string, ModelNode>;

    constructor({ guardrails, fullAccess, units, accounts }: OrganizationModel) {
        super(units, accounts);
        this.#root = modelNode(ROOT_NODE, { guardrails, fullAccess, path: ["guardrails"] });
        this.#units = new Map(units.map((unit) => [unit.key, modelNode(unitNode(unit.key), unit)]));
        this.#accounts = new Map(
            accounts.map((account) => [account.key, modelNode(accountNode(account.key), account)]),
        );
        this.nodes = [this.#root, ...this.#units.values(), ...this.#accounts.values()];
    }

    /** Returns the root for a node that is not in the definition. */
    node({ kind, key }: OrganizationNode): ModelNode {
        const nodes = { root: undefined, unit: this.#units, account: this.#accounts }[kind];
        return nodes?.get(key) ?? this.#root;
    }

    /** The nodes from the root down to a node, including that node. */
    nodesDownTo(node: OrganizationNode): ModelNode[] {
        return this.pathTo(node).map((one) => this.node(one));
    }

    /** All units and accounts below a node, in the order of `nodes`. */
    nodesBelow({ kind, key }: OrganizationNode): ModelNode[] {
        if (kind === "account") return [];
        const unit = kind === "unit" ? key : undefined;
        const units = new Set(this.unitsBelow(unit).map((one) => one.key));
        const accounts = new Set(this.accountsBelow(unit).map((one) => one.key));
        return this.nodes.filter((one) =>
            one.kind === "unit" ? units.has(one.key) : one.kind === "account" && accounts.has(one.key),
        );
    }
}

function modelNode(
    node: OrganizationNode,
    { guardrails, fullAccess, path }: Pick<ModelNode, "guardrails" | "fullAccess" | "path">,
): ModelNode {
    return { ...node, name: describeNode(node), guardrails, fullAccess, path };
}
