import assert from "node:assert/strict";
import {
    CreateAccountCommand,
    DescribeAccountCommand,
    DescribeCreateAccountStatusCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

/** A new organisation for each test, on a local AWS where creating and closing an account takes a minute. */
export class NewOrganization {
    aws!: LocalAws;
    client!: OrganizationsClient;
    to!: Fixture;
    root!: string;
    management!: string;

    async start(): Promise<void> {
        this.aws = await startLocalAws({ creationSeconds: 60, closingSeconds: 60, accountLimit: 50 });
        this.client = new OrganizationsClient(this.aws.clientConfig());
    }

    async create(): Promise<void> {
        await this.aws.reset();
        this.to = new Fixture(this.aws, this.client);
        ({ root: this.root, management: this.management } = await this.to.createOrganization());
    }

    /** Requests an account. @returns the id of the request. */
    async request(name: string, email: string): Promise<string> {
        const { CreateAccountStatus } = await this.client.send(
            new CreateAccountCommand({ AccountName: name, Email: email }),
        );
        assert.equal(CreateAccountStatus?.State, "IN_PROGRESS");
        return CreateAccountStatus.Id ?? assert.fail();
    }

    async outcome(id: string): Promise<[state?: string, reason?: string]> {
        const { CreateAccountStatus } = await this.client.send(
            new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: id }),
        );
        return [CreateAccountStatus?.State, CreateAccountStatus?.FailureReason];
    }

    async createAccount(name: string): Promise<string> {
        const id = await this.request(name, `${name}@example.com`);
        await this.aws.advanceSeconds(60);
        const { CreateAccountStatus } = await this.client.send(
            new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: id }),
        );
        return CreateAccountStatus?.AccountId ?? assert.fail(CreateAccountStatus?.FailureReason);
    }

    async status(id: string): Promise<[string?, string?]> {
        const { Account } = await this.client.send(new DescribeAccountCommand({ AccountId: id }));
        return [Account?.Status, Account?.State];
    }
}

/** Creates the organisation before each test of the calling describe. */
export function newOrganization(): NewOrganization {
    const organization = new NewOrganization();
    before(() => organization.start());
    beforeEach(() => organization.create());
    after(() => organization.aws.stop());
    return organization;
}
