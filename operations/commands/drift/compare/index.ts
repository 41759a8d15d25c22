import type { IgnoredTags } from "../../../cli/stackSettings";
import type { FoundDifference } from "../driftItem";
import { accountDrift } from "./accountDrift";
import { attachmentDrift } from "./attachmentDrift";
import type { Comparison } from "./comparison";
import { policyDrift } from "./policyDrift";
import { serviceDrift } from "./serviceDrift";
import { tagDrift } from "./tagDrift";
import { unitDrift } from "./unitDrift";

export { Comparison } from "./comparison";

/** Everything that differs between the stack's state and AWS, but for what features manage. */
export function organizationDrift(on: Comparison, ignored: IgnoredTags): FoundDifference[] {
    return [
        ...accountDrift(on),
        ...unitDrift(on),
        ...policyDrift(on),
        ...attachmentDrift(on),
        ...serviceDrift(on),
        ...tagDrift(on, ignored),
    ];
}
