import { z } from "zod";

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)]);
const value = z.union([z.string(), z.number(), z.boolean()]);

/** One sentence about who can do what, and where. It is tested in every preview. */
export const assertion = z.strictObject({
    can: z
        .array(z.string())
        .min(1)
        .optional()
        .describe(
            "Actions that no guardrail may deny, such as s3:GetObject and s3:Get*. Whether IAM in the account allows them is not tested.",
        ),
    cannot: z
        .array(z.string())
        .min(1)
        .optional()
        .describe("Actions that the guardrails must deny, whatever IAM in the account allows."),
    who: z
        .array(z.string())
        .min(1)
        .optional()
        .describe(
            "Principals: names of roles, user/NAME, root. Default: a role that no policy names; with `cannot` also a user that no policy names, and the root user.",
        ),
    nobodyBut: z
        .array(z.string())
        .min(1)
        .optional()
        .describe(
            "Goes with `can`: the roles that can. Everybody else cannot, including those that policies spare by name.",
        ),
    person: oneOrMore
        .optional()
        .describe(
            "Users of `people`, with everything that their permission sets give. `everybody`: all of them, and every external group.",
        ),
    group: oneOrMore
        .optional()
        .describe(
            "Groups of `people`. With `can`: what the group itself has. With `cannot`: that, and everything that any of its members has.",
        ),
    nobodyCanBoth: z
        .array(oneOrMore)
        .min(2)
        .optional()
        .describe(
            "Separation of duties: two or more duties, each an action or a list of actions. Nobody can do something of each. Default for person: everybody.",
        ),
    exceptWith: oneOrMore
        .optional()
        .describe(
            "Permission sets that an assertion about people leaves out, such as the way in for emergencies: what somebody can with them does not count.",
        ),
    in: z
        .array(z.string())
        .min(1)
        .optional()
        .describe(
            "Keys of units (with everything below them) and of accounts. Write `unit X` or `account X` where a unit and an account have the same key. Default: everywhere.",
        ),
    regions: z
        .array(z.string())
        .min(1)
        .optional()
        .describe("Regions in which it must hold. Default: all; the answer must then be the same in every region."),
    resource: z
        .string()
        .optional()
        .describe('The ARN of the resource, or "*" for actions on no resource. Default: any resource.'),
    context: z
        .record(z.string(), z.union([value, z.array(value), z.null()]))
        .optional()
        .describe(
            "Condition keys of the request, such as ec2:InstanceType: p5.48xlarge. null: the request does not have the key.",
        ),
    because: z.string().optional().describe("The reason. It is shown when the assertion fails."),
});
export type AssertionInput = z.infer<typeof assertion>;
