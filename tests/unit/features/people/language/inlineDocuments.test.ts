import assert from "node:assert/strict";
import * as path from "node:path";
import { formatPath, formatPlace, lintPolicies, loadDefinition } from "../../../../../definition";
import type { ExistingState } from "../../../../../definition/feature";
import { FEATURES } from "../../../../../features";
import { documentWarnings } from "../../../../../program/review/changedDocuments";
import { fromState } from "../../../../../program/state";
import { Files, inFolder, type Definition } from "../../../definition/definitionFixtures";
import { ORGANIZATION } from "./peopleFixture";

const INLINE = `people:
    permissionSets:
        Support:
            managedPolicies: [ReadOnlyAccess]
            inlinePolicy:
                Version: "2012-10-17"
                Statement:
                    - Effect: Allow
                      Action: [ecs:UpdateService, ecs:UpdateServce]
                      Resource: "*"
                      Condition: { StringEquals: { "aws:RequestedRegin": eu-west-1 } }
`;

/** The warnings about inline policies, with files relative to the definition's folder. */
async function warnings(
    definition: Definition,
    before?: ExistingState,
): Promise<{ all: string[]; told: string[]; rest: number }> {
    const { model, folder } = inFolder(definition, (location) => ({
        model: loadDefinition(location, FEATURES),
        folder: location,
    }));
    const found = await lintPolicies(model, model.features.documents(before));
    const { told, rest } = documentWarnings(found, model, fromState({}));
    return {
        all: found.map(
            ({ place, path: at, message }) =>
                `${formatPlace({ ...place, file: path.relative(folder, place.file) })} ${formatPath(at)}: ${message}`,
        ),
        told: told.map((text) => text.split("\n").at(-1)?.trim() ?? ""),
        rest,
    };
}

const stateWith = (inlinePolicy: string): ExistingState => ({
    accounts: new Map(),
    resources: new Map([
        ["pulumi-nodejs:dynamic/people:PermissionSet", [{ name: "Support", outputs: { inlinePolicy } }]],
    ]),
});

describe("inline policies of permission sets", () => {
    it("are checked for what is denied besides the library too", async () => {
        const definition = `people:
    permissionSets:
        Support: { library: read-only, parameters: { alsoDenied: [s3:GetObject, s3:GetObjct] } }
`;
        const { all } = await warnings(new Files({ "a.yaml": ORGANIZATION, "people.yaml": definition }));
        assert.equal(all.length, 1, all.join("\n"));
        assert.match(
            all[0] ?? "",
            /^people\.yaml:3:\d+ people\.permissionSets\.Support\.parameters.*s3:GetObjct.*Did you mean/,
        );
    });

    it("are checked for names that do not exist, each with its place", async () => {
        const { all } = await warnings(new Files({ "a.yaml": ORGANIZATION, "people.yaml": INLINE }));
        assert.equal(all.length, 2, all.join("\n"));
        assert.match(
            all[0] ?? "",
            /^people\.yaml:9:51 people\.permissionSets\.Support\.inlinePolicy\.Statement\[0\]\.Action\[1\]: permission set Support: statement 1 names ecs:UpdateServce.*Did you mean/,
        );
        assert.match(
            all[1] ?? "",
            /^people\.yaml:11:\d+ .*"aws:RequestedRegin".*: permission set Support: statement 1 /,
        );
    });

    it("of a file are reported in that file", async () => {
        const document = {
            Version: "2012-10-17",
            Statement: { Effect: "Allow", Action: "s3:GetObjct", Resource: "*" },
        };
        const { all } = await warnings(
            new Files({
                "a.yaml": `${ORGANIZATION}people: { permissionSets: { Support: { file: support.json } } }\n`,
                "support.json": JSON.stringify(document, undefined, 2),
            }),
        );
        assert.equal(all.length, 1, all.join("\n"));
        assert.match(all[0] ?? "", /^support\.json:5:\d+ .*permission set Support: statement 1 names s3:GetObjct/);
    });

    it("have a warning for what AWS refuses and the form does not show", async () => {
        const { all } = await warnings(ORGANIZATION + INLINE.replace("StringEquals", "StringEqual"));
        assert.equal(all.length, 1, all.join("\n"));
        assert.match(all[0] ?? "", /permission set Support: statement 1 .*StringEqual/);
    });

    it("are told in a preview if they are new or change, and counted otherwise", async () => {
        const definition = ORGANIZATION + INLINE;
        const { told } = await warnings(definition, stateWith("{}"));
        assert.match(told[0] ?? "", /^permission set Support: statement 1 names ecs:UpdateServce/);
        assert.equal(told.length, 2);
        const content =
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecs:UpdateService","ecs:UpdateServce"],"Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegin":"eu-west-1"}}}]}';
        const applied = await warnings(definition, stateWith(content));
        assert.deepEqual([applied.told, applied.rest], [[], 2]);
    });
});
