import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { CloseAccountCommand } from "@aws-sdk/client-organizations";
import { EXIT } from "../../../operations/cli/commandError";
import type { OrgRun } from "../../unit/operations/orgRuns";
import { AttackedAccount } from "./attackedAccount";

/** What an intruder may write. */
const HOSTILE = "x`|<img src=x onerror=alert(1)>\n## Done";
const HOSTILE_AGENT = "x`|\\|<img src=x onerror=alert(1)> [a](http://evil.example) @acme/all";

describe("org incident, which looks and changes nothing", () => {
    const account = new AttackedAccount();
    const run = (args: readonly string[], answer?: string): Promise<OrgRun> => account.run(args, answer);

    before(() => account.start());
    after(() => account.stop());

    it("says what IAM has, what the account costs and whom its roles trust, and changes nothing", async () => {
        await account.aws.resetCalls();
        const { code, out, error } = await run(["shop"]);
        assert.equal(code, EXIT.done, error);
        assert.match(
            out,
            /^shop \(\d{12}\): read \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\) with the role OrganizationAccountAccessRole/,
        );
        assert.match(out, /^! +account 999988887777, OUTSIDE the organisation +role Deploy$/m);
        assert.match(out, new RegExp(`account ${account.ids.blog} +role Inside`));
        assert.match(out, /group devs +permission set read-only\n +persons: ada@example\.com; on call$/m);
        assert.match(out, /NEW +access key \S+ of user mallory/);
        assert.match(out, /The root user has no access keys/);
        assert.match(out, /2\.00 USD an hour on/);
        assert.match(out, /^1\. Deny everything in the account:\n {3}\.\/org quarantine shop --stack test$/m);
        assert.deepEqual(
            (await account.aws.log()).map(({ operation }) => operation).filter((one) => one !== "sts.AssumeRole"),
            [],
        );
    });

    it("says who used the account and what they changed, from CloudTrail of all regions", async () => {
        const { code, out, error } = await run(["shop"]);
        assert.equal(code, EXIT.done, error);
        assert.match(out, /CloudTrail has \d+ events since \S+ \S+ \(UTC\) in 17 regions\./);
        assert.match(out, /way in +iam:CreateAccessKey\n +1 call; by user local; on .*mallory/);
        assert.match(
            out,
            /session org-incident\n +is the access role, from the management account \(this command's own, or somebody/,
        );
        const { usedBy, changes, events } = JSON.parse((await run(["shop", "--json"])).out) as {
            usedBy: readonly { caller: { title: string }; writes: number; regions: readonly string[] }[];
            changes: readonly { name: string; meaning?: string; resources: readonly string[] }[];
            events: { cut: readonly object[]; unread: readonly object[] };
        };
        assert.ok(usedBy.some(({ writes }) => writes >= 6));
        assert.deepEqual(
            changes.find(({ name }) => name === "CreateRole")?.resources.filter((one) => !one.startsWith("AWS")),
            ["Deploy", "Inside", "Runtime"],
        );
        assert.deepEqual([events.cut, events.unread], [[], []]);
    });

    it("says what a user may do, by policies of its own and of its groups, and who made it", async () => {
        const { out } = await run(["shop"]);
        assert.match(out, /^! NEW user mallory has 1 active key, and may do EVERYTHING$/m);
        assert.match(
            out,
            /^NEW +user mallory\n +may do EVERYTHING, inline policy buckets, policy AdministratorAccess of group ops; no password\n +created .* by user local$/m,
        );
    });

    it("marks what the organisation made, and lets stand out what only has the name of it", async () => {
        await account.deployBlock("baseline-audit");
        const { out, error } = await run(["shop"]);
        assert.match(
            out,
            /^! role AWSServiceRoleForAudit is named like a service-linked role of AWS, [^!]* It trusts 999988887777, OUTSIDE/m,
            error,
        );
        const [, own = ""] = out.split("ROLES OF THE ORGANISATION AND OF AWS");
        assert.match(own, /role baseline-audit-role\n +made by CloudFormation StackSets of the management account/);
        assert.match(
            own,
            /role stacksets-exec-\w{32}\n +CloudFormation StackSets of the management account; may do EVERYTHING/,
        );
        assert.match(own, /role AWSReservedSSO_Admin_0123456789abcdef\n +IAM Identity Center, permission set Admin/);
        assert.match(own, /role OrganizationAccountAccessRole\n +the access role, for the management account/);
        assert.doesNotMatch(own, /AWSServiceRoleForAudit/);
        const [others = "", did = ""] = out.split("WHAT THE ORGANISATION'S OWN DID");
        assert.match(did, /by CloudFormation StackSets +iam:CreateRole\n +1 call; by role stacksets-exec-\w+/);
        assert.doesNotMatch(others, /^NEW +role (?:baseline-audit|stacksets)|^! .*stacksets-exec/m);
    });

    it("says where CloudTrail did not answer, and never that nothing happened there", async () => {
        await account.aws.fault({
            operation: "cloudtrail.LookupEvents",
            times: 1,
            error: { code: "AccessDeniedException", status: 400 },
        });
        const one = await run(["shop"]);
        assert.equal(one.code, EXIT.done, one.error);
        assert.match(one.out, /^NOT READ: \S+: AccessDeniedException/m);
        await account.aws.fault({
            operation: "cloudtrail.LookupEvents",
            times: 100,
            error: { code: "AccessDeniedException", status: 400 },
        });
        const all = await run(["shop"]);
        await account.aws.clearFaults();
        assert.match(all.out, /^Who used it is not known: AccessDeniedException/m);
        assert.doesNotMatch(all.out, /Nobody, as far/);
    });

    it("escapes a user agent of an intruder in the file, and keeps each row in its line", async () => {
        const intruder = new IAMClient(account.aws.clientConfig(account.ids.shop));
        intruder.middlewareStack.add(
            (next) => (args) => {
                (args.request as { headers: Record<string, string> }).headers["user-agent"] = HOSTILE_AGENT;
                return next(args);
            },
            { step: "finalizeRequest", priority: "low" },
        );
        await intruder.send(new CreateUserCommand({ UserName: "eve" }));
        intruder.destroy();
        const { code, error } = await run(["shop", "--file", "agent.md"]);
        assert.equal(code, EXIT.done, error);
        const text = fs.readFileSync(path.join(account.folder, "agent.md"), "utf8");
        assert.ok(!text.includes("<img") && !text.includes("](http"), text);
        assert.ok(text.includes("&#60;img"), text);
        const rows = text.split("\n").filter((line) => line.startsWith("|"));
        assert.ok(rows.length > 10);
        const head = text.split("\n").findIndex((line) => line.startsWith("| LAST | WHO | IS"));
        for (const row of text
            .split("\n")
            .slice(head)
            .filter((line, index) => line.startsWith("|") && index < 5)) {
            assert.equal(row.split("|").length, 9, row);
        }
    });

    it("goes on where AWS does not say whether the account is quarantined", async () => {
        await account.aws.fault({
            operation: "organizations.ListPoliciesForTarget",
            times: 1,
            error: { code: "AccessDeniedException", message: "not authorized", status: 400 },
        });
        const { code, out, error } = await run(["shop"]);
        await account.aws.clearFaults();
        assert.equal(code, EXIT.done, error);
        assert.match(out, /Whether it is quarantined is not known: AccessDeniedException: not authorized/);
        assert.match(out, /USD an hour/);
    });

    it("says in its place what AWS does not answer, and hides nothing else by it", async () => {
        await account.aws.fault({
            operation: "sts.AssumeRole",
            error: { code: "AccessDenied", message: "not authorized", status: 403 },
        });
        const closed = await run(["stranger", "--access-role", "NoSuchRole"]);
        assert.equal(closed.code, EXIT.done, closed.error);
        assert.match(closed.out, /! NOT INSIDE: arn:aws:iam::\d{12}:role\/NoSuchRole cannot be assumed/);
        assert.match(closed.out, /Who used it is not known: /);
        assert.match(closed.out, /The definition does not know the account/);
        assert.match(closed.out, /0\.00 USD an hour/);
        assert.doesNotMatch(closed.out, /^Nobody|^Nothing|^It has no users/m);
    });

    it("writes a checklist once, and never over one that somebody may have ticked", async () => {
        const written = await run(["shop", "--file", "incident.md"]);
        assert.equal(written.code, EXIT.done, written.error);
        const file = path.join(account.folder, "incident.md");
        const text = fs.readFileSync(file, "utf8");
        assert.match(text, /^# Incident: `shop \(\d{12}\)`\n/);
        assert.match(text, /^- \[ \] Deny everything in the account: `\.\/org quarantine shop --stack test`\.$/m);
        assert.match(
            text,
            /^- \[ \] Switch off the access key `\w+` of user `mallory`: `aws iam update-access-key --user-name mallory --access-key-id \w+ --status Inactive`\.$/m,
        );
        assert.equal(fs.statSync(file).mode & 0o777, 0o600);
        fs.writeFileSync(file, "- [x] ticked");
        await account.aws.resetCalls();
        const again = await run(["shop", "--file", "incident.md"]);
        assert.equal(again.code, EXIT.usage);
        assert.match(
            again.error,
            /incident\.md exists and may hold what somebody has ticked or written, so it is not replaced/,
        );
        assert.equal(fs.readFileSync(file, "utf8"), "- [x] ticked");
        assert.deepEqual(await account.aws.calls(), {});
    });

    it("refuses options that do not fit together before it asks AWS anything", async () => {
        await account.aws.resetCalls();
        for (const [args, message] of [
            [["shop", "--since", "100d"], /--since 100d: give minutes, hours, days or weeks/],
            [["shop", "--since", "0h"], /--since 0h/],
            [["shop", "--since", "yesterday"], /--since yesterday/],
            [["shop", "--only", "Deploy"], /--only says whose sessions are revoked: it needs --revoke-sessions/],
            [["shop", "--reason", "x"], /--reason is the reason of a quarantine: it needs --quarantine/],
            [["shop", "--file", "incident.txt"], /incident\.txt does not end in \.md/],
        ] as const) {
            const refused = await run(args);
            assert.equal(refused.code, EXIT.usage, args.join(" "));
            assert.match(refused.error, message);
        }
        assert.deepEqual(await account.aws.calls(), {});
    });

    it("escapes what an intruder writes, in the terminal and in the file", async () => {
        const hostile = await run(["shop", "--access-role", HOSTILE, "--file", "hostile.md"]);
        assert.equal(hostile.code, EXIT.done, hostile.error);
        const text = fs.readFileSync(path.join(account.folder, "hostile.md"), "utf8");
        assert.ok(!text.includes("<img"), text);
        assert.ok(!/^## Done/m.test(text), text);
        assert.ok(!/^## Done/m.test(hostile.out), hostile.out);
    });

    it("works if the definition has mistakes", async () => {
        account.define("units: [nonsense]\n");
        const { code, out, error } = await run([account.ids.shop ?? ""]);
        assert.equal(code, EXIT.done, error);
        assert.match(out, /The definition has mistakes, so that it does not say who has access/);
        assert.match(out, /^WHAT CHANGED$/m);
        account.define();
    });

    it("looks into a closed account as far as AWS lets anybody", async () => {
        await account.organizations.send(new CloseAccountCommand({ AccountId: account.ids.stranger }));
        const { code, out, error } = await run(["stranger"]);
        assert.equal(code, EXIT.done, error);
        assert.match(
            out,
            /^stranger \(\d{12}\), (?:PENDING_CLOSURE|SUSPENDED) \(AWS closes it, or has closed it\): read/,
        );
    });
});
