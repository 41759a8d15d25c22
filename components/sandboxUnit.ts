import type * as pulumi from "@pulumi/pulumi";
import { SANDBOX_MARK } from "../guardrails/sandboxMark";
import { OrganizationalUnit, type OrganizationalUnitHistory } from "./organizationalUnit";
import { plainUnitArgs, type UnitOfKindArgs } from "./unitOfKind";

/**
 * A unit whose accounts are for experiments. It brings two guardrails: `deny-leaving-organization`, and `deny-purchases`, because nobody
 * should commit the company to payments for years.
 *
 * It has the tag `aws-organization:kind: sandbox` in AWS. The tag shows `org reset-sandbox` that an account may be emptied, and the program
 * that its closing needs no acknowledgement. Units below a sandbox have the tag only if they are SandboxUnits themselves.
 */
export class SandboxUnit extends OrganizationalUnit {
    constructor(
        key: string,
        args: UnitOfKindArgs,
        opts?: pulumi.ComponentResourceOptions,
        history?: OrganizationalUnitHistory,
    ) {
        const { tags, ...plain } = plainUnitArgs(args, "sandbox", args.parent instanceof SandboxUnit);
        super(key, { ...plain, tags: { ...tags, ...SANDBOX_MARK } }, opts, history);
    }
}
