import assert from "node:assert/strict";
import { EXIT } from "../../../../operations/cli/commandError";
import { inStack, org, type OrgRun } from "../orgRuns";

const DEFINITION = `
defaults: { email: "{account}@example.com" }
organization: { serviceAccess: [sso.amazonaws.com] }
policies:
    keep-buckets:
        type: SERVICE_CONTROL_POLICY
        document: { Version: "2012-10-17", Statement: [{ Sid: Keep, Effect: Deny, Action: "s3:DeleteBucket", Resource: "*" }] }
units:
    Production: { guardrails: [keep-buckets], accounts: { shop-prod: {} } }
    Sandbox: { accounts: { play: {}, empty: {} } }
people:
    region: eu-central-1
    groups: { developers: {}, auditors: { external: true } }
    users:
        ada@example.com: { name: Ada Lovelace, groups: [developers] }
        bob@example.com: { name: Bob Bobson }
    permissionSets:
        Buckets:
            description: Makes and deletes buckets
            inlinePolicy:
                Version: "2012-10-17"
                Statement:
                    - { Sid: Own, Effect: Allow, Action: ["s3:CreateBucket", "s3:DeleteBucket"], Resource: "*" }
                    - { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*" }
        Bounded: { description: Bounded, managedPolicies: [AmazonS3FullAccess], boundary: { managed: AmazonEC2FullAccess } }
        Restart: { description: Restarts, customerManagedPolicies: [{ name: Restart }] }
access:
    - { who: developers, permissionSet: Buckets, where: [shop-prod, play], because: they own their buckets }
    - { who: ada@example.com, permissionSet: Bounded, where: [play], because: it is a test }
    - { who: bob@example.com, permissionSet: Buckets, where: { managementAccount: true }, because: it is a test }
    - { who: auditors, permissionSet: Restart, where: [play], because: it is a test }
`;

const explain = (...args: string[]): Promise<OrgRun> =>
    inStack({ "organization.yaml": DEFINITION }, (folder) => org(folder, ["explain", "--stack", "test", ...args]));
const ADA = ["--person", "ada@example.com"];
const FILE = "organizations/test/organization.yaml";

describe("org explain for a person", () => {
    it("goes through every permission set: the grant, its policies, its boundary and the guardrails, each with its line", async () => {
        const { code, out, error } = await explain("play", "s3:DeleteBucket", ...ADA);
        assert.equal(code, EXIT.done, error);
        assert.match(out, /^ALLOWED: ada@example\.com can do s3:DeleteBucket in account play, with Buckets\.$/m);
        assert.ok(out.includes(`granted to group developers (${FILE}:28:7), because: they own their buckets`), out);
        assert.ok(out.includes(`statement Own of its inline policy (${FILE}:23:23)`), out);
        assert.match(out, /"Action": \["s3:DeleteBucket", "s3:CreateBucket"\]/);
        assert.match(out, /^Permission set Bounded .*: DENIED$/m);
        assert.match(out, /its policies: allowed\n +statement 1 of AmazonS3FullAccess/);
        assert.match(out, /its boundary: not allowed: nothing there allows it/);
        assert.match(out, /service and resource control policies: allowed|service control policies: allowed/);
        assert.match(out, /Note: policies of resources/);
        assert.doesNotMatch(out, /a role that no policy names/);
    });

    it("names the guardrail that denies", async () => {
        const { out } = await explain("shop-prod", "s3:DeleteBucket", ...ADA);
        assert.match(out, /^DENIED: ada@example\.com cannot do s3:DeleteBucket in account shop-prod\.$/m);
        assert.match(out, /its policies: allowed/);
        assert.match(
            out,
            /control policies: denied\n +statement Keep of service control policy keep-buckets at unit Production \(/,
        );
        assert.match(out, /"Effect": "Deny"/);
    });

    it("says what the answer depends on", async () => {
        const { out } = await explain("shop-prod", "s3:GetObject", ...ADA);
        assert.match(
            out,
            /^IT DEPENDS whether ada@example\.com can do s3:GetObject in account shop-prod, with Buckets\.$/m,
        );
        assert.match(out, /statement 2 of its inline policy .*, if the resource \(--resource\) fits/);
        const known = await explain("shop-prod", "s3:GetObject", ...ADA, "--resource", "arn:aws:s3:::shop/a");
        assert.match(known.out, /^ALLOWED/);
        const group = await explain("play", "ec2:RebootInstances", "--group", "auditors");
        assert.match(group.out, /^IT DEPENDS whether group auditors/);
        assert.match(group.out, /\/Restart \(.*\): its document is not known here/);
    });

    it("without access says who has it, and the line that gives it", async () => {
        const { code, out } = await explain(
            "play",
            "s3:DeleteBucket",
            "--person",
            "bob@example.com",
            "--expect",
            "denied",
        );
        assert.equal(code, EXIT.done);
        assert.match(
            out,
            /^NO ACCESS: bob@example\.com has no permission set in account play\.\n\nWho has access there:\n {4}Buckets, which allows it:\n +granted to group developers/,
        );
        assert.match(
            out,
            /^ {4}- \{ who: bob@example\.com, permissionSet: Buckets, where: \[play\], because: \.\.\. \}$/m,
        );
        const empty = await explain("empty", "s3:DeleteBucket", ...ADA);
        assert.match(empty.out, /Nobody has access there\./);
    });

    it("sums up many actions", async () => {
        const { out } = await explain("shop-prod", "s3:*Bucket", ...ADA);
        assert.match(
            out,
            /^s3:\*Bucket by ada@example\.com in account shop-prod: of \d+ actions 1 allowed, \d+ denied\.$/m,
        );
        assert.match(out, /1 allowed\n +s3:CreateBucket\n/);
        assert.match(out, /1 denied by service control policies\n +s3:DeleteBucket\n/);
    });

    it("answers programs", async () => {
        const { out } = await explain("shop-prod", "s3:DeleteBucket", ...ADA, "--json");
        const json = JSON.parse(out) as Record<string, unknown>;
        assert.equal(json["person"], "ada@example.com");
        assert.equal(json["decision"], "denied");
        const [set] = json["permissionSets"] as Record<string, unknown>[];
        assert.deepEqual(set?.["access"], [
            { who: "developers", kind: "group", from: `${FILE}:28:7`, because: "they own their buckets" },
        ]);
        assert.deepEqual(set?.["deniedBy"], ["service control policies"]);
        const [by] = (set?.["identityPolicies"] as { by: Record<string, unknown>[] }).by;
        assert.deepEqual(
            [by?.["policy"], by?.["sid"], by?.["statement"], by?.["from"]],
            ["its inline policy", "Own", 0, `${FILE}:23:23`],
        );
        const none = await explain("play", "s3:DeleteBucket", "--person", "bob@example.com", "--json");
        const answer = JSON.parse(none.out) as Record<string, unknown>;
        assert.equal(answer["decision"], "no access");
        assert.equal((answer["othersWithAccess"] as object[]).length, 3);
    });

    it("fails in scripts if the answer is another", async () => {
        assert.equal((await explain("play", "s3:DeleteBucket", ...ADA, "--expect", "denied")).code, EXIT.found);
        assert.equal((await explain("play", "s3:DeleteBucket", ...ADA, "--expect", "allowed")).code, EXIT.done);
        assert.equal((await explain("shop-prod", "s3:GetObject", ...ADA, "--expect", "allowed")).code, EXIT.found);
    });

    it("knows the persons and groups of the definition", async () => {
        const wrong = await explain("play", "s3:DeleteBucket", "--person", "ada@exmaple.com");
        assert.equal(wrong.code, EXIT.usage);
        assert.match(
            wrong.error,
            /there is no person "ada@exmaple\.com" in `people`\. Did you mean "ada@example\.com"\?/,
        );
        const group = await explain("play", "s3:DeleteBucket", "--person", "developers");
        assert.match(group.error, /There is a group of this name: use --group\./);
        const both = await explain("play", "s3:DeleteBucket", ...ADA, "--principal", "root");
        assert.match(both.error, /--person and --principal exclude each other: give one of them/);
    });

    it("answers for the management account, which no guardrail binds", async () => {
        const bob = await explain("managementAccount", "s3:DeleteBucket", "--person", "bob@example.com");
        assert.equal(bob.code, EXIT.done, bob.error);
        assert.match(
            bob.out,
            /^ALLOWED: bob@example\.com can do s3:DeleteBucket in the management account, with Buckets\.$/m,
        );
        assert.match(bob.out, /service control policies: not bound/);
        const { out: json } = await explain(
            "managementAccount",
            "s3:DeleteBucket",
            "--person",
            "bob@example.com",
            "--json",
        );
        assert.equal((JSON.parse(json) as { account: string }).account, "managementAccount");
        const many = await explain("managementAccount", "s3:*Bucket", "--person", "bob@example.com");
        assert.match(many.out, /^s3:\*Bucket by bob@example\.com in the management account: of \d+ actions/);
        const ada = await explain("managementAccount", "s3:DeleteBucket", ...ADA);
        assert.match(ada.out, /^NO ACCESS: ada@example\.com has no permission set in the management account\.$/m);
        assert.match(ada.out, /permissionSet: Buckets, where: \{ managementAccount: true \}, because/);
        const nobody = await explain("managementAccount", "s3:DeleteBucket");
        assert.equal(nobody.code, EXIT.usage);
        assert.match(
            nobody.error,
            /no guardrail binds the management account\. Ask with --person or --group what permission sets say there/,
        );
    });
});
