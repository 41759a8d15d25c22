import { createHash } from "node:crypto";
import { POLICY_NAME } from "../../limits";
import type { OrganizationNode } from "../../tree";

/** What a unit's or account's key may hold so that no other has the same name: in a name, `/` and `-` are one. */
const PLAIN_KEY = { unit: /^[A-Za-z0-9/]+$/, account: /^[A-Za-z0-9-]+$/ };

/**
 * The key and the name of a policy that is made for one node and has no key of the user's: `regions-of-root`,
 * `regions-of-unit-Workloads/Production`, `regions-of-account-shop`. The name in AWS is the key in small letters and hyphens, as patterns
 * for names often ask for.
 */
export function nodePolicyKey(what: string, node: OrganizationNode): { readonly key: string; readonly name: string } {
    if (node.kind === "root") return { key: `${what}-of-root`, name: `${what}-of-root` };
    // An `@` would end the policy's key where it is joined with what it is attached to.
    const key = `${what}-of-${node.kind}-${node.key.replaceAll("@", "%40")}`;
    const name = key
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/-$/, "");
    if (name.length <= POLICY_NAME.max && PLAIN_KEY[node.kind].test(node.key)) return { key, name };
    const digest = createHash("sha256").update(key).digest("hex").slice(0, 8);
    return { key, name: `${name.slice(0, POLICY_NAME.max - digest.length - 1)}-${digest}` };
}
