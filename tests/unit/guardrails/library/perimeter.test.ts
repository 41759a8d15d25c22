import assert from "node:assert/strict";
import type { PolicyInput } from "../../../../definition/schema";
import * as fc from "fast-check";
import { evaluate, type AccessRequest } from "../../../../evaluator/evaluation";
import { load, mistakes } from "../../definition/definitionFixtures";
import { ORGANIZATION, OTHER, OUTSIDER, ROLE } from "../../evaluator/evaluation/support";
import { casesOf, guardedBy } from "./support";

const OBJECT = "arn:aws:s3:::bucket/key";
const get: AccessRequest = { action: "s3:GetObject", resource: OBJECT };
const service = (context: AccessRequest["context"]): AccessRequest => ({
    ...get,
    principal: "cloudtrail.amazonaws.com",
    ...(context && { context }),
});
const PARTNER = { partnerAccounts: [OTHER] };
const ID = { organizationId: ORGANIZATION.id };

describe("library: the data perimeter", () => {
    for (const parameters of [{}, ID]) {
        casesOf("only-our-organization", [
            ["allowed", { ...get, principal: ROLE }, parameters],
            ["OnlyOurPrincipals", { ...get, principal: OUTSIDER }, parameters, "outside"],
            ["OnlyOurPrincipals", { ...get, principal: { type: "anonymous" } }, parameters, "outside"],
            [
                "OnlyOurPrincipals",
                { action: "sts:AssumeRole", resource: ROLE, principal: OUTSIDER },
                parameters,
                "outside",
            ],
            ["OnlyOurPrincipals", { action: "kms:Decrypt", principal: OUTSIDER }, parameters, "outside"],
            ["allowed", { ...get, principal: OUTSIDER }, { ...parameters, ...PARTNER }, "outside"],
            [
                "OnlyOurPrincipals",
                { ...get, principal: "arn:aws:iam::777788889999:role/x" },
                { ...parameters, ...PARTNER },
                "outside",
            ],
            [
                "allowed",
                service({ "aws:SourceAccount": "111122223333", "aws:SourceOrgID": ORGANIZATION.id }),
                parameters,
                "outside",
            ],
            // A stranger sends the service: the confused deputy.
            [
                "OnlyServicesOnOurBehalf",
                service({ "aws:SourceAccount": OTHER, "aws:SourceOrgID": "o-stranger12" }),
                parameters,
                "outside",
            ],
            [
                "OnlyServicesOnOurBehalf",
                service({ "aws:SourceAccount": OTHER, "aws:SourceOrgID": null }),
                parameters,
                "outside",
            ],
            [
                "allowed",
                service({ "aws:SourceAccount": OTHER, "aws:SourceOrgID": null }),
                { ...parameters, ...PARTNER },
                "outside",
            ],
            // Some services do not say for whom they come.
            ["allowed", service({ "aws:SourceAccount": null }), parameters, "outside"],
            [
                "allowed",
                { action: "sts:AssumeRoleWithWebIdentity", resource: ROLE, principal: { type: "anonymous" } },
                parameters,
                "outside",
            ],
            [
                "allowed",
                { action: "sts:AssumeRoleWithSAML", resource: ROLE, principal: { type: "anonymous" } },
                parameters,
                "outside",
            ],
            [
                "allowed",
                { action: "sts:TagSession", resource: ROLE, principal: { type: "anonymous" } },
                parameters,
                "outside",
            ],
            ["allowed", { action: "dynamodb:GetItem", principal: OUTSIDER }, parameters, "outside"],
            [
                "OnlyOurPrincipals",
                { action: "dynamodb:GetItem", principal: OUTSIDER },
                { ...parameters, actions: ["dynamodb:*"] },
                "outside",
            ],
            ["allowed", { ...get, principal: OUTSIDER }, { ...parameters, exemptPrincipals: [OUTSIDER] }, "outside"],
            [
                "allowed",
                { ...get, principal: OUTSIDER },
                { ...parameters, exemptResources: ["arn:*:s3:::bucket/*"] },
                "outside",
            ],
            [
                "OnlyOurPrincipals",
                { ...get, principal: OUTSIDER },
                { ...parameters, exemptResources: ["arn:*:s3:::other/*"] },
                "outside",
            ],
        ]);
    }

    const tls = (value: string): AccessRequest["context"] => ({ "aws:SecureTransport": value });
    casesOf("only-tls", [
        ["OnlyTls", { ...get, principal: ROLE, context: tls("false") ?? {} }],
        ["OnlyTls", { ...get, principal: OUTSIDER, context: tls("false") ?? {} }, {}, "outside"],
        ["allowed", { ...get, principal: ROLE, context: tls("true") ?? {} }],
        ["allowed", { action: "ec2:DescribeInstances", context: tls("false") ?? {} }],
        ["undetermined", { ...get, principal: ROLE }],
    ]);

    it("only-our-organization compares with the resource's organisation, or with a named one", () => {
        const content = (policy: PolicyInput): string =>
            load({ organization: { id: "o-exists12345" }, policies: { p: policy } }).policies[0]?.content ?? "";
        const guardrail = "only-our-organization";
        // One document whether the definition knows the organisation or not: it would change with the first `id`.
        assert.match(content({ guardrail }), /"aws:PrincipalOrgID":"\$\{aws:ResourceOrgID\}"/);
        assert.match(content({ guardrail }), /"aws:SourceOrgID":"\$\{aws:ResourceOrgID\}"/);
        const named = content({ guardrail, parameters: { organizationId: "o-a1b2c3d4e5" } });
        assert.match(named, /"aws:PrincipalOrgID":"o-a1b2c3d4e5"/);
        assert.match(named, /"aws:SourceOrgID":"o-a1b2c3d4e5"/);
    });

    it("only-our-organization refuses what would lock out those who sign in, and services out of reach", () => {
        const told = (actions: string[]): string =>
            mistakes({ policies: { p: { guardrail: "only-our-organization", parameters: { actions } } } })
                .map(({ message }) => message)
                .join("\n");
        for (const action of ["sts:*", "sts:AssumeRole*", "sts:Tag*", "STS:*".toLowerCase()]) {
            assert.match(told([action]), /would lock out everybody who signs in with SAML/, action);
        }
        assert.match(told(["ec2:*"]), /ec2:\*: resource control policies do not reach that service/);
        assert.equal(told(["sts:AssumeRole", "s3:Get*"]), "");
    });

    it("no outside account is allowed except the partners, whatever their ids", () => {
        fc.assert(
            fc.property(
                fc.uniqueArray(fc.stringMatching(/^[1-9]\d{11}$/), { minLength: 2, maxLength: 6 }),
                ([stranger = "", ...partners]) => {
                    const resource = guardedBy("only-our-organization", { partnerAccounts: partners });
                    const decide = (account: string): string =>
                        evaluate(
                            { principal: "outside", resource },
                            { ...get, principal: `arn:aws:iam::${account}:role/x` },
                        ).decision;
                    assert.equal(decide(stranger), "explicitly denied");
                    for (const partner of partners) assert.equal(decide(partner), "allowed");
                },
            ),
            { numRuns: 50 },
        );
    });
});

describe("library: region-deny", () => {
    it("allows exactly the listed regions, whatever the list", () => {
        const region = fc.constantFrom(
            "eu-central-1",
            "eu-west-1",
            "us-east-1",
            "ap-southeast-2",
            "sa-east-1",
            "af-south-1",
            "me-central-1",
        );
        fc.assert(
            fc.property(
                fc.uniqueArray(region, { minLength: 1 }),
                region,
                fc.constantFrom("ec2:RunInstances", "s3:PutObject", "lambda:CreateFunction"),
                (regions, asked, action) => {
                    const { decision } = evaluate(guardedBy("region-deny", { regions }), { action, region: asked });
                    assert.equal(decision, regions.includes(asked) ? "allowed" : "explicitly denied");
                },
            ),
            { numRuns: 200 },
        );
    });
});
