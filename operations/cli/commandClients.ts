import { describeOrganization, type OrganizationFacts } from "../../aws/organization";
import { AwsClients } from "../../aws/awsClients";
import { requireLocalAws } from "../../aws/localAws";
import { CommandError } from "./commandError";

/** The clients of a command, which knows before it changes anything that it is in the right account. */
export class CommandClients extends AwsClients {
    #account: Promise<string> | undefined;
    #organization: Promise<OrganizationFacts> | undefined;

    /**
     * The account that the credentials are for. Called before anything is changed.
     *
     * @throws CommandError where the stack is for another account.
     */
    managementAccount(): Promise<string> {
        this.#account ??= this.#identify();
        return this.#account;
    }

    /** The organisation of the credentials, asked once; a question that failed is asked again. */
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
        // Where the address comes from the local AWS's own file, another checkout's may answer there by now.
        if (this.settings.shared) await requireLocalAws(this.settings);
        const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
        const { Account = "" } = await (await this.sts()).send(new GetCallerIdentityCommand({}));
        const { allowedAccountIds } = this.settings;
        if (allowedAccountIds.length > 0 && !allowedAccountIds.includes(Account)) {
            throw new CommandError(
                `the credentials are for account ${Account}, and the stack is for ${allowedAccountIds.join(", ")} (aws:allowedAccountIds): choose other credentials, or another stack`,
            );
        }
        return Account;
    }
}
