import { z } from "zod";
import { assign, guardrail } from "../guardrail";

const tagValues = z
    .record(z.string(), z.array(z.string()))
    .refine(
        (tags) => new Set(Object.keys(tags).map((key) => key.toLowerCase())).size === Object.keys(tags).length,
        "has one tag in two spellings: keep the one to use",
    )
    .describe("The tags by their keys in the required spelling, each with its allowed values; [] allows any value.");

const resourceTypes = z.array(
    z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*_-]+$/, "use resource types such as ec2:instance"),
);

const enforcedFor = resourceTypes.default([]).describe("Types of resources for which AWS refuses other values.");

export const tagSpelling = guardrail({
    name: "tag-spelling",
    type: "TAG_POLICY",
    description: "Tags are spelt one way, and take the values named; others show up as not compliant.",
    mayBreak: "Nothing: it only reports, unless `enforcedFor` names types of resources.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html",
    example: { tags: { Environment: ["prod", "dev"], Owner: [] } },
    parameters: z.strictObject({
        tags: tagValues,
        enforcedFor,
    }),
    document: ({ tags, enforcedFor: enforced }) => tagPolicy(tags, { enforced_for: enforced }),
});

export const requiredTags = guardrail({
    name: "required-tags",
    type: "TAG_POLICY",
    description: "Resources have the tags named, with the values named; those without show up as not compliant.",
    mayBreak:
        "Nothing by itself: it only reports. CloudFormation, Terraform and Pulumi refuse resources without a tag if they are set up to check the policy, and AWS refuses other values for the types in enforcedFor. To refuse resources without a tag, add require-tags-on-create.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/enforce-required-tag-keys-iac.html",
    example: { tags: { Environment: ["prod", "dev"], Owner: [] } },
    parameters: z.strictObject({
        tags: tagValues,
        requiredFor: resourceTypes
            .min(1)
            .default(["ec2:instance", "ec2:volume", "rds:db", "s3:bucket"])
            .describe("Types of resources that must have the tags."),
        enforcedFor,
    }),
    document: ({ tags, requiredFor, enforcedFor: enforced }) =>
        tagPolicy(tags, { enforced_for: enforced, report_required_tag_for: requiredFor }),
});

/** Each tag with its spelling, its values, and the types that each rule is for. A rule without types is left out. */
function tagPolicy(
    tags: Readonly<Record<string, readonly string[]>>,
    rules: Readonly<Record<string, readonly string[]>>,
): Record<string, unknown> {
    const given = Object.entries(rules).filter(([, types]) => types.length > 0);
    return {
        tags: Object.fromEntries(
            Object.entries(tags).map(([key, values]) => [
                key.toLowerCase(),
                {
                    tag_key: assign(key),
                    ...(values.length > 0 && { tag_value: assign(values) }),
                    ...Object.fromEntries(given.map(([rule, types]) => [rule, assign(types)])),
                },
            ]),
        ),
    };
}
