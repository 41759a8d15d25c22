import { z } from "zod";
import { denying, guardrail } from "../guardrail";

const ACCOUNTS =
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html";

export const denyLeavingOrganization = guardrail({
    name: "deny-leaving-organization",
    type: "SERVICE_CONTROL_POLICY",
    description: "Nobody in the account can take it out of the organisation, and so out of its guardrails.",
    mayBreak: "Handing an account over: move it to a unit without this guardrail first.",
    source: ACCOUNTS,
    parameters: z.strictObject({}),
    document: () => denying({ Sid: "DenyLeavingOrganization", Action: ["organizations:LeaveOrganization"] }),
});

export const denyClosingAccount = guardrail({
    name: "deny-closing-account",
    type: "SERVICE_CONTROL_POLICY",
    description: "Nobody in the account can close it, its root user included; the management account still can.",
    mayBreak: "Closing an account from inside: close it from the management account.",
    source: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html",
    parameters: z.strictObject({}),
    document: () => denying({ Sid: "DenyClosingAccount", Action: ["account:CloseAccount"] }),
});
