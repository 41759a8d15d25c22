import { EnableAWSServiceAccessCommand, OrganizationsClient } from "@aws-sdk/client-organizations";

import { Fixture } from "../fixture";
import { startLocalAws, type ClientConfig, type LocalAws } from "../server";

export const REGION = "eu-central-1";

/** An organisation with a log archive, an audit account and two others. */
export interface Detection {
    readonly aws: LocalAws;
    readonly organizations: OrganizationsClient;
    readonly root: string;
    readonly management: string;
    readonly audit: string;
    readonly log: string;
    readonly dev: string;
    readonly fixture: Fixture;
    /** The configuration of a client in the region of the tests; of the management account without an account. */
    in(account?: string, region?: string): ClientConfig;
    allow(...principals: string[]): Promise<void>;
    stop(): Promise<void>;
}

export async function startDetection(): Promise<Detection> {
    const aws = await startLocalAws();
    const organizations = new OrganizationsClient(aws.clientConfig());
    const fixture = new Fixture(aws, organizations);
    const { root, management } = await fixture.createOrganization();
    const log = await fixture.createAccount("log-archive");
    const audit = await fixture.createAccount("audit");
    const dev = await fixture.createAccount("dev");
    return {
        aws,
        organizations,
        root,
        management,
        audit,
        log,
        dev,
        fixture,
        in: (account, region = REGION) => ({ ...aws.clientConfig(account), region }),
        allow: async (...principals) => {
            for (const ServicePrincipal of principals) {
                await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
            }
        },
        stop: () => aws.stop(),
    };
}
