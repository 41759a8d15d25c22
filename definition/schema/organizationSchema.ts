import { z } from "zod";
import { POLICY_TYPES, type PolicyType } from "../../limits";
import { orEmpty } from "./sharedSchema";

/** The schema of `organization`. */
export const organization = orEmpty(
    z.strictObject({
        featureSet: z
            .enum(["ALL", "CONSOLIDATED_BILLING"])
            .optional()
            .describe("ALL, or CONSOLIDATED_BILLING (one bill and nothing else). Default: ALL"),
        id: z
            .string()
            .optional()
            .describe("Id (o-...) of the existing organisation. It is taken over instead of being created."),
        breakGlassRole: z
            .string()
            .optional()
            .describe(
                "Name of the role that a quarantine spares, in every account. If it is given, the policy `quarantine` is created in advance. Default: defaults.roleName",
            ),
        stagingUnit: z
            .string()
            .optional()
            .describe(
                "The unit in which staged guardrails are tried out. Default: the unit PolicyStaging, if there is one.",
            ),
        serviceAccess: z
            .array(z.string())
            .optional()
            .describe(
                "Services with trusted access to the organisation, such as cloudtrail.amazonaws.com. A service that has access and is not named here keeps it.",
            ),
        withoutServiceAccess: z
            .array(z.string())
            .optional()
            .describe(
                "Services without trusted access to the organisation. If one of them has access, it is disabled.",
            ),
        acknowledge: z
            .strictObject({
                disables: z
                    .array(z.string())
                    .optional()
                    .describe("Services whose access may be disabled although it is in use."),
                changes: z
                    .array(z.string())
                    .optional()
                    .describe(
                        "Dangerous changes of the next run, by the texts that `org review` and the refusal name. They can be removed after it.",
                    ),
            })
            .optional()
            .describe("Allows what would otherwise be refused."),
        policyTypes: z
            .array(z.enum(Object.keys(POLICY_TYPES) as [PolicyType, ...PolicyType[]]))
            .optional()
            .describe("Policy types to enable in addition to those of the policies in use."),
    }),
)
    .optional()
    .describe("The organisation itself.");
