import assert from "node:assert/strict";
import {
    DisableAWSServiceAccessCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    ListAWSServiceAccessForOrganizationCommand,
    ListRootsCommand,
    RegisterDelegatedAdministratorCommand,
    type PolicyType,
} from "@aws-sdk/client-organizations";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

const ACCOUNT = "account.amazonaws.com";
const SECURITY_HUB = "securityhub.amazonaws.com";
const GUARDDUTY = "guardduty.amazonaws.com";
const SSO = "sso.amazonaws.com";

describe("services that others have enabled for the organisation", function () {
    this.timeout(300_000);
    let project: Project;
    let definition: Definition;
    const organization: NonNullable<Definition["organization"]> = { serviceAccess: [ACCOUNT] };
    const define = (): void => project.define(definition);
    const services = async (): Promise<string[]> => {
        const { EnabledServicePrincipals = [] } = await project.client.send(
            new ListAWSServiceAccessForOrganizationCommand({}),
        );
        return EnabledServicePrincipals.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []).sort();
    };
    const enable = (ServicePrincipal: string): Promise<unknown> =>
        project.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    const root = async (): Promise<{ id?: string; types: string[] }> => {
        const { Roots: [one] = [] } = await project.client.send(new ListRootsCommand({}));
        return { id: one?.Id, types: (one?.PolicyTypes ?? []).flatMap(({ Type }) => Type ?? []).sort() };
    };

    before(async () => {
        project = await Project.start();
        definition = {
            organization,
            defaults: { email: "aws+{account}@example.com" },
            guardrails: ["deny-root-user"],
            units: { Security: { accounts: { audit: {} } } },
        };
        await project.apply(definition);
        for (const service of [SECURITY_HUB, GUARDDUTY, SSO]) await enable(service);
        await project.client.send(
            new RegisterDelegatedAdministratorCommand({
                AccountId: (await inAws(project.client)).accounts.audit?.id,
                ServicePrincipal: GUARDDUTY,
            }),
        );
        const { id } = await root();
        await project.client.send(new EnablePolicyTypeCommand({ RootId: id, PolicyType: "TAG_POLICY" }));
        await project.aws.resetCalls();
    });
    after(() => project.stop());

    it("stay enabled in a run that refreshes", async () => {
        const run = await project.previewAndUp("--refresh");
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
        assert.deepEqual(await project.mutations(), []);
    });

    it("stay enabled when the definition adds a service, and the preview lists those that it does not name", async () => {
        organization.serviceAccess = ["cloudtrail.amazonaws.com"];
        define();
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, { updated: 1 });
        assert.match(
            run.output,
            /account\.amazonaws\.com, guardduty\.amazonaws\.com, securityhub\.amazonaws\.com and sso\.amazonaws\.com have access to the organisation, but the definition does not name them: they keep it/,
        );
        assert.deepEqual(await services(), [ACCOUNT, "cloudtrail.amazonaws.com", GUARDDUTY, SECURITY_HUB, SSO]);
    });

    it("are disabled if the definition says so, and if they are in use only with an acknowledgement", async () => {
        organization.withoutServiceAccess = [SECURITY_HUB, GUARDDUTY, SSO];
        define();
        assertRefused(
            await project.preview(),
            "disables the access of guardduty.amazonaws.com, which is in use. Account audit (",
            "disables the access of sso.amazonaws.com, which is in use. IAM Identity Center works only with it",
            `organization: { acknowledge: { disables: [${GUARDDUTY}, ${SSO}] } }`,
        );
        organization.acknowledge = { disables: [GUARDDUTY] };
        organization.withoutServiceAccess = [SECURITY_HUB, GUARDDUTY];
        define();
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.match(
            run.output,
            /the access of securityhub\.amazonaws\.com to the organisation is disabled\. AWS advises/,
        );
        assert.match(
            run.output,
            /the access of guardduty\.amazonaws\.com to the organisation is disabled, as is acknowl/,
        );
        assert.deepEqual(await services(), [ACCOUNT, "cloudtrail.amazonaws.com", SSO]);
        assert.deepEqual((await root()).types, ["SERVICE_CONTROL_POLICY", "TAG_POLICY"]);
    });

    it("are reported when they are enabled again, with what to do; drift is found both ways", async () => {
        await enable(SECURITY_HUB);
        await project.client.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: "cloudtrail.amazonaws.com" }));
        const run = await project.preview();
        assertChanges(run, {});
        assert.match(run.output, /cloudtrail\.amazonaws\.com is in serviceAccess, but has no access .*pulumi refresh/);
        const drift = await project.preview("--refresh", "--diff");
        assertChanges(drift, { updated: 1 });
        assert.match(drift.output, /"securityhub\.amazonaws\.com" => "cloudtrail\.amazonaws\.com"/);
    });

    it("are not enabled twice, and not disabled by enabling a policy type", async () => {
        const { id } = await root();
        const enableType = (PolicyType: PolicyType): Promise<unknown> =>
            project.client.send(new EnablePolicyTypeCommand({ RootId: id, PolicyType }));
        await enableType("BACKUP_POLICY");
        definition.policies = { chat: { type: "CHATBOT_POLICY", document: { chatbot: {} } } };
        definition.guardrails?.push("chat");
        define();
        assertRefused(
            await project.preview(),
            "BACKUP_POLICY was enabled outside of this stack and is not in its state. That is needed before CHATBOT_POLICY can be enabled: run `pulumi refresh`",
        );
        await enableType("CHATBOT_POLICY");
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, { created: 2 });
        assert.deepEqual((await root()).types, [
            "BACKUP_POLICY",
            "CHATBOT_POLICY",
            "SERVICE_CONTROL_POLICY",
            "TAG_POLICY",
        ]);
    });
});
