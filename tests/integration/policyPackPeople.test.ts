import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { assertRefused, CHECKOUT, Project, type Definition } from "./support";

const PACK = ["--policy-pack", path.join(CHECKOUT, "policies")];
const DEV = path.join(CHECKOUT, "policies/config/dev.json");
const PERMISSION_SET = "pulumi-nodejs:dynamic/people:PermissionSet";

const ORGANIZATION = { serviceAccess: ["sso.amazonaws.com"] };
const ACCOUNTS = { Projects: { accounts: { "shop-dev": {} } } };
/** The language takes all of them. */
const SETS = {
    Roles: {
        inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "iam:*", Resource: "*" }] },
    },
    Emergency: { managedPolicies: ["AdministratorAccess"], breakGlass: true },
    Bounded: { managedPolicies: ["AdministratorAccess"], boundary: { managed: "PowerUserAccess" } },
};

describe("the policy pack, with people", function () {
    this.timeout(240_000);
    let project: Project;
    before(async () => {
        project = await Project.start();
        // IAM Identity Center can exist only after the organisation.
        project.define({ organization: ORGANIZATION, defaults: { email: "aws+{account}@example.com" } });
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
    });
    after(() => project.stop());

    function define(tags: Record<string, string>, permissionSets: object): void {
        project.define({
            organization: ORGANIZATION,
            defaults: { email: "aws+{account}@example.com", tags },
            units: ACCOUNTS,
            people: {
                groups: { platform: {} },
                users: { "ada@example.com": { name: "Ada King", groups: ["platform"] } },
                permissionSets,
            },
            access: [{ who: "platform", permissionSet: Object.keys(permissionSets), where: "everywhere" }],
        } as Definition);
    }

    it("refuses what only break-glass may, and missing tags, before AWS is called", async () => {
        const before = await project.mutations();
        define({}, SETS);
        const run = await project.preview(...PACK);
        assertRefused(
            run,
            "no-wildcard-admin",
            'permission set "Roles" allows "iam:*" on all resources (statement 1 of the inline policy).',
            "write `breakGlass: true` if it is for emergencies",
            ...Object.keys(SETS).map((name) => `permission set "${name}": the tag Organization is missing.`),
            "`tags` of the permission set or of `defaults`",
        );
        assert.doesNotMatch(run.output, /permission set "(Emergency|Bounded)" (allows|attaches)/);
        assert.deepEqual(await project.mutations(), before);
    });

    it("uses the stack's pattern for their names", async () => {
        define({ Organization: "acme" }, { Emergency: SETS.Emergency });
        const file = path.join(project.folder, "pack.json");
        fs.writeFileSync(file, JSON.stringify({ "permission-set-name": { pattern: "[a-z-]+" } }));
        assertRefused(
            await project.preview(...PACK, "--policy-pack-config", file),
            'permission set "Emergency": its name must match [a-z-]+.',
        );
    });

    it("accepts them as break-glass, in a preview and in up", async () => {
        define({ Organization: "acme" }, { ...SETS, Roles: { ...SETS.Roles, breakGlass: true } });
        const run = await project.previewAndUp(...PACK);
        assert.equal(run.code, 0, run.output);
        assert.doesNotMatch(run.output, /\[(mandatory|advisory)\]/);
        assert.equal((await project.resources()).filter(({ type }) => type === PERMISSION_SET).length, 3);
    });

    it("accepts the example organisation with its people", async () => {
        const example = await Project.start();
        try {
            example.define({ organization: ORGANIZATION, defaults: { email: "aws+{account}@example.com" } });
            await example.up();
            example.defineFolder(path.join(CHECKOUT, "organizations/dev"));
            const run = await example.preview(...PACK, "--policy-pack-config", DEV);
            assert.equal(run.code, 0, run.output);
            assert.match(run.output, /PermissionSet +break-glass +create/);
            assert.doesNotMatch(run.output, /\[(mandatory|advisory)\]/);
        } finally {
            await example.stop();
        }
    });
});
