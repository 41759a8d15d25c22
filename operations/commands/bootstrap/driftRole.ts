import type { TemplateResource } from "../../../cloudformation";
import type { BootstrapOptions } from "./bootstrapOptions";
import { trustStatements } from "./trustStatements";

export const DRIFT_ROLE_ID = "DriftRole";

/**
 * The role of the workflow drift: the preview role's policies, and the management account's event history, which says who made a change and
 * from which address. Pull requests cannot assume it, because whoever pushes a branch decides what their jobs run.
 *
 * CloudTrail knows no resource for LookupEvents: it is all events or none.
 */
export function driftRole(options: BootstrapOptions, waitsFor: readonly string[]): Record<string, TemplateResource> {
    const allow = { Sid: "WhoChangedSomething", Effect: "Allow", Action: "cloudtrail:LookupEvents", Resource: "*" };
    return {
        [DRIFT_ROLE_ID]: {
            Type: "AWS::IAM::Role",
            ...(waitsFor.length > 0 && { DependsOn: waitsFor }),
            Properties: {
                RoleName: "aws-organization-drift",
                Description:
                    "Finds what was changed by hand, and who did it: reads what a preview reads, and the event history",
                AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: trustStatements("drift", options) },
                Policies: [
                    { PolicyName: "event-history", PolicyDocument: { Version: "2012-10-17", Statement: [allow] } },
                ],
            },
        },
    };
}
