import { z } from "zod";
import { assign, guardrail } from "../guardrail";

const FIXED = { "@@operators_allowed_for_child_policies": ["@@none"] };

export const aiOptOut = guardrail({
    name: "ai-opt-out",
    type: "AISERVICES_OPT_OUT_POLICY",
    description: "AWS does not use the content of AI services to improve them, nor stores it elsewhere for that.",
    mayBreak: "Nothing. What AWS has stored before is deleted.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html",
    parameters: z.strictObject({
        mayDiffer: z
            .boolean()
            .default(false)
            .describe("Whether policies of units and accounts below may set other values."),
    }),
    document: ({ mayDiffer }) => {
        const fixed = mayDiffer ? {} : FIXED;
        return {
            services: {
                ...fixed,
                default: { ...fixed, opt_out_policy: { ...fixed, ...assign("optOut") } },
            },
        };
    },
});
