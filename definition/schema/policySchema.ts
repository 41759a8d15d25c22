import { z } from "zod";
import { POLICY_TYPES, type PolicyType } from "../../limits";
import { tags } from "./sharedSchema";

export const policy = z.strictObject({
    type: z
        .enum(Object.keys(POLICY_TYPES) as [PolicyType, ...PolicyType[]])
        .optional()
        .describe("The type of the policy in AWS. Leave it out with `guardrail`, which has a type of its own."),
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
            "Guardrails of the library and policies of this definition to merge into this policy, for a unit or account with more policies than AWS allows.",
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
            "true: the policy is attached only to the staging unit, until this line is removed. A map: another version of the policy, attached only to the staging unit; the version in force stays as it is.",
        ),
    acknowledge: z
        .strictObject({
            lockOut: z
                .array(z.string())
                .optional()
                .describe(
                    "Names of roles and services that the policy may lock out: the access role, the break-glass role, a service in serviceAccess.",
                ),
            rcpServices: z
                .array(z.string())
                .optional()
                .describe(
                    "Prefixes of services that AWS has added to resource control policies and that this program does not know yet, such as [lambda].",
                ),
        })
        .optional()
        .describe("Allows what would otherwise be refused."),
    id: z.string().optional().describe("Id (p-...) of an existing policy. It is taken over instead of being created."),
});
export type PolicyInput = z.infer<typeof policy>;
