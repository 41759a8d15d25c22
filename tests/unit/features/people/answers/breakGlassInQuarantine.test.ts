import assert from "node:assert/strict";
import { askSession, hierarchyOf } from "../../../../../definition/access";
import { Catalogue } from "../../../../../evaluator/evaluation";
import { load } from "../../../definition/definitionFixtures";

const MODEL = load(`
organization: { serviceAccess: [sso.amazonaws.com], breakGlassRole: BreakGlass }
defaults: { email: "{account}@example.com" }
regions: [eu-central-1]
policies:
    no-users:
        guardrail: deny-iam-users
        parameters: { exemptRoles: ["arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_break-glass_*"] }
units:
    Workloads: { kind: workloads, guardrails: [no-users], accounts: { shop: {}, hot: { state: quarantined } } }
people: { region: eu-central-1, groups: { platform: { external: true } } }
access: [{ who: platform, permissionSet: break-glass, where: everywhere }]
`);

/** docs/people.md says so. */
describe("the permission set break-glass", () => {
    const denials = async (key: string, action: string, region: string): Promise<readonly string[]> => {
        const catalogue = await Catalogue.load(["ec2", "iam"]);
        const account = MODEL.accounts.find((one) => one.key === key) ?? assert.fail();
        const [granted] = MODEL.features.identities(MODEL, "2026-11-27")?.sessionsIn(key) ?? [];
        assert.ok(granted);
        const asked = askSession(hierarchyOf(MODEL, account), granted.session, { action, region }, catalogue);
        return asked.organization.denials.map(({ policy }) => policy);
    };

    it("is bound by a quarantine and by the guardrail of regions, which spare the break-glass role", async () => {
        assert.deepEqual(await denials("shop", "ec2:RunInstances", "eu-central-1"), []);
        assert.deepEqual(await denials("shop", "ec2:RunInstances", "us-west-2"), ["regions-of-root"]);
        assert.deepEqual(await denials("shop", "iam:CreateUser", "us-east-1"), [], "spared by exemptRoles");
        assert.deepEqual(await denials("hot", "iam:ListRoles", "us-east-1"), ["quarantine"]);
    });
});
