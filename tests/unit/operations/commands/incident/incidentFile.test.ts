import assert from "node:assert/strict";
import { IncidentJudgement } from "../../../../../operations/commands/incident/judge/incidentJudgement";
import type { UserFact } from "../../../../../operations/commands/incident/read/identityFacts";
import { dataFileOf } from "../../../../../operations/commands/incident/report/incidentFile";
import { incidentOutcome } from "../../../../../operations/commands/incident/report/incidentOutcome";
import type { IncidentReport } from "../../../../../operations/commands/incident/report/incidentReport";
import { ACCOUNT, iamCall, KNOWN, MANAGEMENT, roleOf, STRANGER } from "./incidentFacts";

const MOST = 65_536;
const SINCE = new Date("2026-11-27T00:00:00Z");
const POLICIES = { attached: ["ReadOnlyAccess"], inline: [], groups: [], mayEverything: false };

function user(index: number, keys = 2): UserFact {
    const created = "2026-11-27T10:00:00.000Z";
    const name = `user-${String(index).padStart(3, "0")}-${"x".repeat(50)}`;
    const key = (id: string): UserFact["keys"][number] => ({ id: `AKIA${id}${index}`, isActive: true, created });
    return { name, created, hasPassword: true, policies: POLICIES, keys: [key("A"), key("B")].slice(0, keys) };
}

function reportOf(users: readonly UserFact[], agents: readonly string[] = []): IncidentReport {
    const events = agents.map((userAgent) => ({ ...iamCall("CreateUser", ["u"], "eve"), userAgent }));
    return {
        stack: "prod",
        target: { id: ACCOUNT, arn: "", name: "shop", email: "shop@example.com", state: "ACTIVE" },
        at: new Date("2026-11-27T12:00:00Z"),
        since: SINCE,
        isQuarantined: false,
        role: "OrganizationAccountAccessRole",
        grants: [],
        identities: { value: { root: { hasAccessKeys: false, hasMfa: true }, users, roles: [], withoutKeys: 0 } },
        trail: { value: { events, regions: ["us-east-1"], cut: [], unread: [] } },
        spending: { unread: "no" },
        managementAccountId: MANAGEMENT,
        insiders: KNOWN.insiders,
        judgement: new IncidentJudgement([], events, SINCE.toISOString(), KNOWN),
    };
}

describe("org incident --file", () => {
    it("has everything where there is room, and says nothing of a second file", () => {
        const { markdown } = incidentOutcome(reportOf([user(1)]), undefined, "incident.md");
        assert.equal(markdown.cut, undefined);
        assert.ok(!markdown.text.includes("incident.json"));
        assert.match(markdown.text, /`policy ReadOnlyAccess`/);
        assert.match(
            markdown.text,
            /^- \[ \] Take the password away from user `user-001-x+`: `aws iam delete-login-profile --user-name user-001-x+`\.$/m,
        );
    });

    it("fits into an issue, says what is missing and where it is, and never cuts the checklist", () => {
        const users = Array.from({ length: 150 }, (_, index) => user(index));
        const { markdown, json } = incidentOutcome(reportOf(users), undefined, "out/incident.md");
        assert.ok(markdown.text.length <= MOST, String(markdown.text.length));
        assert.match(
            markdown.cut ?? "",
            /^The file lacks \d+ of 450 rows of "Root user, access keys, users and roles", so that it fits into an issue of GitHub \(65,536 characters\)$/,
        );
        assert.match(
            markdown.text,
            /\*\*Cut here: the last \d+ of 450 rows\*\*, .* `incident\.json` beside this file has all\./,
        );
        for (const { name, keys } of users) {
            for (const { id } of keys) assert.ok(markdown.text.includes(`- [ ] \`${id}\` of user \`${name}\``), id);
        }
        assert.ok(users.every(({ name }) => JSON.stringify(json).includes(name)));
    });

    it("says so if the checklist alone is too long", () => {
        const users = Array.from({ length: 400 }, (_, index) => user(index));
        const { markdown } = incidentOutcome(reportOf(users), undefined, "incident.md");
        assert.match(
            markdown.cut ?? "",
            /^The checklist is never cut, and it alone is longer than the 65,536 characters/,
        );
        assert.ok(users.every(({ name }) => markdown.text.includes(name)));
    });

    it("is not filled by an intruder who calls with many long user agents", () => {
        const agents = Array.from({ length: 1_000 }, (_, index) => `${index}${"|<>".repeat(100)}`);
        const { markdown } = incidentOutcome(reportOf([user(1)], agents), undefined, "incident.md");
        assert.ok(markdown.text.length < MOST / 2, String(markdown.text.length));
        assert.match(markdown.text, /<\/code>, and 9\d\d more \|/);
        assert.match(markdown.cut ?? "", /^The file lacks the end of [\d,]+ long texts and lists/);
    });

    it("names the second file after the first one", () => {
        assert.equal(dataFileOf("out/incident.md"), "out/incident.json");
        assert.equal(dataFileOf("INCIDENT.MD"), "INCIDENT.json");
    });
});

describe("org incident after it has revoked sessions", () => {
    const done = { before: "2026-11-27T11:59:00.000Z", revoked: ["Deploy", "ci"], failed: [], isOfAll: true };

    it("does not tell to do what it has just done", () => {
        const report = { ...reportOf([]), isQuarantined: true, revocation: done };
        const { text, markdown } = incidentOutcome(report, undefined, "incident.md");
        assert.match(
            markdown.text,
            /^- \[x\] The sessions of 2 roles from before 2026-11-27T11:59:00\.000Z are revoked\.$/m,
        );
        assert.doesNotMatch(text + markdown.text, /--revoke-sessions|org quarantine|--file/);
        assert.match(text, /^1\. Go through the checklist in incident\.md\.$/m);
    });

    it("says of which roles they are not revoked", () => {
        const failed = [{ role: "prod", because: "protected" }];
        const { text, markdown } = incidentOutcome({ ...reportOf([]), revocation: { ...done, failed } }, undefined);
        assert.match(
            markdown.text,
            /^- \[ \] The sessions of 2 roles .* are revoked\. NOT REVOKED: `prod`\. Revoke those of the other roles: `\.\/org incident/m,
        );
        assert.match(text, /^2\. End the sessions of its roles that still have them:$/m);
        const some = incidentOutcome({ ...reportOf([]), revocation: { ...done, isOfAll: false } }, undefined);
        assert.match(some.markdown.text, /^- \[ \] The sessions .* are revoked\. Revoke those of the other roles: /m);
    });
});

describe("org incident: the ways of an intruder", () => {
    it("are closed by commands with the names, in the file and at the top", () => {
        const oncall = roleOf("oncall", { AWS: STRANGER }, { created: "2020-01-01T00:00:00.000Z" });
        const partner = roleOf("partner", { AWS: STRANGER }, { created: "2020-01-01T00:00:00.000Z" });
        const calls = [
            iamCall("UpdateAssumeRolePolicy", ["oncall"], "mallory"),
            iamCall("UpdateLoginProfile", ["old"], "mallory"),
        ];
        const roles = [oncall, partner];
        const before = "2020-01-01T00:00:00.000Z";
        const [old, quiet] = ["old", "quiet"].map((name) => ({ ...user(1, 0), name, created: before }));
        assert.ok(old && quiet);
        const report: IncidentReport = {
            ...reportOf([{ ...user(1, 1), name: "mallory" }, old, quiet]),
            trail: { value: { events: calls, regions: ["us-east-1"], cut: [], unread: [] } },
            judgement: new IncidentJudgement(roles, calls, SINCE.toISOString(), KNOWN),
        };
        const { text, markdown } = incidentOutcome(report, 80);
        for (const one of [text, markdown.text]) {
            assert.match(one, /aws iam delete-login-profile --user-name mallory/);
            assert.match(one, /aws iam delete-login-profile --user-name old/);
            assert.match(one, /aws iam update-assume-role-policy --role-name oncall --policy-document file:/);
            assert.doesNotMatch(one, /--user-name (?:USER|quiet)|--role-name partner/);
        }
        assert.match(text, /^! role oncall was changed by user mallory\. It trusts 999988887777, OUTSIDE the$/m);
    });
});

describe("org incident: what was there before", () => {
    it("is a long user agent, which is written once", () => {
        const userAgent = `aws-sdk-js/3.900.0 ua/2.1 ${"x".repeat(60)}`;
        const events = ["eve", "mallory", "trent"].map((by) => ({ ...iamCall("CreateUser", ["u"], by), userAgent }));
        const trail = { value: { events, regions: ["us-east-1"], cut: [], unread: [] } };
        const { text } = incidentOutcome({ ...reportOf([]), trail }, undefined);
        assert.equal(text.replace(/\n +/g, " ").split(userAgent).length, 2, text);
        assert.equal(text.split("... (as above)").length, 3);
    });

    it("is a user agent whose beginning is all that a line has room for", () => {
        const events = ["a", "b"].map((end) => ({
            ...iamCall("CreateUser", ["u"], "eve"),
            userAgent: "x".repeat(80) + end,
        }));
        const trail = { value: { events, regions: ["us-east-1"], cut: [], unread: [] } };
        const { text } = incidentOutcome({ ...reportOf([]), trail }, undefined);
        assert.equal(text.split("x".repeat(70)).length, 2, text);
    });

    it("is no index in a region that nobody uses: the checklist has a command that needs none", () => {
        const { markdown } = incidentOutcome(reportOf([]), undefined);
        const [step = ""] = markdown.text.split("\n").filter((line) => line.includes("Look into all regions"));
        assert.match(step, /`\.\/org find` finds nothing in accounts and regions without an index/);
        assert.match(step, /role `OrganizationAccountAccessRole`: .*`aws ec2 describe-instances --region REGION`/);
    });
});

describe("org incident in a terminal", () => {
    it("says first what is alarming and what to do, in lines that fit", () => {
        const { text } = incidentOutcome(reportOf([user(1), user(2), user(3)]), 80);
        const lines = text.split("\n");
        assert.ok(lines.indexOf("WHAT IS ALARMING") < 5);
        const [long = ""] = lines.filter((line) => line.length > 80 && !/^ {3}(?:aws|\.\/org) /.test(line));
        assert.equal(long, "");
        assert.match(text, /^1\. Deny everything in the account:\n {3}\.\/org quarantine 222222222222 --stack prod$/m);
        assert.match(
            text,
            /^ {3}aws iam update-access-key --user-name user-001-x+ --access-key-id AKIAA1 --status Inactive$/m,
        );
        assert.match(text, /^5\. Switch off the access key AKIAA2[^]*^6\. Switch off the other 3 active keys: /m);
        assert.match(text, /What is alarming and what to do first is at the top\.$/);
    });
});
