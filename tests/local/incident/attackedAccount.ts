import * as fs from "node:fs";
import * as path from "node:path";
import {
    ActivateOrganizationsAccessCommand,
    CloudFormationClient,
    CreateStackInstancesCommand,
    CreateStackSetCommand,
} from "@aws-sdk/client-cloudformation";
import {
    AddUserToGroupCommand,
    AttachGroupPolicyCommand,
    CreateAccessKeyCommand,
    CreateGroupCommand,
    CreateRoleCommand,
    CreateUserCommand,
    IAMClient,
    ListRolePoliciesCommand,
    PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { org, type OrgRun, stackConfig } from "../../unit/operations/orgRuns";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws } from "../server";
import { roleTemplate } from "../stackSets/newStackSets";

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
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const SERVICES = ["organizations", "sts", "iam", "account", "costexplorer", "cloudtrail"];

/** An account in which somebody has made a user and roles, and a stack whose definition has it. */
export class AttackedAccount {
    aws!: LocalAws;
    organizations!: OrganizationsClient;
    /** IAM of the account. */
    iam!: IAMClient;
    folder!: string;
    management = "";
    root = "";
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
        ({ management: this.management, root: this.root } = await fixture.createOrganization());
        await fixture.enable("SERVICE_CONTROL_POLICY");
        for (const name of ["shop", "blog", "stranger"]) this.ids[name] = await fixture.createAccount(name);
        this.iam = new IAMClient(this.aws.clientConfig(this.ids.shop));
        await this.iam.send(new CreateUserCommand({ UserName: "mallory" }));
        await this.iam.send(new CreateAccessKeyCommand({ UserName: "mallory" }));
        await this.iam.send(new CreateGroupCommand({ GroupName: "ops" }));
        await this.iam.send(new AddUserToGroupCommand({ UserName: "mallory", GroupName: "ops" }));
        await this.iam.send(new AttachGroupPolicyCommand({ GroupName: "ops", PolicyArn: ADMINISTRATOR }));
        await this.iam.send(
            new PutUserPolicyCommand({
                UserName: "mallory",
                PolicyName: "buckets",
                PolicyDocument: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" },
                }),
            }),
        );
        await this.#role("Deploy", { AWS: "arn:aws:iam::999988887777:root" });
        await this.#role("Runtime", { Service: "ec2.amazonaws.com" });
        await this.#role(
            "AWSReservedSSO_Admin_0123456789abcdef",
            { Federated: `arn:aws:iam::${this.ids.shop}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` },
            "/aws-reserved/sso.amazonaws.com/",
        );
        // An intruder's, with a name of AWS.
        await this.#role("AWSServiceRoleForAudit", { AWS: "arn:aws:iam::999988887777:root" });
        await this.#role("Inside", { AWS: `arn:aws:iam::${this.ids.blog}:root` });
        const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
        await this.aws.addCosts([{ day, account: this.ids.shop ?? "", service: "AWS Lambda", unblended: 48 }]);
    }

    /** Rolls a role out to all accounts, as a block of the baseline is. */
    async deployBlock(StackSetName: string): Promise<void> {
        const client = new CloudFormationClient(this.aws.clientConfig());
        await client.send(new ActivateOrganizationsAccessCommand({}));
        await client.send(
            new CreateStackSetCommand({
                StackSetName,
                TemplateBody: roleTemplate(`${StackSetName}-role`),
                PermissionModel: "SERVICE_MANAGED",
                AutoDeployment: { Enabled: false },
                Capabilities: ["CAPABILITY_NAMED_IAM"],
            }),
        );
        const DeploymentTargets = { OrganizationalUnitIds: [this.root] };
        await client.send(new CreateStackInstancesCommand({ StackSetName, DeploymentTargets, Regions: ["us-east-1"] }));
        await this.aws.advanceSeconds(60);
        client.destroy();
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
