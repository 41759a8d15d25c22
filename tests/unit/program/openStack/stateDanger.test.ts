import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stateDanger } from "../../../../program/openStack/stateDanger";
import { missingSettings, stacksIn } from "../../../../program/openStack/settingsFiles";

describe("the storage of a real stack's state", () => {
    let project: string;
    beforeEach(() => {
        project = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "a project ")));
        fs.mkdirSync(path.join(project, ".local", "state"), { recursive: true });
    });
    afterEach(() => fs.rmSync(project, { recursive: true }));
    const settings = (text: string): void => fs.writeFileSync(path.join(project, "Pulumi.prod.yaml"), text);
    const danger = (environment: Record<string, string>) => stateDanger("prod", project, environment);

    for (const [what, url] of [
        ["the folder of dev", (folder: string) => `file://${folder}/.local/state?metadata=skip`],
        ["another folder in the checkout", (folder: string) => `file://${folder}/states`],
        ["the checkout", (folder: string) => `file://${folder}`],
        ["a relative one", () => `file://.`],
        ["a path with escapes", (folder: string) => `file://${folder.replaceAll(" ", "%20")}/.local/state`],
        ["a link into it", (folder: string) => `file://${folder}-link/.local/state`],
    ] as const) {
        it(`must not be ${what}`, () => {
            const link = `${project}-link`;
            fs.symlinkSync(project, link);
            const before = process.cwd();
            process.chdir(project);
            try {
                const found = danger({ PULUMI_BACKEND_URL: url(project) });
                assert.match(found?.what ?? "", /the state of stack prod is in .*, inside the checkout/);
                assert.match(found?.whileEmpty ?? "", /pulumi stack rm prod --yes --preserve-config/);
                assert.match(found?.whenUsed ?? "", /docs\/stacks\.md/);
            } finally {
                process.chdir(before);
                fs.rmSync(link);
            }
        });
    }

    for (const url of [
        "s3://acme-pulumi-state?region=eu-central-1",
        "https://api.pulumi.com",
        "file://~/pulumi-state",
        "file:///var/states?metadata=skip",
        "",
    ]) {
        it(`may be ${url || "where `pulumi login` went"}`, () => {
            settings("encryptionsalt: v1:abc\n");
            assert.equal(danger({ PULUMI_BACKEND_URL: url }), undefined);
            assert.equal(danger({ PULUMI_BACKEND_URL: url, PULUMI_CONFIG_PASSPHRASE: "mine" }), undefined);
        });
    }

    it("may be a folder beside the checkout whose name begins like the checkout's", () => {
        assert.equal(danger({ PULUMI_BACKEND_URL: `file://${project}-states` }), undefined);
    });

    it("must not use the passphrase of dev", () => {
        const environment = { PULUMI_BACKEND_URL: "s3://states", PULUMI_CONFIG_PASSPHRASE: "local" };
        settings("config: {}\nencryptionsalt: v1:abc\n");
        assert.match(danger(environment)?.what ?? "", /encrypted with the passphrase `local`/);
        settings("secretsprovider: passphrase\nencryptionsalt: v1:abc\n");
        assert.match(danger(environment)?.whileEmpty ?? "", /change-secrets-provider passphrase --stack prod/);
    });

    it("may use a key of a cloud, whatever passphrase is left in the shell", () => {
        const environment = { PULUMI_BACKEND_URL: "s3://states", PULUMI_CONFIG_PASSPHRASE: "local" };
        for (const text of ["secretsprovider: awskms://alias/x\nencryptedkey: abc\n", "config: {}\n"]) {
            settings(text);
            assert.equal(danger(environment), undefined);
        }
        fs.rmSync(path.join(project, "Pulumi.prod.yaml"));
        assert.equal(danger(environment), undefined);
    });
});

describe("the settings of a stack", () => {
    it("are reported if they are missing, with the existing stacks", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stacks "));
        for (const file of ["Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml.bak"]) {
            fs.writeFileSync(path.join(folder, file), "");
        }
        assert.deepEqual(stacksIn(folder), ["dev", "prod"]);
        assert.equal(missingSettings("prod", folder), undefined);
        assert.equal(missingSettings("acme/prod", folder), undefined);
        assert.equal(
            missingSettings("prd", folder),
            'there is no Pulumi.prd.yaml here. Did you mean "prod"? Stacks here: dev, prod',
        );
        assert.match(missingSettings("", folder) ?? "", /Stacks here: dev, prod/);
        fs.rmSync(folder, { recursive: true });
    });
});
