import { EnableAWSServiceAccessCommand, OrganizationsClient } from "@aws-sdk/client-organizations";

import { Fixture } from "../fixture";
import { startLocalAws, type ClientConfig, type LocalAws, type LocalAwsOptions } from "../server";

export const REGION = "eu-central-1";

/** An organisation with a log archive, an audit account and one more. */
export class NewDetection {
    aws!: LocalAws;
    organizations!: OrganizationsClient;
    to!: Fixture;
    root!: string;
    management!: string;
    log!: string;
    audit!: string;
    dev!: string;

    async start(options: LocalAwsOptions): Promise<void> {
        this.aws = await startLocalAws(options);
        this.organizations = new OrganizationsClient(this.aws.clientConfig());
    }

    async create(): Promise<void> {
        await this.aws.reset();
        this.to = new Fixture(this.aws, this.organizations);
        ({ root: this.root, management: this.management } = await this.to.createOrganization());
        this.log = await this.to.createAccount("log-archive");
        this.audit = await this.to.createAccount("audit");
        this.dev = await this.to.createAccount("dev");
    }

    /** The configuration of a client in an account; in the management account without one. */
    in(account?: string, region = REGION): ClientConfig {
        return { ...this.aws.clientConfig(account), region };
    }

    async trust(...principals: string[]): Promise<void> {
        for (const ServicePrincipal of principals) {
            await this.organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
        }
    }
}

/** Creates the organisation before each test of the calling describe. */
export function newDetection(options: LocalAwsOptions = {}): NewDetection {
    const detection = new NewDetection();
    before(() => detection.start(options));
    beforeEach(() => detection.create());
    after(() => detection.aws.stop());
    return detection;
}
