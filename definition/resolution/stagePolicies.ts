import type { PolicyModel, StagedModel } from "../model";
import { definedPolicy } from "../policies/definedPolicy";
import { STAGED_SUFFIX, stagedVersion, stagingUnit } from "../policies/stagedPolicy";
import type { Report } from "../report";
import type { Attachment } from "./attachPolicies";
import type { Layout } from "./layOut";
import { mapNodePolicies, nodesWith, type NodePolicies } from "./nodePolicies";

/** The policies of a definition, and what they are attached to now. */
export interface StagedPolicies {
    /** With the versions of policies that are staged beside those in force. */
    readonly policies: readonly PolicyModel[];
    /** A policy that is staged is attached to the staging unit alone. */
    readonly attached: NodePolicies;
}

/**
 * The fourth pass: takes policies that are tried out from where they are named, and attaches them to the staging unit.
 *
 * It needs the layout and all that is attached. It reports a staging unit that is not there or not clear, and versions that say nothing or
 * whose key another policy has.
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
            report.add(path, `becomes the policy ${versionKey}, and there is one of that key: give that one another`);
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
