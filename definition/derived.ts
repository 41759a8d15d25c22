import { createHash } from "node:crypto";
import { POLICY_NAME } from "../limits";

/** What a policy is made for that has no key of the user's: the root, a unit by the keys that lead to it, an account by its key. */
export type Target =
    | { readonly kind: "root" }
    | { readonly kind: "unit"; readonly key: string }
    | { readonly kind: "account"; readonly key: string };

/** What a unit's or account's key may hold so that no other has the same name: in a name, `/` and `-` are one. */
const PLAIN = { unit: /^[A-Za-z0-9/]+$/, account: /^[A-Za-z0-9-]+$/ };

/**
 * The key of such a policy, `regions-of-root`, `regions-of-unit-Workloads/Production`, `regions-of-account-shop`, and its name in AWS:
 * the key in small letters and hyphens, as patterns for names often ask for.
 */
export function derived(what: string, target: Target): { readonly key: string; readonly name: string } {
    if (target.kind === "root") return { key: `${what}-of-root`, name: `${what}-of-root` };
    // An `@` would end the policy's key where it is joined with what it is attached to.
    const key = `${what}-of-${target.kind}-${target.key.replaceAll("@", "%40")}`;
    const name = key
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/-$/, "");
    if (name.length <= POLICY_NAME.max && PLAIN[target.kind].test(target.key)) return { key, name };
    const digest = createHash("sha256").update(key).digest("hex").slice(0, 8);
    return { key, name: `${name.slice(0, POLICY_NAME.max - digest.length - 1)}-${digest}` };
}
