import * as fs from "node:fs";
import * as path from "node:path";
import {
    CreateAccessKeyCommand,
    CreateRoleCommand,
    CreateUserCommand,
    IAMClient,
    ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { org, type OrgRun, stackConfig } from "../../unit/operations/orgRuns";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws } from "../server";

const TEXT = `organization: { serviceAccess: [sso.amazonaws.com] }
defaults: { email: "{account}@example.com" }
units:
    Workloads:
        accounts: { shop: { owner: ada@example.com }, blog: }
people:
    groups: { devs: { description: Developers } }
    users: { ada@example.com: { name: Ada Lovelace, groups: [devs] } }
access:
    - { who: devs, permissionSet: read-only, where: [shop], because: on call }
`;
const SERVICES = ["organizations", "sts", "iam", "account", "costexplorer", "cloudtrail"];

/** An account in which somebody has made a user and roles, and a stack whose definition has it. */
export class AttackedAccount {
    aws!: LocalAws;
    organizations!: OrganizationsClient;
    /** IAM of the account. */
    iam!: IAMClient;
    folder!: string;
    management = "";
    readonly ids: Record<string, string> = {};

    async start(): Promise<void> {
        this.aws = await startLocalAws();
        this.organizations = new OrganizationsClient(this.aws.clientConfig());
        this.folder = fs.mkdtempSync(path.join(this.aws.state, "stack-"));
        const config = stackConfig(this.aws.url, SERVICES);
        fs.writeFileSync(path.join(this.folder, "Pulumi.test.yaml"), stringify({ config }));
        fs.mkdirSync(path.join(this.folder, "organizations", "test"), { recursive: true });
        this.define();
        const fixture = new Fixture(this.aws, this.organizations);
        ({ management: this.management } = await fixture.createOrganization());
        await fixture.enable("SERVICE_CONTROL_POLICY");
        for (const name of ["shop", "blog", "stranger"]) this.ids[name] = await fixture.createAccount(name);
        this.iam = new IAMClient(this.aws.clientConfig(this.ids.shop));
        await this.iam.send(new CreateUserCommand({ UserName: "mallory" }));
        await this.iam.send(new CreateAccessKeyCommand({ UserName: "mallory" }));
        await this.#role("Deploy", { AWS: "arn:aws:iam::999988887777:root" });
        await this.#role("Runtime", { Service: "ec2.amazonaws.com" });
        await this.#role(
            "AWSReservedSSO_Admin_0123456789abcdef",
            { Service: "sso.amazonaws.com" },
            "/aws-reserved/sso.amazonaws.com/",
        );
        await this.#role("Inside", { AWS: `arn:aws:iam::${this.ids.blog}:root` });
        const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
        await this.aws.addCosts([{ day, account: this.ids.shop ?? "", service: "AWS Lambda", unblended: 48 }]);
    }

    async stop(): Promise<void> {
        this.iam.destroy();
        this.organizations.destroy();
        await this.aws.stop();
    }

    /** Writes the definition. */
    define(text = TEXT): void {
        fs.writeFileSync(path.join(this.folder, "organizations", "test", "organization.yaml"), text);
    }

    /** The text of a file that the command has written. */
    file(name: string): string {
        return fs.readFileSync(path.join(this.folder, name), "utf8");
    }

    run(args: readonly string[], answer?: string): Promise<OrgRun> {
        return org(this.folder, ["incident", ...args, "--stack", "test"], answer);
    }

    /** The names of the inline policies of a role. */
    async policiesOf(RoleName: string): Promise<readonly string[]> {
        return (await this.iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames ?? [];
    }

    async #role(RoleName: string, Principal: object, Path = "/"): Promise<void> {
        const trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] };
        await this.iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: JSON.stringify(trust) }));
    }
}
