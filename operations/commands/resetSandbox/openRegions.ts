import type { OrganizationModel } from "../../../definition";
import { situationOf } from "../../../definition/modelSituation";
import { allowedRegions } from "../../../evaluator/policyPurpose";
import { policiesThatBind } from "../../../evaluator/situation";
import { accountNode } from "../../../tree";

/**
 * The regions in which something can be in an account: those that its service control policies leave open, provided that they have
 * always been attached; sorted. Undefined where none closes any.
 */
export function openRegions(model: OrganizationModel, account: string): readonly string[] | undefined {
    const keys = policiesThatBind(situationOf(model), accountNode(account));
    const [first, ...others] = model.policies
        .filter(({ key }) => keys.includes(key))
        .flatMap((policy) => {
            const regions = allowedRegions(policy);
            return regions === undefined ? [] : [regions];
        });
    return first?.filter((region) => others.every((list) => list.includes(region))).sort();
}
