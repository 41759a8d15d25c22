import assert from "node:assert/strict";
import { awsPolicyDocument } from "../../../../evaluator/awsPolicies";
import { evaluateSession, type IdentityDocument, type SessionPolicies } from "../../../../evaluator/identity";
import { Catalogue, type AccessRequest, type Hierarchy } from "../../../../evaluator/evaluation";
import { ACCOUNT, hierarchy, type PolicySketch } from "../evaluation/support";

const doc = (label: string, ...statements: readonly object[]): IdentityDocument => ({
    label,
    content: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
});
const ALLOW_ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const DELETE = { Sid: "Delete", Effect: "Allow", Action: "s3:Delete*", Resource: "*" };
const FREE = hierarchy({ root: ["full"], account: ["full"] });
const guarded = (...policies: PolicySketch[]): Hierarchy =>
    hierarchy({ root: ["full"], account: ["full", ...policies] });

const session = (policies: readonly IdentityDocument[], rest: Partial<SessionPolicies> = {}): SessionPolicies => ({
    role: { permissionSet: "Developer", region: "eu-central-1" },
    policies,
    ...rest,
});

function decide(
    of: SessionPolicies,
    at: Hierarchy = FREE,
    request: Partial<AccessRequest> = {},
): ReturnType<typeof evaluateSession> {
    return evaluateSession(of, at, { action: "s3:DeleteBucket", resource: "arn:aws:s3:::shop", ...request });
}

describe("a session of a permission set", () => {
    it("may do what one of its policies allows, and names the statement", () => {
        const { decision, identity, deniedBy } = decide(
            session([doc("Reader", { Effect: "Allow", Action: "s3:Get*", Resource: "*" }), doc("Deleter", DELETE)]),
        );
        assert.equal(decision, "allowed");
        assert.deepEqual(deniedBy, []);
        assert.deepEqual(identity.by, [
            { policy: "Deleter", statement: 0, sid: "Delete", effect: "Allow", raw: DELETE },
        ]);
    });

    it("may do nothing without an Allow", () => {
        assert.deepEqual(decide(session([])).deniedBy, ["identity policies"]);
    });

    it("needs an Allow of its boundary, whose Deny wins", () => {
        const own = [doc("Everything", ALLOW_ALL)];
        const narrow = doc("Boundary", { Effect: "Allow", Action: "ec2:*", Resource: "*" });
        assert.deepEqual(decide(session(own, { boundary: narrow })).deniedBy, ["permissions boundary"]);
        const denying = doc("Boundary", ALLOW_ALL, { Effect: "Deny", Action: "s3:*", Resource: "*" });
        assert.equal(decide(session(own, { boundary: denying })).boundary?.says, "explicitly denied");
        assert.equal(decide(session(own, { boundary: doc("Boundary", ALLOW_ALL) })).decision, "allowed");
    });

    it("is bound by the organisation's policies: every part that denies is named, explicit denials first", () => {
        const keep = guarded({ Sid: "Keep", Effect: "Deny", Action: "s3:DeleteBucket" });
        assert.deepEqual(decide(session([doc("Deleter", DELETE)]), keep).deniedBy, ["service control policies"]);
        assert.deepEqual(decide(session([]), keep).deniedBy, ["service control policies", "identity policies"]);
    });

    it("in the management account is bound by its own policies only", () => {
        const at: Hierarchy = { levels: [], account: ACCOUNT, management: true };
        assert.equal(decide(session([doc("Deleter", DELETE)]), at).decision, "allowed");
        assert.equal(decide(session([]), at).decision, "denied");
    });
});

describe("a document that is not known", () => {
    const unknown: IdentityDocument = { label: "/Restart", place: "people.yaml:3:5" };

    it("leaves the answer open, with the reason", () => {
        const { decision, identity } = decide(session([unknown]));
        assert.equal(decision, "undetermined");
        assert.deepEqual(identity.unknown, [
            { policy: "/Restart", place: "people.yaml:3:5", why: "its document is not known here" },
        ]);
        assert.equal(decide(session([doc("Deleter", DELETE), unknown])).decision, "undetermined");
        assert.equal(decide(session([doc("Deleter", DELETE)], { boundary: unknown })).decision, "undetermined");
    });

    it("does not matter if something known denies", () => {
        const keep = guarded({ Effect: "Deny", Action: "s3:DeleteBucket" });
        assert.equal(decide(session([unknown]), keep).decision, "denied");
        const deny = doc("Deny", { Effect: "Deny", Action: "s3:*", Resource: "*" });
        assert.equal(decide(session([unknown, deny])).decision, "denied");
        assert.equal(decide(session([], { boundary: unknown })).decision, "denied");
    });

    it("is also one that cannot be read", () => {
        const { identity } = decide(session([{ label: "Wrong", content: "{}" }]));
        assert.match(identity.unknown[0]?.why ?? "", /^its document cannot be read: there are no statements/);
    });
});

describe("the role of a permission set", () => {
    const own = session([doc("Deleter", DELETE)]);
    const sparing = (...arns: string[]): Hierarchy =>
        guarded({
            Effect: "Deny",
            Action: "*",
            Condition: { ArnNotLike: { "aws:PrincipalArn": arns } },
        });

    it("is spared by a wildcard for the end of its name", () => {
        const role = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Developer_*";
        assert.equal(decide(own, sparing(role)).decision, "allowed");
        assert.equal(decide(own, sparing(role.replace("Developer", "Admin"))).decision, "denied");
        assert.equal(decide(own, sparing("arn:aws:iam::*:role/aws-reserved/*")).decision, "allowed");
        assert.equal(decide(own, sparing(role.replace("_*", "_????????????????"))).decision, "allowed");
    });

    it("may have the end that a policy names: then the answer is open", () => {
        const at = sparing(
            "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Developer_fedcba9876543210",
        );
        const { decision, dependsOnRole } = decide(own, at);
        assert.deepEqual([decision, dependsOnRole], ["undetermined", true]);
        const begins = sparing("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Developer_f*");
        assert.equal(decide(own, begins).decision, "undetermined");
    });

    it("has the region of the instance in its path, but for us-east-1", () => {
        const at = sparing("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Developer_*");
        const inRegion = (region?: string): SessionPolicies => ({
            ...own,
            role: { permissionSet: "Developer", ...(region !== undefined && { region }) },
        });
        assert.equal(decide(inRegion("us-east-1"), at).decision, "allowed");
        assert.equal(decide(inRegion("eu-central-1"), at).decision, "denied");
        assert.equal(decide(inRegion(), at).decision, "undetermined");
        assert.equal(decide(inRegion(), FREE).decision, "allowed");
    });
});

describe("sessions with policies of AWS", () => {
    const aws = (label: string): IdentityDocument => ({ label, content: awsPolicyDocument(label) ?? "" });

    it("allow what those allow", async () => {
        const catalogue = await Catalogue.load(["s3", "iam", "organizations"]);
        const may = (policy: string, action: string): string =>
            evaluateSession(session([aws(policy)]), FREE, { action }, { catalogue }).decision;
        assert.equal(may("ReadOnlyAccess", "s3:GetObject"), "allowed");
        assert.equal(may("ReadOnlyAccess", "s3:DeleteBucket"), "denied");
        assert.equal(may("PowerUserAccess", "s3:DeleteBucket"), "allowed");
        assert.equal(may("PowerUserAccess", "iam:CreateUser"), "denied");
        assert.equal(may("AdministratorAccess", "iam:CreateUser"), "allowed");
    });
});
