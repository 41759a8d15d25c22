import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    CreateAccessKeyCommand,
    CreateRoleCommand,
    CreateUserCommand,
    GetRolePolicyCommand,
    IAMClient,
    ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { ListPoliciesForTargetCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { EXIT } from "../../operations/cli/commandError";
import { org, read, type OrgRun, stackConfig } from "../unit/operations/orgRuns";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const TEXT = `defaults: { email: "{account}@example.com" }
units:
    Workloads:
        accounts: { shop: { owner: ada@example.com }, blog: }
people: { groups: { devs: { members: [ada] } }, users: { ada: { givenName: Ada, familyName: L, email: ada@example.com } } }
`;
const SERVICES = ["organizations", "sts", "iam", "account", "costexplorer", "cloudtrail"];
/** What an intruder may write. */
const HOSTILE = "x`|<img src=x onerror=alert(1)>\n## Done";
const HOSTILE_AGENT = "x`|\\|<img src=x onerror=alert(1)> [a](http://evil.example) @acme/all";

describe("org incident", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let iam: IAMClient;
    let folder: string;
    let management = "";
    const ids: Record<string, string> = {};

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config: stackConfig(aws.url, SERVICES) }));
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        define(TEXT.replace(/people:.*\n/, ""));
        const fixture = new Fixture(aws, client);
        ({ management } = await fixture.createOrganization());
        await fixture.enable("SERVICE_CONTROL_POLICY");
        for (const name of ["shop", "blog", "stranger"]) ids[name] = await fixture.createAccount(name);
        iam = new IAMClient(aws.clientConfig(ids.shop));
        await iam.send(new CreateUserCommand({ UserName: "mallory" }));
        await iam.send(new CreateAccessKeyCommand({ UserName: "mallory" }));
        await role("Deploy", { AWS: "arn:aws:iam::999988887777:root" });
        await role("Runtime", { Service: "ec2.amazonaws.com" });
        await role(
            "AWSReservedSSO_Admin_0123456789abcdef",
            { Service: "sso.amazonaws.com" },
            "/aws-reserved/sso.amazonaws.com/",
        );
        await role("Inside", { AWS: `arn:aws:iam::${ids.blog}:root` });
        const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
        await aws.addCosts([{ day, account: ids.shop ?? "", service: "AWS Lambda", unblended: 48 }]);
    });
    after(async () => {
        iam.destroy();
        client.destroy();
        await aws.stop();
    });

    function define(text: string): void {
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), text);
    }
    const role = async (RoleName: string, Principal: object, Path = "/"): Promise<void> => {
        const trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] };
        await iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: JSON.stringify(trust) }));
    };
    const run = (args: readonly string[], answer?: string): Promise<OrgRun> =>
        org(folder, ["incident", ...args, "--stack", "test"], answer);
    const policiesOf = async (RoleName: string): Promise<readonly string[]> =>
        (await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames ?? [];

    it("says what IAM has, what the account costs and whom its roles trust, and changes nothing", async () => {
        await aws.resetCalls();
        const { code, out, error } = await run(["shop"]);
        assert.equal(code, EXIT.done, error);
        assert.match(
            out,
            /^shop \(\d{12}\): read \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\) with the role OrganizationAccountAccessRole/,
        );
        assert.match(out, /account 999988887777, which is OUTSIDE the organisation +role Deploy/);
        assert.match(out, new RegExp(`account ${ids.blog} +role Inside`));
        assert.match(out, /NEW +access key \S+ of user mallory/);
        assert.match(out, /The root user has no access keys/);
        assert.match(out, /2\.00 USD an hour on/);
        assert.match(out, /To deny everything in the account: \.\/org quarantine shop --stack test/);
        assert.deepEqual(
            (await aws.log()).map(({ operation }) => operation).filter((one) => one !== "sts.AssumeRole"),
            [],
        );
    });

    it("says who used the account and what they changed, from CloudTrail of all regions", async () => {
        const { code, out, error } = await run(["shop"]);
        assert.equal(code, EXIT.done, error);
        assert.match(out, /CloudTrail has \d+ events since \S+ \S+ \(UTC\) in 17 regions\./);
        assert.match(out, /way in +iam:CreateAccessKey +1 .*mallory/);
        assert.match(out, /session org-incident \(this command's own, or somebody who uses its name\)/);
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

    it("says where CloudTrail did not answer, and never that nothing happened there", async () => {
        await aws.fault({
            operation: "cloudtrail.LookupEvents",
            times: 1,
            error: { code: "AccessDeniedException", status: 400 },
        });
        const one = await run(["shop"]);
        assert.equal(one.code, EXIT.done, one.error);
        assert.match(one.out, /^NOT READ: \S+: AccessDeniedException/m);
        await aws.fault({
            operation: "cloudtrail.LookupEvents",
            times: 100,
            error: { code: "AccessDeniedException", status: 400 },
        });
        const all = await run(["shop"]);
        await aws.clearFaults();
        assert.match(all.out, /^Who used it is not known: AccessDeniedException/m);
        assert.doesNotMatch(all.out, /Nobody, as far/);
    });

    it("escapes a user agent of an intruder in the file, and keeps each row in its line", async () => {
        const intruder = new IAMClient(aws.clientConfig(ids.shop));
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
        const text = fs.readFileSync(path.join(folder, "agent.md"), "utf8");
        assert.ok(!text.includes("<img") && !text.includes("](http"), text);
        assert.ok(text.includes("&#60;img"), text);
        const rows = text.split("\n").filter((line) => line.startsWith("|"));
        assert.ok(rows.length > 10);
        const head = text.split("\n").findIndex((line) => line.startsWith("| WHO | CHANGES"));
        for (const row of text
            .split("\n")
            .slice(head)
            .filter((line, index) => line.startsWith("|") && index < 5)) {
            assert.equal(row.split("|").length, 9, row);
        }
    });

    it("says in its place what AWS does not answer, and hides nothing else by it", async () => {
        await aws.fault({
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
        const file = path.join(folder, "incident.md");
        const text = fs.readFileSync(file, "utf8");
        assert.match(text, /^# Incident: `shop \(\d{12}\)`\n/);
        assert.match(text, /^- \[ \] Deny everything in the account: `\.\/org quarantine shop --stack test`\.$/m);
        assert.match(
            text,
            /^- \[ \] Switch off the access key `\w+` of user `mallory`: `aws iam update-access-key --user-name mallory --access-key-id \w+ --status Inactive`\.$/m,
        );
        assert.equal(fs.statSync(file).mode & 0o777, 0o600);
        fs.writeFileSync(file, "- [x] ticked");
        await aws.resetCalls();
        const again = await run(["shop", "--file", "incident.md"]);
        assert.equal(again.code, EXIT.usage);
        assert.match(
            again.error,
            /incident\.md exists and may hold what somebody has ticked or written, so it is not replaced/,
        );
        assert.equal(fs.readFileSync(file, "utf8"), "- [x] ticked");
        assert.deepEqual(await aws.calls(), {});
    });

    it("refuses options that do not fit together before it asks AWS anything", async () => {
        await aws.resetCalls();
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
        assert.deepEqual(await aws.calls(), {});
    });

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
        assert.deepEqual(await policiesOf("Deploy"), []);

        const done = await run(["shop", "--revoke-sessions", "--only", "Deploy"], "shop");
        assert.equal(done.code, EXIT.done, done.error);
        assert.match(done.out, /^The sessions of 1 role of shop \(\d{12}\) from before \S+Z are revoked\.$/m);
        const { PolicyDocument = "" } = await iam.send(
            new GetRolePolicyCommand({ RoleName: "Deploy", PolicyName: "AWSRevokeOlderSessions" }),
        );
        const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as {
            Statement: [{ Effect: string; Condition: { DateLessThan: Record<string, string> } }];
        };
        assert.equal(Statement[0].Effect, "Deny");
        const before = Date.parse(Statement[0].Condition.DateLessThan["aws:TokenIssueTime"] ?? "");
        assert.ok(Math.abs(Date.now() - before) < 60_000);
        assert.deepEqual(await policiesOf("Runtime"), []);
    });

    it("quarantines first, then revokes the sessions of all roles, its own last, and reads with a new session", async () => {
        define(TEXT.replace(/people:.*\n/, ""));
        await aws.resetCalls();
        const dry = await run(["shop", "--quarantine", "--revoke-sessions", "--dry-run"]);
        assert.equal(dry.code, EXIT.done, dry.error);
        assert.match(dry.out, /^! Runtime is a role of services, such as of instances and functions/m);
        assert.match(dry.out, /^! 1 role of permission sets stays as it is: only IAM Identity Center may change them/m);
        const done = await run(
            ["shop", "--quarantine", "--revoke-sessions", "--reason", "keys leaked", "--file", "second.md"],
            "shop",
        );
        assert.equal(done.code, EXIT.done, done.error);
        const changes = (await aws.log()).map(({ operation }) => operation).filter((one) => one !== "sts.AssumeRole");
        assert.deepEqual(changes.slice(0, 2), ["organizations.CreatePolicy", "organizations.AttachPolicy"]);
        assert.deepEqual([...new Set(changes.slice(2))], ["iam.PutRolePolicy"]);
        for (const name of ["Deploy", "Inside", "Runtime", "OrganizationAccountAccessRole"]) {
            assert.ok((await policiesOf(name)).includes("AWSRevokeOlderSessions"), name);
        }
        assert.deepEqual(await policiesOf("AWSReservedSSO_Admin_0123456789abcdef"), []);
        assert.match(read(folder), /state: quarantined/);
        assert.match(done.out, /^shop \(\d{12}\), quarantined: read/m);
        assert.match(fs.readFileSync(path.join(folder, "second.md"), "utf8"), /- \[x\] The account is quarantined/);
        const { Policies = [] } = await client.send(
            new ListPoliciesForTargetCommand({ TargetId: ids.shop, Filter: "SERVICE_CONTROL_POLICY" }),
        );
        assert.ok(Policies.some(({ Name }) => Name === "quarantine"));
    });

    it("never stops the management account, and looks into it with the caller's own credentials", async () => {
        for (const flag of ["--quarantine", "--revoke-sessions"]) {
            const refused = await run([management, flag, "--yes"]);
            assert.equal(refused.code, EXIT.refused, refused.error);
            assert.match(refused.error, /is the management account, which no service control policy binds/);
        }
        const looked = await run([management]);
        assert.equal(looked.code, EXIT.done, looked.error);
        assert.match(looked.out, /with the caller's own credentials/);
        assert.match(looked.out, /The account has \d+ users? and \d+ roles?/);
    });

    it("escapes what an intruder writes, in the terminal and in the file", async () => {
        const hostile = await run(["shop", "--access-role", HOSTILE, "--file", "hostile.md"]);
        assert.equal(hostile.code, EXIT.done, hostile.error);
        const text = fs.readFileSync(path.join(folder, "hostile.md"), "utf8");
        assert.ok(!text.includes("<img"), text);
        assert.ok(!/^## Done/m.test(text), text);
        assert.ok(!/^## Done/m.test(hostile.out), hostile.out);
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
        assert.ok(!fs.existsSync(path.join(folder, "dry.md")));
    });

    it("says which roles could not be changed, and ends with an error", async () => {
        await aws.fault({
            operation: "iam.PutRolePolicy",
            times: 1,
            error: { code: "UnmodifiableEntity", message: "protected", status: 400 },
        });
        const { code, out } = await run(["shop", "--revoke-sessions", "--yes"]);
        await aws.clearFaults();
        assert.equal(code, EXIT.failed);
        assert.match(out, /^! NOT REVOKED: \S+: UnmodifiableEntity.*protected/m);
        assert.match(out, /^WHO USED IT$/m);
    });

    it("revokes nothing if nobody can get into the account, and says so", async () => {
        await aws.fault({ operation: "sts.AssumeRole", error: { code: "AccessDenied", message: "no", status: 403 } });
        const { code, error } = await run(["stranger", "--revoke-sessions", "--yes"]);
        await aws.clearFaults();
        assert.equal(code, EXIT.failed);
        assert.match(
            error,
            /no session of stranger \(\d{12}\) can be revoked: arn:aws:iam::\d{12}:role\/OrganizationAccountAccessRole cannot be assumed/,
        );
    });

    it("works if the definition has mistakes", async () => {
        define("units: [nonsense]\n");
        const { code, out, error } = await run([ids.shop ?? ""]);
        assert.equal(code, EXIT.done, error);
        assert.match(out, /The definition has mistakes, so that it does not say who has access/);
        assert.match(out, /^WHAT CHANGED$/m);
        define(TEXT.replace(/people:.*\n/, ""));
    });
});
