import assert from "node:assert/strict";
import { HeldPolicyReader } from "../../../../../operations/commands/incident/read/heldPolicies";
import { allowsEverything } from "../../../../../operations/commands/incident/read/policyStatements";
import { policyTexts } from "../../../../../operations/commands/incident/report/reportWords";

const document = (...statements: readonly object[]): string =>
    encodeURIComponent(JSON.stringify({ Statement: statements }));
const ALL = document({ Effect: "Allow", Action: "*", Resource: "*" });
const READ = document({ Effect: "Allow", Action: "s3:Get*", Resource: "*" });

describe("org incident: what a user or a role may do", () => {
    const own = "arn:aws:iam::111122223333:policy/AdministratorAccess";
    const reader = new HeldPolicyReader(
        [
            {
                GroupName: "ops",
                AttachedManagedPolicies: [{ PolicyName: "PowerUserAccess" }],
                GroupPolicyList: [{ PolicyName: "all", PolicyDocument: ALL }],
            },
            { GroupName: "empty" },
        ],
        [
            { Arn: own, PolicyVersionList: [{ IsDefaultVersion: true, Document: READ }, { Document: ALL }] },
            {
                Arn: "arn:aws:iam::111122223333:policy/ReadOnlyAccess",
                PolicyVersionList: [{ IsDefaultVersion: true, Document: ALL }],
            },
        ],
    );

    it("is its managed and inline policies, those of its groups, and its boundary", () => {
        const held = reader.of({
            AttachedManagedPolicies: [
                { PolicyName: "ReadOnlyAccess", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
            ],
            UserPolicyList: [{ PolicyName: "x", PolicyDocument: READ }],
            GroupList: ["ops", "empty"],
            PermissionsBoundary: { PermissionsBoundaryArn: "arn:aws:iam::111122223333:policy/team/limit" },
        });
        assert.deepEqual(
            policyTexts(held).map((text) => (typeof text === "string" ? text : text.outside)),
            [
                "may do EVERYTHING",
                "policy ReadOnlyAccess",
                "inline policy x",
                "policy PowerUserAccess of group ops",
                "inline policy all of group ops",
                "group empty",
                "boundary limit",
            ],
        );
        assert.deepEqual(policyTexts(reader.of({})), ["no policy"]);
    });

    it("is everything by AWS's policy or by a document, and not by a name that an intruder chose", () => {
        const managed = (PolicyArn: string): boolean =>
            reader.of({ AttachedManagedPolicies: [{ PolicyArn }] }).mayEverything;
        assert.equal(managed("arn:aws:iam::aws:policy/AdministratorAccess"), true);
        assert.equal(managed("arn:aws-cn:iam::aws:policy/AdministratorAccess"), true);
        assert.equal(managed(own), false);
        assert.equal(managed("arn:aws:iam::111122223333:policy/ReadOnlyAccess"), true);
        assert.equal(reader.of({ RolePolicyList: [{ PolicyName: "x", PolicyDocument: ALL }] }).mayEverything, true);
        assert.equal(reader.of({ RolePolicyList: [{ PolicyName: "x", PolicyDocument: READ }] }).mayEverything, false);
    });

    it("is everything in each way to write it", () => {
        const allow = (more: object): boolean =>
            allowsEverything(document({ Effect: "Allow", Resource: "*", ...more }));
        for (const all of [
            { Action: ["s3:*", "*"] },
            { Action: "*:*" },
            { Action: "**", Resource: ["**"] },
            { NotAction: "s3:GetObject" },
        ]) {
            assert.ok(allow(all), JSON.stringify(all));
        }
        for (const less of [
            { Action: "iam:*" },
            { Action: "*", Resource: "arn:aws:s3:::a" },
            { NotAction: ["iam:*", "organizations:*"] },
            { Action: "*", Effect: "Deny" },
            { Action: 3 },
            {},
        ]) {
            assert.ok(!allow(less), JSON.stringify(less));
        }
    });
});
