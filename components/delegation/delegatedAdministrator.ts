import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../account";
import { importOption, type DelegationHistory } from "./delegationHistory";

export interface DelegatedAdministratorArgs {
    /** A member account of the organisation, never the management account. */
    readonly account: Account;
    /** The service's principal, such as `sso.amazonaws.com`. The organisation's `serviceAccess` must name it. */
    readonly service: string;
}

/**
 * Lets a member account administer a service for the whole organisation. It is registered after the service has access to the organisation,
 * and deregistered before the account is closed or removed: AWS removes no account that administers a service. So it is never left to the
 * account's own deletion (`deletedWith`).
 *
 * @param history the import id has the form `111122223333/sso.amazonaws.com`.
 */
export class DelegatedAdministrator extends organizations.DelegatedAdministrator {
    constructor(
        name: string,
        { account, service }: DelegatedAdministratorArgs,
        opts: pulumi.CustomResourceOptions = {},
        history: DelegationHistory = {},
    ) {
        super(
            name,
            { accountId: account.id, servicePrincipal: service },
            pulumi.mergeOptions(opts, { dependsOn: [account.resource], ...importOption(history) }),
        );
    }
}
