import { describeOrganization, type OrganizationFacts } from "../../aws/organization";
import { accountNotAllowed } from "../../aws/allowedAccounts";
import { AwsClients } from "../../aws/awsClients";
import type { AwsSettings } from "../../aws/awsSettings";
import { requireLocalAws } from "../../aws/localAws";
import { CommandError } from "./commandError";

/** A command's AWS clients. They check that the credentials are for the right account before anything is changed. */
export class CommandClients extends AwsClients {
    readonly #file: string;
    #account: Promise<string> | undefined;
    #organization: Promise<OrganizationFacts> | undefined;

    /** @param file the file with the stack's settings, for messages. */
    constructor(settings: AwsSettings, file = "the stack's settings") {
        super(settings);
        this.#file = file;
    }

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
        const account = await this.callerAccount();
        const refused = accountNotAllowed(account, this.settings.allowedAccountIds, this.#file);
        if (refused !== undefined) throw new CommandError(refused);
        return account;
    }
}
