import { describeOrganization, type OrganizationFacts } from "../../aws/organization";
import { AwsClients } from "../../aws/awsClients";
import { requireLocalAws } from "../../aws/localAws";
import { CommandError } from "./commandError";

/** A command's AWS clients. They check that the credentials are for the right account before anything is changed. */
export class CommandClients extends AwsClients {
    #account: Promise<string> | undefined;
    #organization: Promise<OrganizationFacts> | undefined;

    /**
     * The account of the credentials. Call it before any change.
     *
     * @throws CommandError if the stack is for another account.
     */
    managementAccount(): Promise<string> {
        this.#account ??= this.#identify();
        return this.#account;
    }

    /** The organisation of the credentials. Asked once; a failed question is asked again. */
    async organization(): Promise<OrganizationFacts> {
        this.#organization ??= describeOrganization(this.organizationCalls);
        try {
            return await this.#organization;
        } catch (error) {
            this.#organization = undefined;
            throw error;
        }
    }

    async #identify(): Promise<string> {
        // The address comes from the local AWS's own file. By now the local AWS of another checkout may answer there.
        if (this.settings.shared) await requireLocalAws(this.settings);
        const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
        const { Account = "" } = await (await this.sts()).send(new GetCallerIdentityCommand({}));
        const { allowedAccountIds } = this.settings;
        if (allowedAccountIds.length > 0 && !allowedAccountIds.includes(Account)) {
            throw new CommandError(
                `the credentials are for account ${Account}, but the stack is for ${allowedAccountIds.join(", ")} (aws:allowedAccountIds): choose other credentials, or another stack`,
            );
        }
        return Account;
    }
}
