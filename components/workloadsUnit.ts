import type * as pulumi from "@pulumi/pulumi";
import { OrganizationalUnit, type OrganizationalUnitHistory } from "./organizationalUnit";
import { plainUnitArgs, type UnitOfKindArgs } from "./unitOfKind";

/**
 * A unit whose accounts run what the company lives on. It brings three guardrails: nobody ends a workload by closing its account
 * (`deny-closing-account`) or by taking it out of the organisation (`deny-leaving-organization`), and the management account's way in
 * stays open (`protect-access-role`, for the role OrganizationAccountAccessRole).
 */
export class WorkloadsUnit extends OrganizationalUnit {
    constructor(
        key: string,
        args: UnitOfKindArgs,
        opts?: pulumi.ComponentResourceOptions,
        history?: OrganizationalUnitHistory,
    ) {
        super(key, plainUnitArgs(args, "workloads", args.parent instanceof WorkloadsUnit), opts, history);
    }
}
