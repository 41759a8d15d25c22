import { z } from "zod";
import { denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

export const denyEverything = guardrail({
    name: "deny-everything",
    type: "SERVICE_CONTROL_POLICY",
    description:
        "Nothing can be done in the account, by anybody but the roles named: for accounts that wait to be closed.",
    mayBreak: "Everything, which is what it is for. What runs goes on running.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/suspended-ou.html",
    parameters: z.strictObject({ exemptRoles: exemptRoles.default([]) }),
    document: ({ exemptRoles: roles }) => denying({ Sid: "DenyEverything", Action: ["*"], ...unlessRoles(roles) }),
});
