import { misspeltName } from "../../limits/misspeltName";
import { awsPolicies } from "./awsPolicies";

/** Names of services that AWS's managed policies do not name, and that roles trust. */
const OTHERS = [
    "edgelambda.amazonaws.com",
    "firehose.amazonaws.com",
    "monitoring.rds.amazonaws.com",
    "vpc-flow-logs.amazonaws.com",
];
/** Shorter names are too near to each other: ec2 and ecs. */
const SHORTEST = 5;
const SUFFIX = ".amazonaws.com";

let known: readonly string[] | undefined;

/**
 * The service that is meant by a principal which is none that this program knows. Undefined if it is known, or no typing mistake of one.
 *
 * It knows the principals that AWS's managed policies name, and a few more.
 */
export function misspeltService(principal: string): string | undefined {
    const all = (known ??= servicePrincipals());
    if (all.includes(principal) || principal.length - SUFFIX.length < SHORTEST) return undefined;
    return misspeltName(principal, all);
}

function servicePrincipals(): readonly string[] {
    const found = [...awsPolicies().values()].flatMap((document) =>
        [...document.matchAll(/"((?:[a-z0-9-]+\.)+amazonaws\.com)"/g)].map(([, name = ""]) => name),
    );
    return [...new Set([...found, ...OTHERS])].sort();
}
