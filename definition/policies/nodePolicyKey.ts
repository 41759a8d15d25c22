import { createHash } from "node:crypto";
import { POLICY_NAME } from "../../limits";
import type { OrganizationNode } from "../../tree";

/** Keys whose name no other key has. The name of any other key gets a digest, because a name has `-` for each special character. */
const PLAIN_KEY = { unit: /^[A-Za-z0-9/]+$/, account: /^[A-Za-z0-9-]+$/ };

/**
 * The key and the name of a policy that the program makes for one node: `regions-of-root`, `regions-of-unit-Workloads/Production`,
 * `regions-of-account-shop`. The name in AWS is the key in lower case with hyphens, the form that naming patterns often require.
 */
export function nodePolicyKey(what: string, node: OrganizationNode): { readonly key: string; readonly name: string } {
    if (node.kind === "root") return { key: `${what}-of-root`, name: `${what}-of-root` };
    // In a resource's name, `@` separates the policy's key from the node that it is attached to.
    const key = `${what}-of-${node.kind}-${node.key.replaceAll("@", "%40")}`;
    const name = key
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/-$/, "");
    if (name.length <= POLICY_NAME.max && PLAIN_KEY[node.kind].test(node.key)) return { key, name };
    const digest = createHash("sha256").update(key).digest("hex").slice(0, 8);
    return { key, name: `${name.slice(0, POLICY_NAME.max - digest.length - 1)}-${digest}` };
}
