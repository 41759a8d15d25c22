import assert from "node:assert/strict";
import { endedGrants } from "../../../../../features/people/language/peopleWarnings";
import { people } from "../../../../../features/people/definition";
import { Files, load, mistakes, refused } from "../../../definition/definitionFixtures";
import { EXIT } from "../../../../../operations/cli/commandError";
import { inStack, org, read } from "../../../operations/orgRuns";
import { ORGANIZATION, PEOPLE } from "./peopleFixture";

const TOP = ORGANIZATION + PEOPLE;
const SHOP = "access:\n    - { who: developers, permissionSet: read-only, where: [shop-prod] }\n";
const DATA = "access:\n    - { who: platform, permissionSet: billing, where: [data-prod] }\n";

describe("access in several files", () => {
    it("is joined in the order of the files, and each line keeps its place", () => {
        const files = { "a.yaml": TOP, "b-shop.yaml": SHOP, "c-data.yaml": DATA, "d-none.yaml": "access: []\n" };
        const model = load(new Files(files));
        const { grants, accounts } = model.features.get(people);
        assert.deepEqual(
            grants.map(({ number, permissionSets, path }) => [number, permissionSets, path]),
            [
                [0, ["read-only"], ["access", 0]],
                [1, ["billing"], ["access", 1]],
            ],
        );
        assert.deepEqual(
            accounts.get("data-prod")?.access.map(({ grant }) => grant),
            [1],
        );
        const ended = load(new Files({ ...files, "c-data.yaml": DATA.replace(" }", ", until: 2020-01-31 }") }));
        const [warning = ""] = endedGrants(ended.features.get(people), ended, ended.features, "2026-11-27");
        assert.match(warning, /\/c-data\.yaml:2:\d+: the access of platform has ended on 2020-01-31/);
    });

    it("has its mistakes reported in the file that has them", () => {
        refused(
            {
                "a.yaml": TOP,
                "b-shop.yaml": SHOP,
                "c-data.yaml": DATA.replace("platform", "platfrom").replace("who", "▶who"),
            },
            'Did you mean "platform"?',
        );
        refused(
            { "a.yaml": TOP, "b-shop.yaml": SHOP, "c-data.yaml": "access: ▶{ who: platform }\n" },
            "is in several files, and each must have a list: the other is at b-shop.yaml:2:5",
        );
    });

    it("is the only list that is joined, and only at the top", () => {
        const [mistake] = mistakes(
            new Files({
                "a.yaml": "organization: { serviceAccess: [sso.amazonaws.com] }\n",
                "b.yaml": "organization: { serviceAccess: [account.amazonaws.com] }\n",
            }),
        );
        assert.match(mistake?.message ?? "", /^is given a second time/);
    });

    it("is read so by every command, and an edit by ./org leaves it as it is", () =>
        inStack({ "a.yaml": TOP, "b-shop.yaml": SHOP, "c-data.yaml": DATA }, async (folder) => {
            const add = ["add", "shop-new", "--unit", "Workloads/Test", "--stack", "test", "--yes", "--no-preview"];
            const run = await org(folder, add);
            assert.equal(run.code, EXIT.done, run.error);
            assert.equal(read(folder, "b-shop.yaml"), SHOP);
            assert.equal(read(folder, "c-data.yaml"), DATA);
            const effective = await org(folder, ["effective", "data-prod", "--stack", "test"]);
            assert.equal(effective.code, EXIT.done, effective.error);
            assert.match(effective.out, /platform +billing +\S*c-data\.yaml:2:\d+/);
            const access = await org(folder, ["access", "--where", "data-prod", "--stack", "test"]);
            assert.match(access.out, /c-data\.yaml:2/);
        }));
});
