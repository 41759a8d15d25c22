import { isJsonMap } from "../policyDocument";
import { copyVaults, regionOf } from "./backupCopies";

/** The keys whose values are lists of regions, in the policies of every type. */
const LISTS = new Set(["regions", "enable_in_regions", "disable_in_regions"]);

/** A word of AWS's in the place of a region: `ALL_SUPPORTED`. */
const WORD = /^[A-Z_]+$/;

/** The regions that a management policy names, each once: in lists, as the keys of a Bedrock policy, and in the
 * ARNs of the vaults to which backups are copied. */
export function namedRegions(document: unknown): string[] {
    return [...new Set(regionsIn(document))];
}

function regionsIn(value: unknown): string[] {
    if (Array.isArray(value)) return value.flatMap(regionsIn);
    if (!isJsonMap(value)) return [];
    return Object.entries(value).flatMap(([key, inside]) => {
        if (LISTS.has(key)) return textsIn(inside).filter((text) => !WORD.test(text));
        const keys = key === "guardrail_inference" && isJsonMap(inside) ? Object.keys(inside) : [];
        const copies = key === "copy_actions" ? copyVaults(inside).map(regionOf) : [];
        return [...keys.filter((one) => !one.startsWith("@@")), ...copies, ...regionsIn(inside)];
    });
}

/** The texts in a list, whether it is given as it is or by an operator such as `@@assign`. */
function textsIn(value: unknown): string[] {
    if (typeof value === "string") return [value];
    if (Array.isArray(value)) return value.flatMap(textsIn);
    if (!isJsonMap(value)) return [];
    return Object.entries(value).flatMap(([key, inside]) =>
        key === "@@operators_allowed_for_child_policies" ? [] : textsIn(inside),
    );
}
