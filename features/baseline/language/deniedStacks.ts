import { creationActions, type CloudFormationTemplate } from "../../../cloudformation";
import { readWho, type NamedPrincipal } from "../../../definition/access";
import { isRegionsPolicy } from "../../../definition/policies/regionsPolicy";
import type { AccountModel, OrganizationModel } from "../../../definition/model";
import { countOf, list, STACK_ACTIONS, STACK_SETS_ROLE, visible } from "../../../limits";
import { FUNCTION_ROLE_PATH } from "../library";
import type { AccountBlock, BaselineModel, BlockModel } from "../model";
import { isDenialAcknowledged } from "./acknowledgedDenial";
import type { BlockLibrary } from "./blockLibrary";
import { denialAdvice } from "./denialAdvice";
import { PolicyDenials } from "./policyDenials";
import { stoppingAccounts } from "./stoppingAccounts";

const MOST_NAMES = 5;
const MOST_BLOCKS = 12;
const STACK = "its stack";
/** What ends a block. It does not stop a rollout that sets blocks up. */
const ENDING = /:(Delete|Detach|Disable|Disassociate|Remove|Stop)/;

/** Something that a stack does and a policy denies. */
interface DeniedStack {
    readonly policy: string;
    readonly block: string;
    readonly who: string;
    readonly actions: Set<string>;
    readonly accounts: Set<string>;
    readonly regions: Set<string>;
}

/** Warns of policies that deny what a block's stack, or its function, does: the stack fails there, and the rollout stops unless so many may fail. */
export function deniedStacks(model: BaselineModel, organization: OrganizationModel, library: BlockLibrary): string[] {
    const { blocks, accounts } = model;
    const search = new DenialSearch(organization, library);
    const byKey = new Map(blocks.map((block) => [block.key, block]));
    for (const account of organization.accounts) {
        const { blocks: own = [], isLeftAlone = true } = accounts.get(account.key) ?? {};
        for (const one of isLeftAlone ? [] : own) {
            const block = byKey.get(one.block);
            if (block) search.add(account, block, one);
        }
    }
    return search.warnings(model);
}

/** What somebody does for a block. */
interface BlockWork {
    readonly name: string;
    readonly who: NamedPrincipal;
    readonly actions: readonly string[];
}

class DenialSearch {
    readonly #organization: OrganizationModel;
    readonly #library: BlockLibrary;
    readonly #found = new Map<string, DeniedStack>();
    readonly #denials: PolicyDenials;
    readonly #works = new Map<string, readonly BlockWork[]>();

    constructor(organization: OrganizationModel, library: BlockLibrary) {
        this.#organization = organization;
        this.#library = library;
        this.#denials = new PolicyDenials(organization);
    }

    add(account: AccountModel, block: BlockModel, { regions }: AccountBlock): void {
        for (const region of regions.length > 0 ? regions : [undefined]) {
            for (const { name, who, actions } of this.#worksOf(block)) {
                for (const action of actions) {
                    for (const policy of this.#denials.of(account, who, action, region))
                        this.#note({ policy, block, name, action, account, region });
                }
            }
        }
    }

    #worksOf(block: BlockModel): readonly BlockWork[] {
        const known = this.#works.get(block.key) ?? this.#newWorks(block);
        this.#works.set(block.key, known);
        return known;
    }

    #newWorks({ kind, template }: BlockModel): readonly BlockWork[] {
        const library = this.#library.get(kind);
        const { actions, functionActions = [] } = library ?? {
            actions: creationActions(JSON.parse(template) as CloudFormationTemplate),
        };
        const as = (name: string, role: string, all: readonly string[]): BlockWork[] => {
            const who = readWho(role);
            return who && all.length > 0
                ? [{ name, who, actions: [...new Set(all)].filter((one) => !ENDING.test(one)).sort() }]
                : [];
        };
        return [
            ...as(STACK, STACK_SETS_ROLE.example, [STACK_ACTIONS.make, ...actions]),
            ...as("its function", `role${FUNCTION_ROLE_PATH}baseline-function`, functionActions),
        ];
    }

    #note(one: {
        readonly policy: string;
        readonly block: BlockModel;
        readonly name: string;
        readonly action: string;
        readonly account: AccountModel;
        readonly region: string | undefined;
    }): void {
        const id = JSON.stringify([one.policy, one.block.key, one.name]);
        const found = this.#found.get(id) ?? {
            policy: one.policy,
            block: one.block.key,
            who: one.name,
            actions: new Set(),
            accounts: new Set(),
            regions: new Set(),
        };
        this.#found.set(id, found);
        found.actions.add(one.action);
        found.accounts.add(one.account.key);
        if (one.region !== undefined) found.regions.add(one.region);
    }

    /** One for each policy, as far as it reaches the same accounts. */
    warnings(model: BaselineModel): string[] {
        const groups = new Map<string, DeniedStack[]>();
        for (const one of this.#found.values()) {
            if (isDenialAcknowledged(model.rollOut, one.block, one.policy)) continue;
            const id = JSON.stringify([one.policy, one.who, [...one.accounts].sort()]);
            groups.set(id, [...(groups.get(id) ?? []), one]);
        }
        const regions = new Set(this.#organization.policies.filter(isRegionsPolicy).map(({ key }) => key));
        const stopping = this.#stoppingAccounts(model);
        const isStopping = ({ block, accounts }: DeniedStack): boolean =>
            [...accounts].some((account) => stopping.get(block)?.has(account) === true);
        return [...groups.values()].map((group) =>
            warning(group, regions.has(group[0]?.policy ?? ""), group.some(isStopping)),
        );
    }

    /** By block. */
    #stoppingAccounts(model: BaselineModel): ReadonlyMap<string, ReadonlySet<string>> {
        const failing = new Map<string, Set<string>>();
        for (const { block, accounts } of this.#found.values()) {
            failing.set(block, new Set([...(failing.get(block) ?? []), ...accounts]));
        }
        return new Map([...failing].map(([block, accounts]) => [block, stoppingAccounts(model, [...accounts])]));
    }
}

/**
 * @param isOfRegions the policy is what `regions` of a place makes.
 * @param isStopping more accounts fail than the definition tolerates.
 */
function warning(all: readonly DeniedStack[], isOfRegions: boolean, isStopping: boolean): string {
    const [{ policy, who } = { policy: "", who: "" }] = all;
    const every = (of: (one: DeniedStack) => Iterable<string>): string[] =>
        [...new Set(all.flatMap((one) => [...of(one)]))].sort();
    const [blocks, accounts] = [every(({ block }) => [block]), every((one) => one.accounts)];
    const regions = every((one) => one.regions);
    const where = `in ${countOf(accounts.length, "account")} (${list(accounts, MOST_NAMES)})${regions.length > 0 ? `, ${list(regions, 3)}` : ""}`;
    const because =
        policy === ""
            ? "no policy allows"
            : isOfRegions
              ? "the key `regions` of the place denies"
              : `policy ${visible(policy)} denies`;
    const isStack = who === STACK;
    const role = isStack ? STACK_SETS_ROLE.arns : `arn:*:iam::*:role${FUNCTION_ROLE_PATH}*`;
    const noun = `${isStack ? "stack" : "function"}${blocks.length === 1 ? "" : "s"}`;
    const whose = `the ${noun} of the ${blocks.length === 1 ? "block" : "blocks"} ${list(
        blocks.map((one) => visible(one)),
        MOST_BLOCKS,
    )}`;
    const needs = `${blocks.length === 1 ? "needs" : "need"} ${list(
        every((one) => one.actions),
        MOST_NAMES,
    )}`;
    return `${whose} ${needs}, which ${because} ${where}: the ${isStopping ? "rollout stops" : `${noun} ${blocks.length === 1 ? "fails" : "fail"}`} there. ${denialAdvice(policy, role, isOfRegions)}, or take the ${blocks.length === 1 ? "block" : "blocks"} out there${isOfRegions ? " and write another one, with a key and `regions` of its own" : ""}`;
}
