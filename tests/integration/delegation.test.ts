import assert from "node:assert/strict";
import { IAMClient, ListOrganizationsFeaturesCommand, type FeatureType } from "@aws-sdk/client-iam";
import {
    DeleteResourcePolicyCommand,
    DescribeResourcePolicyCommand,
    ListDelegatedAdministratorsCommand,
    PutResourcePolicyCommand,
    RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

const [SSO, GUARDDUTY, IAM] = ["sso.amazonaws.com", "guardduty.amazonaws.com", "iam.amazonaws.com"];
const POLICY = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "ReadPolicies",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: ["organizations:ListPolicies"],
            Resource: "*",
        },
    ],
};

describe("what an organisation delegates", function () {
    this.timeout(300_000);
    let project: Project;
    let iam: IAMClient;
    let definition: Definition;
    const administrators = async (ServicePrincipal: string): Promise<string[]> => {
        const { DelegatedAdministrators = [] } = await project.client.send(
            new ListDelegatedAdministratorsCommand({ ServicePrincipal }),
        );
        return DelegatedAdministrators.flatMap(({ Name }) => Name ?? []).sort();
    };
    const features = async (): Promise<FeatureType[]> =>
        (await iam.send(new ListOrganizationsFeaturesCommand({}))).EnabledFeatures ?? [];
    const define = (changes: object): void => project.define((definition = { ...definition, ...changes }));

    before(async () => {
        project = await Project.start();
        project.acknowledge(
            "deregister audit as administrator of guardduty.amazonaws.com and sso.amazonaws.com",
            "weaken central root access",
        );
        iam = new IAMClient(project.aws.clientConfig());
        definition = {
            organization: { serviceAccess: [SSO, GUARDDUTY, IAM] },
            defaults: { email: "aws+{account}@example.com" },
            units: { Security: { accounts: { audit: {}, tools: {} } } },
        };
    });
    after(() => project.stop());

    it("is there after the first up of a new organisation", async () => {
        await project.apply({
            ...definition,
            delegatedAdministrators: { [SSO]: "audit" },
            centralRootAccess: ["root-credentials"],
        } as Definition);
        assert.deepEqual(await administrators(SSO), ["audit"]);
        assert.deepEqual(await features(), ["RootCredentialsManagement"]);
    });

    it("stays as it is in a run that refreshes", async () => {
        const run = await project.previewAndUp("--refresh");
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
    });

    it("takes over what exists in AWS already, instead of failing", async () => {
        const { audit } = (await inAws(project.client)).accounts;
        await project.client.send(
            new RegisterDelegatedAdministratorCommand({ AccountId: audit?.id, ServicePrincipal: GUARDDUTY }),
        );
        await project.client.send(new PutResourcePolicyCommand({ Content: JSON.stringify(POLICY, undefined, 2) }));
        await project.aws.resetCalls();
        define({
            delegatedAdministrators: { [SSO]: "audit", [GUARDDUTY]: ["audit"] },
            centralRootAccess: true,
            resourcePolicy: POLICY,
        });
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await features(), ["RootCredentialsManagement", "RootSessions"]);
        assert.deepEqual(await project.mutations(), ["iam.EnableOrganizationsRootSessions"]);
        const again = await project.previewAndUp("--refresh");
        assertChanges(again, {});
    });

    it("is not handed from one account to another in one run if AWS allows one: the preview says so", async () => {
        define({ delegatedAdministrators: { [SSO]: "tools", [GUARDDUTY]: ["audit"] } });
        assertRefused(await project.preview(), "Do it in two runs: remove the line of sso.amazonaws.com");
        define({ delegatedAdministrators: { [SSO]: "audit", [GUARDDUTY]: ["audit"] } });
    });

    it("org root-credentials finds what root users of older accounts have, and removes it", async () => {
        const { audit, tools } = (await inAws(project.client)).accounts;
        for (const one of [audit, tools]) await project.aws.setRootCredentials(one?.id ?? "", { password: true });
        const found = await project.org(["root-credentials"]);
        assert.equal(found.code, 5, found.output);
        assert.match(found.output, /2 root users of 2 member accounts have credentials/);
        const done = await project.org(["root-credentials", "audit", "--remove", "--yes"]);
        assert.equal(done.code, 0, done.output);
        const left = await project.aws.rootCredentials();
        assert.deepEqual([left[audit?.id ?? ""]?.password, left[tools?.id ?? ""]?.password], [false, true]);
    });

    it("gives an account that is created since no root credentials", async () => {
        define({ units: { Security: { accounts: { audit: {}, tools: {}, fresh: {} } } } });
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        const none = await project.org(["root-credentials", "fresh"]);
        assert.equal(none.code, 0, none.output);
    });

    it("ends where the definition no longer says it, and the preview says what that means", async () => {
        define({ delegatedAdministrators: {}, centralRootAccess: ["root-credentials"], resourcePolicy: undefined });
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /account audit no longer administers guardduty\.amazonaws\.com/);
        assert.match(run.output, /central root access loses RootSessions/);
        assert.match(run.output, /the organisation's resource policy is deleted/);
        assert.deepEqual(await administrators(SSO), []);
        assert.deepEqual(await features(), ["RootCredentialsManagement"]);
        await assert.rejects(project.client.send(new DescribeResourcePolicyCommand({})), {
            name: "ResourcePolicyNotFoundException",
        });
    });

    it("never overwrites another resource policy unseen", async () => {
        await project.client.send(
            new PutResourcePolicyCommand({ Content: JSON.stringify({ ...POLICY, Id: "by-hand" }) }),
        );
        define({ resourcePolicy: POLICY });
        assertRefused(await project.preview(), "has another resource policy already, which would be overwritten");
        await project.client.send(new DeleteResourcePolicyCommand({}));
    });
});
