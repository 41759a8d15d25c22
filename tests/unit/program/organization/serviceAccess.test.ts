import assert from "node:assert/strict";
import { prepareServices, type PreparedServices } from "../../../../program/organization/serviceAccess";
import { load, mistakes } from "../../definition/definitionFixtures";
import { existing, inAws } from "./organizationSupport";

const [CLOUDTRAIL, GUARDDUTY, HUB, SSO] = [
    "cloudtrail.amazonaws.com",
    "guardduty.amazonaws.com",
    "securityhub.amazonaws.com",
    "sso.amazonaws.com",
];
const AUDIT = { id: "111122223333", name: "audit" };

function prepare(
    organization: Record<string, unknown>,
    had: readonly string[] | undefined,
    aws: Parameters<typeof inAws>[0] = {},
): Promise<PreparedServices> {
    const state = had ? existing({ serviceAccess: had }) : existing({ organizationId: undefined as never });
    return prepareServices(load({ organization }), state, "organizations/test", inAws(aws));
}

describe("program: the access of services", () => {
    it("is enabled without asking AWS in a first run", async () => {
        const first = await prepare({ serviceAccess: [SSO] }, undefined);
        assert.deepEqual([first.serviceAccess, first.unchanged], [[SSO], false]);
    });

    it("is not touched if nothing changes", async () => {
        const later = await prepare({ serviceAccess: [SSO] }, [SSO], { services: [SSO] });
        assert.deepEqual(later, { serviceAccess: [SSO], unchanged: true, problems: [], warnings: [] });
    });

    it("stays if the definition does not name it, and is reported", async () => {
        for (const had of [[SSO], [GUARDDUTY, HUB, SSO]]) {
            const { serviceAccess, unchanged, warnings } = await prepare({ serviceAccess: [SSO] }, had, {
                services: [SSO, HUB, GUARDDUTY],
            });
            assert.deepEqual(serviceAccess, [GUARDDUTY, HUB, SSO]);
            assert.equal(unchanged, true);
            assert.deepEqual(warnings, [
                "guardduty.amazonaws.com and securityhub.amazonaws.com have access to the organisation, but the definition does not name them: they keep it. To end this warning, write\n" +
                    `organization: { serviceAccess: [${GUARDDUTY}, ${HUB}, ${SSO}] }\n` +
                    `To disable it, write\norganization: { withoutServiceAccess: [${GUARDDUTY}, ${HUB}] }`,
            ]);
        }
    });

    it("stays in a run that adds a service, even if the state does not have it", async () => {
        const found = await prepare({ serviceAccess: [SSO, CLOUDTRAIL] }, [SSO], { services: [SSO, HUB] });
        assert.deepEqual([found.serviceAccess, found.unchanged], [[CLOUDTRAIL, HUB, SSO], false]);
        assert.match(found.warnings.join(), /^securityhub\.amazonaws\.com has access .* name it: it keeps it/);
    });

    it("is disabled if the definition says so", async () => {
        const found = await prepare({ withoutServiceAccess: [HUB] }, [HUB], {
            services: [HUB],
            administrators: { [HUB]: [] },
        });
        assert.deepEqual([found.serviceAccess, found.unchanged, found.problems], [[], false, []]);
        assert.match(
            found.warnings.join(),
            /^the access of securityhub\.amazonaws\.com to the organisation is disabled\./,
        );
    });

    it("is disabled while in use only with an acknowledgement of exactly that service", async () => {
        const aws = { services: [GUARDDUTY, SSO], administrators: { [GUARDDUTY]: [AUDIT], [SSO]: [] } };
        const disable = (disables?: string[]): Promise<PreparedServices> =>
            prepare(
                { withoutServiceAccess: [GUARDDUTY, SSO], ...(disables && { acknowledge: { disables } }) },
                [GUARDDUTY, SSO],
                aws,
            );
        const refused = (await disable()).problems.map(({ message }) => message);
        assert.equal(refused.length, 2);
        assert.match(
            refused[0] ?? "",
            /^disables the access of guardduty\.amazonaws\.com, which is in use\. Account audit \(111122223333\) administers it[^]*acknowledge: \{ disables: \[guardduty\.amazonaws\.com, sso\.amazonaws\.com\] \}/,
        );
        assert.match(refused[1] ?? "", /^disables the access of sso\.amazonaws\.com, .* lose their way in/);
        const half = await disable([SSO]);
        assert.deepEqual(half.problems.length, 1);
        const both = await disable([GUARDDUTY, SSO]);
        assert.deepEqual(both.problems, []);
        assert.deepEqual(both.warnings.length, 2);
        assert.match(both.warnings[0] ?? "", /is disabled, as is acknowledged\. Account audit/);
    });

    it("is enabled again if somebody has disabled it, which drift detection finds", async () => {
        const found = await prepare({ serviceAccess: [SSO, HUB] }, [SSO, HUB], { services: [SSO] });
        assert.deepEqual([found.serviceAccess, found.unchanged], [[HUB, SSO], false]);
        assert.match(
            found.warnings.join(),
            /^securityhub\.amazonaws\.com is in serviceAccess, but has no access .*pulumi refresh/,
        );
    });

    it("is reported if it was disabled and is back, and disabled by a run that refreshes", async () => {
        const aws = { services: [HUB], administrators: { [HUB]: [] } };
        const again = await prepare({ withoutServiceAccess: [HUB] }, [], aws);
        assert.deepEqual([again.serviceAccess, again.unchanged], [[], false]);
        assert.match(
            again.warnings.join(),
            /^securityhub\.amazonaws\.com is in withoutServiceAccess, but .*pulumi refresh/,
        );
        const used = await prepare({ withoutServiceAccess: [SSO] }, [], {
            services: [SSO],
            administrators: { [SSO]: [] },
        });
        assert.match(used.problems.map(({ message }) => message).join(), /^disables the access of sso\.amazonaws\.com/);
        const gone = await prepare({ withoutServiceAccess: [HUB] }, [], { services: [] });
        assert.deepEqual([gone.unchanged, gone.warnings], [true, []]);
    });

    it("cannot be both enabled and disabled", () => {
        assert.deepEqual(
            mistakes({
                organization: {
                    serviceAccess: [SSO],
                    withoutServiceAccess: ["sso", SSO],
                    acknowledge: { disables: ["guardduty"] },
                },
            }).map(({ path }) => path),
            [
                "organization.withoutServiceAccess[0]",
                "organization.withoutServiceAccess[1]",
                "organization.acknowledge.disables[0]",
            ],
        );
    });
});
