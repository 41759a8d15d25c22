import type * as pulumi from "@pulumi/pulumi";
import { OrganizationalUnit, type OrganizationalUnitHistory } from "./organizationalUnit";
import { plainUnitArgs, type UnitOfKindArgs } from "./unitOfKind";

/**
 * A unit whose accounts watch over the others and keep their logs. It brings four guardrails: the accounts stay (`deny-closing-account`,
 * `deny-leaving-organization`), logs stay (`protect-logs`), and security services stay enabled (`protect-security-services`).
 */
export class SecurityUnit extends OrganizationalUnit {
    constructor(
        key: string,
        args: UnitOfKindArgs,
        opts?: pulumi.ComponentResourceOptions,
        history?: OrganizationalUnitHistory,
    ) {
        super(key, plainUnitArgs(args, "security", args.parent instanceof SecurityUnit), opts, history);
    }
}
