import { createHash } from "node:crypto";
import { POLICY_NAME } from "../limits";

/** What a policy is made for that has no key of the user's: the root, a unit by the keys that lead to it, an account by its key. */
export type Target =
    | { readonly kind: "root" }
    | { readonly kind: "unit"; readonly key: string }
    | { readonly kind: "account"; readonly key: string };

/** The key of such a policy: `regions-of-root`, `regions-of-unit-Workloads/Production`, `regions-of-account-shop`. */
export function derivedKey(what: string, target: Target): string {
    // An `@` would end the policy's key where it is joined with what it is attached to.
    return target.kind === "root"
        ? `${what}-of-root`
        : `${what}-of-${target.kind}-${target.key.replaceAll("@", "%40")}`;
}

/** The policy's name: its key, as far as AWS takes it, and still told from others with the same beginning. */
export function derivedName(key: string): string {
    if (key.length <= POLICY_NAME.max) return key;
    const digest = createHash("sha256").update(key).digest("hex").slice(0, 8);
    return `${key.slice(0, POLICY_NAME.max - digest.length - 1)}-${digest}`;
}
