import { z } from "zod";
import { POLICY_TYPES, type PolicyType } from "../../limits";
import { orEmpty } from "./sharedSchema";

/** The schema of `organization`. */
export const organization = orEmpty(
    z.strictObject({
        featureSet: z
            .enum(["ALL", "CONSOLIDATED_BILLING"])
            .optional()
            .describe("ALL, or CONSOLIDATED_BILLING: one bill, and nothing else. Default: ALL"),
        id: z
            .string()
            .optional()
            .describe("Id (o-...) of the organisation that exists already: it is taken over instead of being created."),
        breakGlassRole: z
            .string()
            .optional()
            .describe(
                "Name of the role that a quarantine spares, in every account. Given, the policy `quarantine` is prepared ahead. Default: defaults.roleName",
            ),
        stagingUnit: z
            .string()
            .optional()
            .describe("The unit on which guardrails are tried out. Default: the unit PolicyStaging, if there is one."),
        serviceAccess: z
            .array(z.string())
            .optional()
            .describe(
                "Services that may work with the organisation: cloudtrail.amazonaws.com, ... One that has access and is not named here keeps it.",
            ),
        withoutServiceAccess: z
            .array(z.string())
            .optional()
            .describe("Services that may not work with the organisation: the access that one has is disabled."),
        acknowledge: z
            .strictObject({
                disables: z
                    .array(z.string())
                    .optional()
                    .describe("Services whose access may be disabled although it is in use."),
            })
            .optional()
            .describe("What would be refused otherwise."),
        policyTypes: z
            .array(z.enum(Object.keys(POLICY_TYPES) as [PolicyType, ...PolicyType[]]))
            .optional()
            .describe("Policy types to enable beside those of the policies in use."),
    }),
)
    .optional()
    .describe("The organisation itself.");
