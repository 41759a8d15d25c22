import { z } from "zod";
import { POLICY_TYPES, type PolicyType } from "../../limits";
import { tags } from "./sharedSchema";

export const policy = z.strictObject({
    type: z
        .enum(Object.keys(POLICY_TYPES) as [PolicyType, ...PolicyType[]])
        .optional()
        .describe("AWS's type of the policy; with `guardrail` it is the guardrail's."),
    name: z.string().optional().describe("The policy's name in AWS. Default: its key."),
    description: z.string().optional(),
    guardrail: z.string().optional().describe("A guardrail of the library that this policy is made from."),
    parameters: z.record(z.string(), z.unknown()).optional().describe("The guardrail's parameters."),
    document: z.record(z.string(), z.unknown()).optional().describe("The policy's document."),
    merge: z
        .array(z.string())
        .min(2)
        .optional()
        .describe(
            "Guardrails of the library, and policies of this definition, that become this one: where a unit or account would have more than AWS attaches.",
        ),
    file: z.string().optional().describe("A JSON file with the document, relative to the definition's folder."),
    tags: tags.optional(),
    staged: z
        .union(
            [
                z.boolean(),
                z.strictObject({
                    parameters: z.record(z.string(), z.unknown()).optional(),
                    document: z.record(z.string(), z.unknown()).optional(),
                    file: z.string().optional(),
                }),
            ],
            "must be true, or the parameters, document or file of the version that is tried out",
        )
        .optional()
        .describe(
            "true: it is attached to the staging unit alone, until this line is taken out. A map: this version of it is, beside the one in force.",
        ),
    acknowledge: z
        .strictObject({
            lockOut: z
                .array(z.string())
                .optional()
                .describe(
                    "Whom the policy may lock out, by name: the access role, the break-glass role, a service of serviceAccess.",
                ),
            rcpServices: z
                .array(z.string())
                .optional()
                .describe(
                    "Prefixes of services that AWS's resource control policies reach, and that this program does not know to be reached yet: [lambda].",
                ),
        })
        .optional()
        .describe("What would be refused otherwise."),
    id: z
        .string()
        .optional()
        .describe("Id (p-...) of a policy that exists already: it is taken over instead of being created."),
});
export type PolicyInput = z.infer<typeof policy>;
