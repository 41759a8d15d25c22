import { z } from "zod";
import { denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

export const denyEverything = guardrail({
    name: "deny-everything",
    type: "SERVICE_CONTROL_POLICY",
    description:
        "Nothing can be done in the account, by anybody but the roles named: for accounts that wait to be closed.",
    mayBreak:
        "Everything, which is its purpose. What runs keeps running. A policy that spares no role is refused unless that is acknowledged.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/suspended-ou.html",
    // A policy that spares nobody has to be acknowledged.
    example: { exemptRoles: ["arn:*:iam::*:role/OrganizationAccountAccessRole"] },
    parameters: z.strictObject({ exemptRoles: exemptRoles.default([]) }),
    document: ({ exemptRoles: roles }) => denying({ Sid: "DenyEverything", Action: ["*"], ...unlessRoles(roles) }),
});

/** The key and name of the policy that `state: quarantined` and `org quarantine` attach to an account. */
export const QUARANTINE = "quarantine";

export const quarantine = guardrail({
    name: QUARANTINE,
    type: "SERVICE_CONTROL_POLICY",
    description: "Nothing can be done in the account, by anybody but the break-glass role, until the quarantine ends.",
    mayBreak: "Everything, which is its purpose. What runs keeps running; credentials stay valid but can do nothing.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/suspended-ou.html",
    example: { roleName: "BreakGlass" },
    parameters: z.strictObject({
        roleName: z.string().describe("The break-glass role, by its name in every account."),
    }),
    document: ({ roleName }) =>
        denying({ Sid: "Quarantine", Action: ["*"], ...unlessRoles([`arn:*:iam::*:role/${roleName}`]) }),
});
