import type { PolicyModel, StagedModel } from "../model";
import { definedPolicy } from "../policies/definedPolicy";
import { STAGED_SUFFIX, stagedVersion, stagingUnit } from "../policies/stagedPolicy";
import type { Report } from "../problemReport";
import type { Attachment } from "./attachPolicies";
import type { Layout } from "./layOut";
import { mapNodePolicies, nodesWith, type NodePolicies } from "./nodePolicies";

/** The policies of a definition, and the nodes that they are attached to now. */
export interface StagedPolicies {
    /** Includes the staged versions of policies in force. */
    readonly policies: readonly PolicyModel[];
    /** A staged policy is attached only to the staging unit. */
    readonly attached: NodePolicies;
}

/**
 * The fourth pass: detaches staged policies from the nodes that name them, and attaches them to the staging unit.
 *
 * It needs the layout and all attachments. It reports a staging unit that does not exist or is ambiguous, and staged versions that are
 * empty or whose key is taken.
 */
export function stagePolicies(layout: Layout, { policies, attached }: Attachment, report: Report): StagedPolicies {
    const { said, tree } = layout;
    const wanted = Object.entries(said.policies ?? {}).filter(([, { staged = false }]) => staged !== false);
    const unit = stagingUnit(
        tree.unitsBelow().map(({ key }) => key),
        said.organization?.stagingUnit,
        wanted.map(([key]) => key),
        report,
    );
    const staged = new Map<string, StagedModel>();
    const versions = new Map<string, PolicyModel | undefined>();
    for (const [key, input] of wanted) {
        if (typeof input.staged !== "object") {
            staged.set(key, { unit: unit ?? "", targets: nodesWith(key, attached) });
            continue;
        }
        const version = stagedVersion(key, input, report);
        if (!version) continue;
        const path = ["policies", key, "staged"];
        const versionKey = key + STAGED_SUFFIX;
        if (policies.has(versionKey) || versions.has(versionKey)) {
            report.add(
                path,
                `becomes the policy ${versionKey}, but another policy has that key: give that one another key`,
            );
            continue;
        }
        versions.set(versionKey, definedPolicy(versionKey, version, policies.context, path));
        staged.set(versionKey, { unit: unit ?? "", targets: [], of: key });
    }
    const all = [...policies.all(), ...[...versions.values()].filter((version) => version !== undefined)];
    return {
        policies: all.map((policy) => {
            const model = staged.get(policy.key);
            return model ? { ...policy, staged: model } : policy;
        }),
        attached: mapNodePolicies(attached, (keys, node) => [
            ...keys.filter((key) => !staged.has(key)),
            ...(node.kind === "unit" && node.key === unit ? staged.keys() : []),
        ]),
    };
}
