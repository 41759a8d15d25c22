import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { GetRolePolicyCommand } from "@aws-sdk/client-iam";
import { ListPoliciesForTargetCommand } from "@aws-sdk/client-organizations";
import { EXIT } from "../../../operations/cli/commandError";
import { read, type OrgRun } from "../../unit/operations/orgRuns";
import { AttackedAccount } from "./attackedAccount";

describe("org incident, which stops an intruder", () => {
    const account = new AttackedAccount();
    const run = (args: readonly string[], answer?: string): Promise<OrgRun> => account.run(args, answer);

    before(() => account.start());
    after(() => account.stop());

    it("revokes the sessions of chosen roles after a confirmation, as AWS's console does", async () => {
        const wrong = await run([
            "shop",
            "--revoke-sessions",
            "--only",
            "Deplyo",
            "AWSReservedSSO_Admin_0123456789abcdef",
        ]);
        assert.equal(wrong.code, EXIT.usage);
        assert.match(wrong.error, /no role "Deplyo"\. Did you mean "Deploy"\?/);
        assert.match(wrong.error, /the sessions of AWSReservedSSO_Admin_0123456789abcdef cannot be revoked/);
        const nobody = await run(["shop", "--revoke-sessions"]);
        assert.equal(nobody.code, EXIT.unconfirmed);
        assert.deepEqual(await account.policiesOf("Deploy"), []);

        const done = await run(["shop", "--revoke-sessions", "--only", "Deploy"], "shop");
        assert.equal(done.code, EXIT.done, done.error);
        assert.match(done.out, /^The sessions of 1 role of shop \(\d{12}\) from before \S+Z are revoked\.$/m);
        const { PolicyDocument = "" } = await account.iam.send(
            new GetRolePolicyCommand({ RoleName: "Deploy", PolicyName: "AWSRevokeOlderSessions" }),
        );
        const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as {
            Statement: [{ Effect: string; Condition: { DateLessThan: Record<string, string> } }];
        };
        assert.equal(Statement[0].Effect, "Deny");
        const before = Date.parse(Statement[0].Condition.DateLessThan["aws:TokenIssueTime"] ?? "");
        assert.ok(Math.abs(Date.now() - before) < 60_000);
        assert.deepEqual(await account.policiesOf("Runtime"), []);
    });

    it("quarantines first, then revokes the sessions of all roles, its own last, and reads with a new session", async () => {
        account.define();
        await account.aws.resetCalls();
        const dry = await run(["shop", "--quarantine", "--revoke-sessions", "--dry-run"]);
        assert.equal(dry.code, EXIT.done, dry.error);
        assert.match(dry.out, /^! Runtime is a role of services, such as of instances and functions/m);
        assert.match(dry.out, /^! 1 role of permission sets stays as it is: only IAM Identity Center may change them/m);
        const done = await run(
            ["shop", "--quarantine", "--revoke-sessions", "--reason", "keys leaked", "--file", "second.md"],
            "shop",
        );
        assert.equal(done.code, EXIT.done, done.error);
        const changes = (await account.aws.log())
            .map(({ operation }) => operation)
            .filter((one) => one !== "sts.AssumeRole");
        assert.deepEqual(changes.slice(0, 2), ["organizations.CreatePolicy", "organizations.AttachPolicy"]);
        assert.deepEqual([...new Set(changes.slice(2))], ["iam.PutRolePolicy"]);
        for (const name of ["Deploy", "Inside", "Runtime", "OrganizationAccountAccessRole"]) {
            assert.ok((await account.policiesOf(name)).includes("AWSRevokeOlderSessions"), name);
        }
        assert.deepEqual(await account.policiesOf("AWSReservedSSO_Admin_0123456789abcdef"), []);
        assert.match(read(account.folder), /state: quarantined/);
        assert.match(done.out, /^shop \(\d{12}\), quarantined: read/m);
        const checklist = account.file("second.md");
        assert.match(checklist, /- \[x\] The account is quarantined/);
        assert.match(checklist, /- \[x\] The sessions of \d+ roles from before \S+Z are revoked\./);
        assert.doesNotMatch(done.out + checklist, /--revoke-sessions/);
        assert.match(done.out, /^\d\. Go through the checklist in second\.md\.$/m);
        const { Policies = [] } = await account.organizations.send(
            new ListPoliciesForTargetCommand({ TargetId: account.ids.shop, Filter: "SERVICE_CONTROL_POLICY" }),
        );
        assert.ok(Policies.some(({ Name }) => Name === "quarantine"));
    });

    it("never stops the management account, and looks into it with the caller's own credentials", async () => {
        for (const flag of ["--quarantine", "--revoke-sessions"]) {
            const refused = await run([account.management, flag, "--yes"]);
            assert.equal(refused.code, EXIT.refused, refused.error);
            assert.match(refused.error, /is the management account, which no service control policy binds/);
        }
        const looked = await run([account.management]);
        assert.equal(looked.code, EXIT.done, looked.error);
        assert.match(looked.out, /with the caller's own credentials/);
        assert.match(looked.out, /The account has \d+ users? and \d+ roles?/);
    });

    it("takes the worst that is typed for what it is", async () => {
        const strange = [
            "constructor",
            "__proto__",
            "toString",
            "shop ",
            "SHOP",
            "1234567890123",
            "000000000000",
            "../shop",
            "shop\u001b[2J",
        ];
        for (const name of strange) {
            const { code, error } = await run([name]);
            assert.equal(code, EXIT.usage, `${name}: ${error}`);
        }
        const none = await run(["shop", "--revoke-sessions", "--only", "__proto__", "--yes"]);
        assert.equal(none.code, EXIT.usage, none.error);
        assert.match(none.error, /the account has no role "__proto__"/);
        const twice = await run(["shop", "--revoke-sessions", "--only", "Deploy", "Deploy", "--dry-run"]);
        assert.match(twice.out, /into 1 role of shop/);
        for (const file of [".", "/nowhere/incident.md", "incident", ".md"]) {
            const { code, error } = await run(["shop", "--file", file]);
            assert.equal(code, EXIT.usage, `${file}: ${error}`);
        }
        const dry = await run(["shop", "--file", "dry.md", "--dry-run"]);
        assert.equal(dry.code, EXIT.done, dry.error);
        assert.match(dry.out, /dry\.md was not written: this is a dry run\.$/);
        assert.ok(!fs.existsSync(path.join(account.folder, "dry.md")));
    });

    it("says which roles could not be changed, and ends with an error", async () => {
        await account.aws.fault({
            operation: "iam.PutRolePolicy",
            times: 1,
            error: { code: "UnmodifiableEntity", message: "protected", status: 400 },
        });
        const { code, out } = await run(["shop", "--revoke-sessions", "--yes"]);
        await account.aws.clearFaults();
        assert.equal(code, EXIT.failed);
        assert.match(out, /^! NOT REVOKED: \S+: UnmodifiableEntity.*protected/m);
        assert.match(out, /^WHO USED IT$/m);
    });

    it("revokes nothing if nobody can get into the account, and says so", async () => {
        await account.aws.fault({
            operation: "sts.AssumeRole",
            error: { code: "AccessDenied", message: "no", status: 403 },
        });
        const { code, error } = await run(["stranger", "--revoke-sessions", "--yes"]);
        await account.aws.clearFaults();
        assert.equal(code, EXIT.failed);
        assert.match(
            error,
            /no session of stranger \(\d{12}\) can be revoked: arn:aws:iam::\d{12}:role\/OrganizationAccountAccessRole cannot be assumed/,
        );
    });
});
