import { z } from "zod";

const value = z.union([z.string(), z.number(), z.boolean()]);

/** One sentence about who can do what, and where. It is tested in every preview. */
export const assertion = z.strictObject({
    can: z
        .array(z.string())
        .min(1)
        .optional()
        .describe(
            "Actions that no guardrail denies: s3:GetObject, s3:Get*. Whether IAM allows them is another matter.",
        ),
    cannot: z
        .array(z.string())
        .min(1)
        .optional()
        .describe("Actions that the guardrails deny, whatever IAM in the account allows."),
    who: z
        .array(z.string())
        .min(1)
        .optional()
        .describe(
            "Who: names of roles, user/NAME, root. Default: of `can` a role that no policy names; of `cannot` also such a user, and the root user.",
        ),
    nobodyBut: z
        .array(z.string())
        .min(1)
        .optional()
        .describe("Beside `can`: the roles that can, while everybody else cannot, whom policies spare by name too."),
    in: z
        .array(z.string())
        .min(1)
        .optional()
        .describe(
            "Keys of units (with all below them) and of accounts; `unit X` and `account X` tell them apart. Default: everywhere.",
        ),
    regions: z
        .array(z.string())
        .min(1)
        .optional()
        .describe("Regions in which it holds, each. Default: whatever the region, which must then not matter."),
    resource: z.string().optional().describe('The ARN of what the actions work on, or "*". Default: any.'),
    context: z
        .record(z.string(), z.union([value, z.array(value), z.null()]))
        .optional()
        .describe("Condition keys of the request, such as ec2:InstanceType: p5.48xlarge; null: the request has none."),
    because: z.string().optional().describe("Why: it is shown when the assertion fails."),
});
export type AssertionInput = z.infer<typeof assertion>;
