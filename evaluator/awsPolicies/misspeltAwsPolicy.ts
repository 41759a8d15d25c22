import { misspeltName } from "../../limits/misspeltName";
import { awsPolicies } from "./awsPolicies";

/**
 * The policy of AWS that is meant by a name that no policy of AWS has: the one of another path, of another case, or of which it is a
 * typing mistake. Undefined if there is none: then AWS may have added the policy since the data were made.
 */
export function misspeltAwsPolicy(name: string): string | undefined {
    const names = [...awsPolicies().keys()];
    const last = lastPart(name);
    const elsewhere = names.find((one) => lastPart(one) === last);
    return elsewhere ?? misspeltName(name, names);
}

/** `job-function/Billing` is `billing`: AWS does not distinguish names by case. */
function lastPart(name: string): string {
    return name.slice(name.lastIndexOf("/") + 1).toLowerCase();
}
