import { AwsClients } from "../../aws/clients";
import { requireLocalAws } from "../../aws/localAws";
import { CommandError } from "./commandError";

interface DescribedOrganization {
    readonly id: string;
    readonly managementAccountId: string;
    /** `ALL`, or `CONSOLIDATED_BILLING`. */
    readonly featureSet: string;
}

/** The clients of a command, which knows before it changes anything that it is in the right account. */
export class CommandClients extends AwsClients {
    #account: Promise<string> | undefined;
    #organization: Promise<DescribedOrganization> | undefined;

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
    async organization(): Promise<DescribedOrganization> {
        this.#organization ??= this.#describe();
        try {
            return await this.#organization;
        } catch (error) {
            this.#organization = undefined;
            throw error;
        }
    }

    async #describe(): Promise<DescribedOrganization> {
        const { DescribeOrganizationCommand } = await import("@aws-sdk/client-organizations");
        const client = await this.organizations();
        const { Organization } = await client.send(new DescribeOrganizationCommand({}));
        const { Id = "", MasterAccountId = "", FeatureSet = "" } = Organization ?? {};
        return { id: Id, managementAccountId: MasterAccountId, featureSet: FeatureSet };
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
