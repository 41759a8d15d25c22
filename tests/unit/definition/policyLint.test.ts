import assert from "node:assert/strict";
import * as path from "node:path";
import { formatPath, formatPlace, formatPolicyWarning, lintPolicies } from "../../../definition";
import { type Definition, Files, inFolder, loadDefinition, yaml } from "./definitionFixtures";

interface Told {
    readonly at: string;
    readonly path: string;
    readonly message: string;
    readonly text: string;
}

/** The warnings about a definition's documents, with files relative to its folder. */
async function warnings(definition: Definition): Promise<Told[]> {
    const { model, folder } = inFolder(definition, (location) => ({
        model: loadDefinition(location),
        folder: location,
    }));
    return (await lintPolicies(model, model.features.documents())).map((warning) => ({
        at: formatPlace({ ...warning.place, file: path.relative(folder, warning.place.file) }),
        path: formatPath(warning.path),
        message: warning.message,
        text: formatPolicyWarning(warning).replaceAll(`${folder}/`, ""),
    }));
}

const deny = (more: object): object => ({ Effect: "Deny", Action: "s3:*", Resource: "*", ...more });
const policy = (...Statement: object[]): object => ({
    type: "SERVICE_CONTROL_POLICY",
    document: { Version: "2012-10-17", Statement },
});

describe("definition: warnings of what AWS accepts silently in policies", () => {
    it("give file, line, column, path and what was meant", async () => {
        const found = await warnings(yaml`
            policies:
              mine:
                type: SERVICE_CONTROL_POLICY
                document:
                  Version: "2012-10-17"
                  Statement:
                    - Sid: Regions
                      Effect: Deny
                      Action: [ec2:RunInstances, ec2:RunInstance]
                      Resource: "*"
                      Condition:
                        StringNotEquals:
                          aws:RequestedRegion: [eu-west-1, eu-centrl-1]
        `);
        assert.deepEqual(
            found.map(({ at, path: where }) => [at, where]),
            [
                ["organization.yaml:9:38", "policies.mine.document.Statement[0].Action[1]"],
                [
                    "organization.yaml:13:48",
                    'policies.mine.document.Statement[0].Condition.StringNotEquals."aws:RequestedRegion"[1]',
                ],
            ],
        );
        assert.equal(
            found[0]?.text,
            "organization.yaml:9:38 policies.mine.document.Statement[0].Action[1]\n" +
                '      policy mine: statement 1 (Regions) names ec2:RunInstance in Action, which matches no action. Did you mean "ec2:RunInstances"?',
        );
        assert.match(
            found[1]?.message ?? "",
            /^policy mine: .*there is no region eu-centrl-1\. Did you mean "eu-central-1"\?$/,
        );
    });

    it("cover documents in files", async () => {
        const document = JSON.stringify({ Version: "2012-10-17", Statement: deny({ Action: "s4:*" }) });
        const found = await warnings(
            new Files({
                "organization.yaml": "policies:\n  mine:\n    type: SERVICE_CONTROL_POLICY\n    file: p.json\n",
                "p.json": document,
            }),
        );
        assert.equal(found.length, 1);
        assert.equal(found[0]?.at, "p.json:1:54");
        assert.equal(found[0]?.path, "policies.mine.file.Statement.Action");
        assert.match(found[0]?.message ?? "", /there is no service s4/);
    });

    it("cover staged versions and parameters of the library", async () => {
        const found = await warnings({
            regions: { only: ["eu-central-1"], alsoAllowed: ["tranlate:*"] },
            policies: {
                mine: {
                    ...policy(deny({})),
                    staged: { document: { Version: "2012-10-17", Statement: [deny({ Action: "s5:*" })] } },
                },
                eu: { guardrail: "region-deny", parameters: { regions: ["eu-west-9"] } },
            },
            units: { PolicyStaging: {} },
        });
        assert.deepEqual(
            found
                .map(({ path: where, message }) => [where, message.replace(/.*(there is no \w+ [^.]*).*/, "$1")])
                .sort(),
            [
                ["policies.eu", "there is no region eu-west-9"],
                ["policies.mine.staged.document.Statement[0].Action", "there is no service s5"],
                ["regions", "there is no service tranlate"],
            ],
        );
    });

    it("come once for merged and for split policies", async () => {
        const wide = (index: number): object =>
            deny({
                Sid: `S${index}`,
                Action: `s3:Nothing${index}`,
                Resource: `arn:aws:s3:::${"x".repeat(2_000)}${index}`,
            });
        const found = await warnings({
            policies: {
                one: policy(deny({ Action: "s4:*" })),
                two: policy(deny({ Action: "ec2:*" })),
                both: { merge: ["one", "two"] },
                large: policy(...[1, 2, 3, 4, 5, 6].map(wide)),
            },
        });
        assert.deepEqual(
            found.map(({ path: where }) => where),
            [
                ...[0, 1, 2, 3, 4, 5].map((index) => `policies.large.document.Statement[${index}].Action`),
                "policies.one.document.Statement[0].Action",
            ],
        );
    });

    it("leave out the library itself, and are limited in number", async () => {
        const some = (name: string): string[] => Array.from({ length: 50 }, (_, index) => `${name}${index}:*`);
        const found = await warnings({
            regions: ["eu-central-1"],
            guardrails: ["deny-leaving-organization", "deny-root-user", "protect-logs"],
            policies: { mine: policy(deny({ Action: some("zz") })) },
        });
        assert.equal(found.length, 21);
        assert.equal(found.at(-1)?.message, "policy mine: there are 30 more such warnings");
    });

    it("leave out a service of a resource control policy that is acknowledged", async () => {
        const found = await warnings({
            policies: {
                perimeter: {
                    type: "RESOURCE_CONTROL_POLICY",
                    acknowledge: { rcpServices: ["lambda"] },
                    document: { Version: "2012-10-17", Statement: [deny({ Principal: "*", Action: "lambda:*" })] },
                },
            },
        });
        assert.deepEqual(found, []);
    });
});
