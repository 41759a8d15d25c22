import { unknownAwsPolicy } from "../../../evaluator/awsPolicies";
import { visible } from "../../../limits";
import type { PeopleModel } from "../model";

/** Warns of policies of AWS that its data lack: AWS may have added them since, and their content is not known here. */
export function unknownAwsPolicies({ permissionSets }: PeopleModel): string[] {
    return permissionSets.flatMap(({ key, managedPolicies, boundary }) => {
        const named = [...managedPolicies, ...(boundary?.kind === "aws" ? [boundary.policy] : [])];
        return named.flatMap((name) => {
            const unknown = unknownAwsPolicy(name);
            if (unknown === undefined) return [];
            return [
                `permission set ${visible(key)}: ${unknown}. ` +
                    "If AWS does not have it now, `up` fails; what it allows is not known to `org access`, `org explain` and assertions",
            ];
        });
    });
}
