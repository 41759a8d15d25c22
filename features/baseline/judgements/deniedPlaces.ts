import { readWho } from "../../../definition/access";
import type { Findings } from "../../../definition/feature";
import { treeOf } from "../../../definition/modelTree";
import type { OrganizationModel } from "../../../definition/model";
import { isRegionsPolicy } from "../../../definition/policies/regionsPolicy";
import { countOf, list, STACK_ACTIONS, STACK_SETS_ROLE, visible } from "../../../limits";
import type { BaselineSide, StackSide } from "../effect/blockSide";
import { denialAdvice } from "../language/denialAdvice";
import type { PolicyDenials } from "../language/policyDenials";
import type { JudgedBaseline } from "./judgedBaseline";

const MOST_NAMES = 5;

/** Stacks that a policy denies StackSets to touch. */
interface DeniedPlaces {
    readonly policy: string;
    readonly accounts: Set<string>;
    readonly regions: Set<string>;
}

/** Finds out, by the policies of the definition, where StackSets may not work. */
export class StackPlaces {
    readonly #denials: PolicyDenials;
    readonly #tree: ReturnType<typeof treeOf>;
    readonly #ofRegions: ReadonlySet<string>;

    constructor(organization: OrganizationModel, denials: PolicyDenials) {
        this.#denials = denials;
        this.#tree = treeOf(organization);
        this.#ofRegions = new Set(organization.policies.filter(isRegionsPolicy).map(({ key }) => key));
    }

    /**
     * Refuses to take a stack away where the definition denies that: policies change before stacks do. AWS would leave the stack in an unstable
     * state, which a person has to mend in each account.
     *
     * @param moved the accounts that change their unit, by key.
     */
    deniedEndings({ changes, isQuarantined, problem }: JudgedBaseline, moved: ReadonlySet<string>): Findings {
        const problems = changes.flatMap(({ key, before, after, loses }): Findings["problems"][number][] => {
            if (!before || (after ?? before).keepsStacks) return [];
            const ending = [...loses].filter(([account]) => !isQuarantined(account));
            return this.#denied(ending, STACK_ACTIONS.delete).map((one) =>
                problem(
                    key,
                    `block ${visible(key)} ${after ? "leaves" : "ends in"} ${placesText(one)}, where ${this.#policyText(one)} CloudFormation to delete its stack. ${this.#orderOf(one, key, moved)}`,
                ),
            );
        });
        return { problems, warnings: [] };
    }

    /** Which change comes first, so that the stacks can be deleted. */
    #orderOf(one: DeniedPlaces, block: string, moved: ReadonlySet<string>): string {
        if ([...one.accounts].every((account) => moved.has(account))) {
            const whose = one.accounts.size === 1 ? "the account, where it is now" : "the accounts, where they are now";
            return `First write \`${visible(block)}: false\` under \`baseline\` of ${whose}, and run \`up\`. Then move ${one.accounts.size === 1 ? "it" : "them"}, and take that line out again`;
        }
        const first = this.#isOfRegions(one)
            ? "First take only the block out of the region (`regions` of the block, or `false`), run `up`, and narrow `regions` of the place after that"
            : `Spare the roles ${STACK_SETS_ROLE.arns} in the policy, or first change the baseline alone, run \`up\`, and attach the policy after that`;
        return `${first}. If it is denied there already, allow it first`;
    }

    /** Warns of blocks whose stacks stay in a region that is denied now: that are about the account, or that would skip the region otherwise. */
    deniedStanding(after: BaselineSide, isStanding: (block: string) => boolean): Findings {
        const warnings = [...after.values()].flatMap(({ key, accounts }): string[] => {
            if (!isStanding(key)) return [];
            const working = [...accounts].filter(([, { isLeftAlone }]) => !isLeftAlone);
            return this.#denied(working, STACK_ACTIONS.change).map(
                (one) =>
                    `the stacks of block ${visible(key)} stay in ${placesText(one)}, where ${this.#policyText(one)} CloudFormation to change them: the next change of the block stops there, and so does its end. ${this.#isOfRegions(one) ? "Allow the region, or write `alsoAllowed` below `regions`" : denialAdvice(one.policy, STACK_SETS_ROLE.arns, false)}`,
            );
        });
        return { problems: [], warnings };
    }

    #denied(
        places: readonly (readonly [string, Pick<StackSide, "regions">])[],
        action: string,
    ): readonly DeniedPlaces[] {
        const found = new Map<string, DeniedPlaces>();
        const who = readWho(STACK_SETS_ROLE.example);
        for (const [key, { regions }] of places) {
            // One that leaves the organisation has none of its policies.
            const account = this.#tree.account(key);
            if (!account || !who) continue;
            for (const region of regions) {
                for (const policy of this.#denials.of(account, who, action, region)) {
                    const one = found.get(policy) ?? { policy, accounts: new Set(), regions: new Set() };
                    found.set(policy, one);
                    one.accounts.add(key);
                    one.regions.add(region);
                }
            }
        }
        return [...found.values()];
    }

    #isOfRegions({ policy }: DeniedPlaces): boolean {
        return this.#ofRegions.has(policy);
    }

    #policyText(one: DeniedPlaces): string {
        if (one.policy === "") return "no policy allows";
        return this.#isOfRegions(one) ? "`regions` deny" : `policy ${visible(one.policy)} denies`;
    }
}

function placesText({ accounts, regions }: DeniedPlaces): string {
    return `${list([...regions].sort(), MOST_NAMES)} in ${countOf(accounts.size, "account")} (${list([...accounts].sort(), MOST_NAMES)})`;
}
