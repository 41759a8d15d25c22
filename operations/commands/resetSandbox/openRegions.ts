import type { OrganizationModel } from "../../../definition";
import { situationOf } from "../../../definition/modelSituation";
import { allowedRegions } from "../../../evaluator/policyPurpose";
import { policiesThatBind } from "../../../evaluator/situation";
import { accountNode } from "../../../tree";

/**
 * The regions that may contain resources of an account, sorted: those that its service control policies do not deny. This assumes
 * that the policies have always been attached. Undefined if no policy denies a region.
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
