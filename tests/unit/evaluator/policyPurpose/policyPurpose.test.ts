import assert from "node:assert/strict";
import {
    allowedRegions,
    allowsAnything,
    deniesAction,
    mayNameAccounts,
    namesOrganization,
} from "../../../../evaluator/policyPurpose";

const type = "SERVICE_CONTROL_POLICY";
const content = (...statements: readonly object[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements });
const regionDeny = (regions: string | readonly string[], more: object = {}): object => ({
    Effect: "Deny",
    NotAction: ["iam:*"],
    Resource: "*",
    Condition: { StringNotEquals: { "aws:RequestedRegion": regions }, ...more },
});

describe("evaluator: the regions that a policy allows", () => {
    const spared = { ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/BreakGlass" } };
    for (const [what, statements, expected] of [
        ["a list", [regionDeny(["eu-west-1", "eu-central-1"])], ["eu-west-1", "eu-central-1"]],
        ["one region", [regionDeny("eu-west-1")], ["eu-west-1"]],
        ["roles that are spared", [regionDeny("eu-west-1", spared)], ["eu-west-1"]],
        ["two lists", [regionDeny(["eu-west-1", "eu-west-2"]), regionDeny(["eu-west-2", "eu-west-3"])], ["eu-west-2"]],
        ["one more condition", [regionDeny("eu-west-1", { Bool: { "aws:ViaAWSService": "false" } })], undefined],
        [
            "a Deny of some actions alone",
            [{ ...regionDeny("eu-west-1"), NotAction: undefined, Action: "s3:*" }],
            undefined,
        ],
        ["a Deny on some resources only", [{ ...regionDeny("eu-west-1"), Resource: "arn:aws:s3:::x" }], undefined],
        ["an Allow", [{ ...regionDeny("eu-west-1"), Effect: "Allow" }], undefined],
    ] as const) {
        it(`with ${what}: ${expected ? expected.join(", ") : "no such policy"}`, () => {
            assert.deepEqual(allowedRegions({ type, content: content(...statements) }), expected);
        });
    }

    it("do not exist for policies of other types", () => {
        const one = content(regionDeny("eu-west-1"));
        assert.equal(allowedRegions({ type: "RESOURCE_CONTROL_POLICY", content: one }), undefined);
    });
});

describe("evaluator: what a policy does to one action", () => {
    const LEAVE = "organizations:LeaveOrganization";
    for (const [statement, expected] of [
        [{ Effect: "Deny", Action: "organizations:leaveorganization" }, true],
        [{ Effect: "Deny", Action: ["s3:*", "organizations:Leave*"] }, true],
        [{ Effect: "Deny", Action: "*:*" }, true],
        [{ Effect: "Deny", NotAction: "iam:*" }, true],
        [{ Effect: "Deny", NotAction: ["iam:*", "organizations:*"] }, false],
        [{ Effect: "Allow", Action: "*" }, false],
        [{ Effect: "Deny", Action: "organizations:Describe*" }, false],
        [{ Effect: "Deny" }, false],
    ] as const) {
        it(`${JSON.stringify(statement)} ${expected ? "denies" : "does not deny"} it`, () => {
            assert.equal(deniesAction({ Statement: statement }, LEAVE), expected);
        });
    }

    it("an allow list is a service control policy that allows", () => {
        const allow = content({ Effect: "Deny" }, { Effect: "Allow" });
        assert.equal(allowsAnything({ type, content: allow }), true);
        assert.equal(allowsAnything({ type, content: content({ Effect: "Deny" }) }), false);
        assert.equal(allowsAnything({ type: "TAG_POLICY", content: allow }), false);
        assert.equal(allowsAnything(undefined), false);
    });
});

describe("evaluator: the ids that a policy names", () => {
    for (const [statement, accounts, organization] of [
        [{ Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } }, true, false],
        [{ Resource: "arn:aws:sqs:*:111122223333:x" }, true, false],
        [{ NotResource: "arn:aws:sqs:*:1111*:x" }, true, false],
        [{ Resource: "arn:aws:s3:::home/${aws:username}" }, true, false],
        [{ Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }, false, true],
        [{ Sid: "For111122223333", Action: "s3:*", Resource: "*" }, false, false],
        [{ Resource: "arn:aws:s3:::o-*" }, false, false],
    ] as const) {
        it(JSON.stringify(statement), () => {
            const one = { content: content(statement) };
            assert.deepEqual([mayNameAccounts(one), namesOrganization(one)], [accounts, organization]);
        });
    }
});
