import { z } from "zod";
import { guardrail } from "../guardrail";

export const tagSpelling = guardrail({
    name: "tag-spelling",
    type: "TAG_POLICY",
    description: "Tags are spelt one way, and take the values named; others show up as not compliant.",
    mayBreak: "Nothing: it reports, and refuses nothing unless `enforcedFor` names resources.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html",
    parameters: z.strictObject({
        tags: z
            .record(z.string(), z.array(z.string()))
            .refine(
                (tags) => new Set(Object.keys(tags).map((key) => key.toLowerCase())).size === Object.keys(tags).length,
                "holds one tag in two spellings: keep the one to be used",
            )
            .describe(
                "The tags by their keys as they are to be spelt, each with its allowed values; [] allows any value.",
            ),
        enforcedFor: z
            .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*-]+$/, "use resource types such as ec2:instance"))
            .default([])
            .describe("Types of resources for which AWS refuses other values."),
    }),
    document: ({ tags, enforcedFor }) => ({
        tags: Object.fromEntries(
            Object.entries(tags).map(([key, values]) => [
                key.toLowerCase(),
                {
                    tag_key: { "@@assign": key },
                    ...(values.length > 0 && { tag_value: { "@@assign": values } }),
                    ...(enforcedFor.length > 0 && { enforced_for: { "@@assign": enforcedFor } }),
                },
            ]),
        ),
    }),
});
