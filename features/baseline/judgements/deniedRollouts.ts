import { creationActions, type CloudFormationTemplate } from "../../../cloudformation";
import { readWho } from "../../../definition/access";
import type { Findings } from "../../../definition/feature";
import { treeOf } from "../../../definition/modelTree";
import type { OrganizationModel } from "../../../definition/model";
import { isRegionsPolicy } from "../../../definition/policies/regionsPolicy";
import { documentOf } from "../../../evaluator/policyDocument";
import { countOf, inYaml, list, STACK_ACTIONS, STACK_SETS_ROLE, visible } from "../../../limits";
import { templateOf, type BlockChange } from "../effect/blockChange";
import { denialAdvice } from "../language/denialAdvice";
import type { DenyingStatement, PolicyDenials } from "../language/policyDenials";
import { stoppingAccounts } from "../language/stoppingAccounts";
import type { BaselineModel } from "../model";
import { isDenialAcknowledged } from "../language/acknowledgedDenial";
import type { JudgedBaseline } from "./judgedBaseline";

const MOST_NAMES = 5;

/** What StackSets is about to do in an account. */
interface StackWork {
    readonly account: string;
    readonly isNew: boolean;
    readonly regions: readonly string[];
    readonly actions: readonly string[];
}

/** Work that a policy denies for certain. */
interface DeniedWork {
    /** Empty: no policy allows it. */
    readonly policy: string;
    readonly isNew: boolean;
    readonly statements: Set<string>;
    readonly actions: Set<string>;
    readonly accounts: Set<string>;
    readonly regions: Set<string>;
}

/**
 * Refuses a roll-out that would stop, because a policy of the definition certainly denies what a stack has to do. Only `rollOut.acknowledge` lets it
 * run. Everything that depends on what nobody knows here stays a warning (language/deniedStacks.ts): what a function does, resources with a
 * condition, statements whose conditions name a role of StackSets, whose whole name is AWS's choice, and stacks of which nothing changes.
 */
export class DeniedRollouts {
    readonly #model: BaselineModel;
    readonly #denials: PolicyDenials;
    readonly #tree: ReturnType<typeof treeOf>;
    readonly #policies: ReadonlyMap<string, OrganizationModel["policies"][number]>;
    readonly #judged: JudgedBaseline;

    constructor(model: BaselineModel, organization: OrganizationModel, denials: PolicyDenials, judged: JudgedBaseline) {
        this.#model = model;
        this.#denials = denials;
        this.#tree = treeOf(organization);
        this.#policies = new Map(organization.policies.map((policy) => [policy.key, policy]));
        this.#judged = judged;
    }

    findings(): Findings {
        const problems = this.#judged.changes.flatMap((change) => {
            const denied = this.#deniedWorks(change);
            const accounts = [...new Set(denied.flatMap((one) => [...one.accounts]))];
            const stopping = stoppingAccounts(this.#model, accounts);
            return denied
                .filter((one) => [...one.accounts].some((account) => stopping.has(account)))
                .map((one) => this.#judged.problem(change.key, this.#message(change.key, one)));
        });
        return { problems, warnings: [] };
    }

    #deniedWorks(change: BlockChange): readonly DeniedWork[] {
        const found = new Map<string, DeniedWork>();
        for (const work of stackWorks(change)) {
            for (const { policy, statement, action, region } of this.#denialsOf(work)) {
                if (isDenialAcknowledged(this.#model.rollOut, change.key, policy)) continue;
                const id = JSON.stringify([policy, work.isNew]);
                const one = found.get(id) ?? newDenial(policy, work.isNew);
                found.set(id, one);
                if (statement !== undefined) one.statements.add(statement);
                one.actions.add(action);
                one.accounts.add(work.account);
                if (region !== undefined) one.regions.add(region);
            }
        }
        return [...found.values()];
    }

    /** @returns one for each policy, statement, action and region. */
    #denialsOf({ account: key, regions, actions }: StackWork) {
        const who = readWho(STACK_SETS_ROLE.example);
        const account = this.#tree.account(key);
        if (!who || !account) return [];
        return (regions.length > 0 ? regions : [undefined]).flatMap((region) =>
            actions.flatMap((action) => {
                const isNowhereAllowed = this.#denials.of(account, who, action, region).includes("");
                const statements = this.#denials
                    .statementsOf(account, who, action, region)
                    .filter((one) => !this.#namesRole(one))
                    .map(({ policy, sid, index }) => ({ policy, statement: sid ?? String(index + 1) }));
                const all = isNowhereAllowed ? [{ policy: "", statement: undefined }] : statements;
                return all.map((one) => ({ ...one, action, region }));
            }),
        );
    }

    /** It may spare roles by their whole names, which only AWS knows. */
    #namesRole({ policy, index }: DenyingStatement): boolean {
        const content = this.#policies.get(policy)?.content;
        const statements = content === undefined ? [] : [documentOf(content)["Statement"]].flat();
        return /stacksets-exec/i.test(JSON.stringify(statements[index] ?? ""));
    }

    #message(block: string, one: DeniedWork): string {
        const { policy, isNew, statements, actions, accounts, regions } = one;
        const isOfRegions = [this.#policies.get(policy)].some((found) => found !== undefined && isRegionsPolicy(found));
        const names = [...statements].sort();
        const statement = `${names.length === 1 ? "statement" : "statements"} ${list(names, MOST_NAMES)}`;
        const because =
            policy === ""
                ? "no policy allows"
                : `${statement} of ${isOfRegions ? `\`regions\` (policy ${visible(policy)})` : `policy ${visible(policy)}`} ${names.length === 1 ? "denies" : "deny"}`;
        const keys = [...accounts].sort();
        const where = `${countOf(keys.length, "account")} (${list(keys, MOST_NAMES)})${regions.size > 0 ? ` in ${list([...regions].sort(), MOST_NAMES)}` : ""}`;
        const leave = isNew
            ? `, or leave the ${keys.length === 1 ? "account" : "accounts"} out: \`baseline: { ${inYaml(block)}: false }\` there`
            : "";
        const acknowledged = `{ block: ${inYaml(block)}${policy === "" ? "" : `, policy: ${inYaml(policy)}`} }`;
        return (
            `block ${visible(block)} ${isNew ? "comes into" : "changes in"} ${where}, where its stack needs ${list([...actions].sort(), MOST_NAMES)}, which ${because}: the roll-out would stop there. ` +
            `${denialAdvice(policy, STACK_SETS_ROLE.arns, isOfRegions)}${leave}. If it is allowed in AWS all the same, write\n` +
            `rollOut: { acknowledge: { denied: [${acknowledged}] } }`
        );
    }
}

function newDenial(policy: string, isNew: boolean): DeniedWork {
    const none = (): Set<string> => new Set();
    return { policy, isNew, statements: none(), actions: none(), accounts: none(), regions: none() };
}

/** What is certain to be done: for a new stack, each resource without a condition; for a changed one, what its template did not have. */
function stackWorks({ after, before, gains, changes }: BlockChange): readonly StackWork[] {
    if (!after) return [];
    // Until this run they are quarantined, and no failure in them stops anything.
    const isReleased = (account: string): boolean => before?.accounts.get(account)?.isLeftAlone === true;
    const template = templateOf(after);
    const works = (accounts: BlockChange["gains"], isNew: boolean, actions: readonly string[]): readonly StackWork[] =>
        [...accounts]
            .filter(([account]) => !isReleased(account))
            .map(([account, { regions }]) => ({ account, isNew, regions, actions }));
    const making = certainActions(template);
    const adding = before ? certainActions(template, templateOf(before)) : making;
    return [
        ...works(gains, true, [STACK_ACTIONS.make, ...making]),
        ...changes.flatMap(({ accounts }) => works(accounts, false, [STACK_ACTIONS.change, ...adding])),
    ];
}

function certainActions(template: CloudFormationTemplate, existing?: CloudFormationTemplate): readonly string[] {
    const certain = Object.entries(template.Resources).filter(([, resource]) => !Object.hasOwn(resource, "Condition"));
    return creationActions({ ...template, Resources: Object.fromEntries(certain) }, existing);
}
