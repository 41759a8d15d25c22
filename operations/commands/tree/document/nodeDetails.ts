import { formatPlace, type AccountModel, type DefinitionModel, type PolicyModel } from "../../../../definition";
import { MANAGEMENT_ACCOUNT_KEY, type GrantedSession, type IdentityDirectory } from "../../../../definition/access";
import { treeOf, type ModelNode } from "../../../../definition/modelTree";
import type { Origins } from "../../../../definition/valueOrigins";
import { isManagementPolicy } from "../../../../evaluator/managementPolicies";
import type {
    TreeAccess,
    TreeDocument,
    TreeDocumentNode,
    TreeEffectivePolicy,
    TreeFact,
    TreeGuardrail,
    TreeSection,
} from "../../../../pages/data/treeDocument";
import { accountNode, ROOT_NODE, unitNode } from "../../../../tree";
import { accountSettings } from "../../effective/accountFacts";
import { attachedTo, attachmentPlace, settledPolicies, type SettledPolicy } from "../../effective/policyFacts";
import { problemText, settingText } from "../../effective/settingText";
import { SharedList } from "./sharedList";

/** What a document says about one node besides its name and place in the tree. */
export type NodeDetails = Pick<
    TreeDocumentNode,
    "tags" | "settings" | "guardrails" | "isAllowList" | "effective" | "sections" | "access"
>;

/** Collects the details of nodes. What several nodes have in common it lists once. */
export class DetailCollector {
    readonly #model: DefinitionModel;
    readonly #origins: Origins;
    readonly #policies: ReadonlyMap<string, PolicyModel>;
    readonly #identities: IdentityDirectory | undefined;
    readonly #effective = new SharedList<TreeEffectivePolicy>();
    readonly #sections = new SharedList<TreeSection>();
    readonly #access = new SharedList<readonly TreeAccess[]>();
    /** Indices of effective policies by the management policies on the way down to a node, because most nodes have the same. */
    readonly #settled = new Map<string, readonly number[]>();

    /** @param day such as 2026-12-31: access that has ended before is left out. */
    constructor(model: DefinitionModel, origins: Origins, day: string) {
        this.#model = model;
        this.#origins = origins;
        this.#policies = new Map(model.policies.map((policy) => [policy.key, policy]));
        this.#identities = model.features.identities(model, day);
    }

    /** What the nodes asked for so far name by index. */
    get lists(): Pick<TreeDocument, "effective" | "sections" | "access"> {
        return {
            effective: this.#effective.items,
            sections: this.#sections.items,
            access: this.#access.items,
        };
    }

    get groups(): TreeDocument["groups"] {
        return this.#identities?.groups ?? [];
    }

    ofRoot(): NodeDetails {
        return {
            ...this.#common(treeOf(this.#model).node(ROOT_NODE)),
            tags: this.#tags(this.#model.tags, []),
            settings: [],
            sections: [],
            ...this.#accessTo(MANAGEMENT_ACCOUNT_KEY),
        };
    }

    ofUnit(key: string): NodeDetails {
        const tree = treeOf(this.#model);
        const units = tree.unitsDownTo(key);
        return {
            ...this.#common(tree.node(unitNode(key))),
            tags: this.#tags(units.at(-1)?.tags ?? {}, units.map(({ path }) => path).reverse()),
            settings: [],
            sections: [],
        };
    }

    ofAccount(account: AccountModel): NodeDetails {
        return {
            ...this.#common(treeOf(this.#model).node(accountNode(account.key))),
            ...accountSettings(account, this.#origins),
            sections: this.#model.features
                .facts(account, this.#origins)
                .filter(({ facts }) => facts.length > 0)
                .map((section) => this.#sections.indexOf(section)),
            ...this.#accessTo(account.key),
        };
    }

    #common(node: ModelNode): Pick<NodeDetails, "guardrails" | "isAllowList" | "effective"> {
        return {
            guardrails: attachedTo(node, this.#policies).map((policy): TreeGuardrail => {
                const from = attachmentPlace(node, policy, this.#origins);
                return { policy: policy.key, ...(from !== undefined && { from }) };
            }),
            ...(!node.fullAccess && { isAllowList: true }),
            effective: this.#effectiveOf(node),
        };
    }

    /** @param above the paths of a unit and the units above it. */
    #tags(tags: Readonly<Record<string, string>>, above: readonly (readonly (string | number)[])[]): TreeFact[] {
        return Object.entries(tags).map(([name, value]) => {
            const place = [...above, ["defaults"]]
                .map((path) => this.#origins.written([...path, "tags", name]))
                .find((found) => found !== undefined);
            return { name, value, ...(place && { from: formatPlace(place) }) };
        });
    }

    #effectiveOf(node: ModelNode): readonly number[] {
        const tree = treeOf(this.#model);
        const attached = tree.nodesDownTo(node).flatMap((one) => {
            const keys = attachedTo(one, this.#policies).flatMap(({ key, type }) =>
                isManagementPolicy(type) ? [key] : [],
            );
            return keys.length > 0 ? [[one.name, ...keys]] : [];
        });
        const known = JSON.stringify(attached);
        const indices =
            this.#settled.get(known) ??
            settledPolicies(node, tree, this.#policies).map((policy) => this.#effective.indexOf(effective(policy)));
        this.#settled.set(known, indices);
        return indices;
    }

    #accessTo(account: string): Pick<NodeDetails, "access"> {
        const sessions = this.#identities?.sessionsIn(account) ?? [];
        return sessions.length > 0 ? { access: this.#access.indexOf(sessions.map(access)) } : {};
    }
}

function effective({ type, sources, problems }: SettledPolicy): TreeEffectivePolicy {
    return { type, settings: sources.map(settingText), problems: problems.map(problemText) };
}

function access({ holder, session, grantedAt, because, until }: GrantedSession): TreeAccess {
    return {
        holder: holder.kind,
        who: holder.key,
        permissionSet: session.permissionSet,
        ...(until !== undefined && { until }),
        ...(because !== undefined && { because }),
        from: grantedAt,
    };
}
