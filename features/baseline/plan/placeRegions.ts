import { treeOf } from "../../../definition/modelTree";
import { ROOT_UNIT, type OrganizationModel, type PolicyModel } from "../../../definition/model";
import { allowedRegions } from "../../../evaluator/policyPurpose";

/** The regions of one place. Undefined: nothing limits them. */
export interface RegionLimits {
    /** In which its accounts may work. */
    readonly regions: readonly string[] | undefined;
    /** In which its key `regions`, and those above, let CloudFormation make stacks. */
    readonly ofStacks: readonly string[] | undefined;
}

/** The regions in which the accounts of a place may work, sorted; undefined if no policy limits them. */
export class PlaceRegions {
    readonly #organization: OrganizationModel;
    readonly #byPolicy: ReadonlyMap<string, readonly string[]>;
    readonly #byUnit = new Map<string, readonly string[] | undefined>();

    /** @param counts which policies count. Default: all. */
    constructor(organization: OrganizationModel, counts: (policy: PolicyModel) => boolean = () => true) {
        this.#organization = organization;
        this.#byPolicy = new Map(
            organization.policies.filter(counts).flatMap((policy) => {
                const regions = allowedRegions(policy);
                return regions ? [[policy.key, regions] as const] : [];
            }),
        );
    }

    /** @param unit the key of a unit; ROOT_UNIT for the root. */
    ofUnit(unit: string): readonly string[] | undefined {
        if (!this.#byUnit.has(unit)) this.#byUnit.set(unit, this.#ofUnit(unit));
        return this.#byUnit.get(unit);
    }

    ofAccount({
        unit,
        guardrails,
    }: Pick<OrganizationModel["accounts"][number], "unit" | "guardrails">): readonly string[] | undefined {
        return this.#narrowed(this.ofUnit(unit), guardrails);
    }

    #ofUnit(key: string): readonly string[] | undefined {
        const unit = key === ROOT_UNIT ? undefined : treeOf(this.#organization).unit(key);
        if (!unit) return this.#narrowed(undefined, this.#organization.guardrails);
        return this.#narrowed(this.ofUnit(unit.parent ?? ROOT_UNIT), unit.guardrails);
    }

    #narrowed(above: readonly string[] | undefined, policies: readonly string[]): readonly string[] | undefined {
        const lists = policies.flatMap((key) => {
            const regions = this.#byPolicy.get(key);
            return regions ? [regions] : [];
        });
        if (lists.length === 0) return above;
        const [first = [], ...others] = [...(above ? [above] : []), ...lists];
        return [...new Set(first)].filter((region) => others.every((list) => list.includes(region))).sort();
    }
}
