import assert from "node:assert/strict";
import { trustedBy } from "../../../../../operations/commands/incident/read/trustedParties";
import { revocableRoles, isOfWorkload } from "../../../../../operations/commands/incident/revoke/revocableRoles";
import { revokingPolicy } from "../../../../../operations/commands/incident/revoke/revokeSessions";
import { incidentLookBack } from "../../../../../operations/commands/incident/incidentLookBack";

const NOBODY = { accounts: [], principals: [], providers: [], services: [] };
const POLICIES = { attached: [], inline: [], groups: [], mayEverything: false };

describe("org incident: whom a role trusts", () => {
    const trust = (...statements: readonly object[]): string =>
        JSON.stringify({ Version: "2012-10-17", Statement: statements });

    it("names accounts, providers, services and everybody, also from a document as IAM writes it", () => {
        const document = trust(
            { Effect: "Allow", Principal: { AWS: ["arn:aws:iam::111122223333:root", "444455556666"] } },
            {
                Effect: "Allow",
                Principal: { Federated: "arn:aws:iam::1:oidc-provider/x", Service: ["ec2.amazonaws.com"] },
            },
            { Effect: "Deny", Principal: { AWS: "777788889999" } },
        );
        const expected = {
            accounts: ["111122223333", "444455556666"],
            principals: ["444455556666", "arn:aws:iam::111122223333:root"],
            providers: ["arn:aws:iam::1:oidc-provider/x"],
            services: ["ec2.amazonaws.com"],
        };
        assert.deepEqual(trustedBy(document), expected);
        assert.deepEqual(trustedBy(encodeURIComponent(document)), expected);
        assert.deepEqual(trustedBy(trust({ Effect: "Allow", Principal: "*" })).accounts, ["*"]);
        assert.deepEqual(trustedBy(trust({ Effect: "Allow", Principal: { AWS: "*" } })).accounts, ["*"]);
        assert.deepEqual(trustedBy(trust({ Effect: "Allow", NotPrincipal: { AWS: "1" } })).accounts, ["*"]);
    });

    it("is nobody in a document that cannot be read", () => {
        for (const document of [
            "",
            "%",
            "{",
            "[]",
            "null",
            '{"Statement":[1,null,{"Effect":"Allow","Principal":3}]}',
        ]) {
            assert.deepEqual(trustedBy(document), NOBODY, document);
        }
    });
});

describe("org incident: the roles whose sessions are revoked", () => {
    const role = (
        name: string,
        path = "/",
        services: readonly string[] = [],
    ): Parameters<typeof revocableRoles>[0][number] => ({
        name,
        path,
        arn: "",
        created: "",
        policies: POLICIES,
        trusts: { ...NOBODY, services },
    });

    it("are all but those that AWS changes itself, and our own is the last", () => {
        const found = revocableRoles(
            [
                role("Access"),
                role("AWSServiceRoleForConfig", "/aws-service-role/config.amazonaws.com/"),
                role("AWSReservedSSO_Admin_1", "/aws-reserved/sso.amazonaws.com/eu-central-1/"),
                role("Deploy"),
            ],
            "Access",
        );
        assert.deepEqual(
            found.roles.map(({ name }) => name),
            ["Deploy", "Access"],
        );
        assert.deepEqual([found.serviceLinked, found.ofIdentityCenter], [1, 1]);
        assert.ok(isOfWorkload(role("Runtime", "/", ["ec2.amazonaws.com"])) && !isOfWorkload(role("Deploy")));
    });

    it("deny everything to sessions from before that time, as AWS's console writes it", () => {
        assert.deepEqual(revokingPolicy(new Date("2026-11-27T12:00:00Z")), {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Deny",
                    Action: ["*"],
                    Resource: ["*"],
                    Condition: { DateLessThan: { "aws:TokenIssueTime": "2026-11-27T12:00:00.000Z" } },
                },
            ],
        });
    });
});

describe("org incident --since", () => {
    it("takes minutes, hours, days and weeks that CloudTrail keeps, and nothing else", () => {
        assert.equal(incidentLookBack("90m"), 5_400_000);
        assert.equal(incidentLookBack("6h"), 21_600_000);
        assert.equal(incidentLookBack("90d"), 90 * 86_400_000);
        assert.equal(incidentLookBack("2w"), 14 * 86_400_000);
        for (const wrong of ["", "24", "1y", "-1h", "91d", "13w", "0m", "1.5h", "24H", "999999m1h", "1h\n"]) {
            assert.throws(() => incidentLookBack(wrong), /--since/, wrong);
        }
    });
});
