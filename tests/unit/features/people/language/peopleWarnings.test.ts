import assert from "node:assert/strict";
import { endedGrants, peopleWarnings } from "../../../../../features/people/language/peopleWarnings";
import { people } from "../../../../../features/people/definition";
import { load } from "../../../definition/definitionFixtures";
import { accessLines, ORGANIZATION, PEOPLE } from "./peopleFixture";

const DAY = "2026-11-27";

/** The warnings without the places, which the first test has. */
function warnings(lines: readonly string[], permissionSets = ""): readonly string[] {
    return withPlaces(lines, permissionSets).map((text) => text.replace(/^\S+organization\.yaml:\d+:\d+: /, ""));
}

function withPlaces(lines: readonly string[], permissionSets = ""): readonly string[] {
    const model = load(ORGANIZATION + PEOPLE + permissionSets + accessLines(lines));
    const all = [model.features.get(people), model, model.features] as const;
    return [...endedGrants(...all, DAY), ...peopleWarnings(...all)];
}

describe("warnings of people", () => {
    it("are none for access that somebody has somewhere", () => {
        assert.deepEqual(warnings(["{ who: developers, permissionSet: read-only, where: everywhere }"]), []);
        assert.deepEqual(warnings(["{ who: auditors, permissionSet: read-only, where: everywhere }"]), []);
    });

    it("name the line of access that has ended, from the day after its last day", () => {
        const line = (until: string): string =>
            `{ who: developers, permissionSet: read-only, where: [play], until: ${until} }`;
        assert.deepEqual(warnings([line("2026-11-27")]), []);
        const [text = "", ...others] = withPlaces([line("2026-11-26")]);
        assert.match(text, /organization\.yaml:19:\d+: the access of developers has ended on 2026-11-26, and the next/);
        assert.deepEqual(others, []);
    });

    it("name a group with access that nobody is in, once", () => {
        assert.deepEqual(
            warnings([
                "{ who: nobody, permissionSet: read-only, where: [play] }",
                "{ who: nobody, permissionSet: billing, where: [play] }",
            ]),
            ["group nobody has access, and nobody is in it: add it to the `groups` of a user"],
        );
    });

    it("name a line that means no account yet", () => {
        assert.deepEqual(
            warnings([
                "{ who: developers, permissionSet: read-only, where: [Empty] }",
                "{ who: [developers, platform], permissionSet: billing, where: [{ units: [Empty] }, { managementAccount: true }] }",
                "{ who: platform, permissionSet: admin, where: { managementAccount: true } }",
            ]),
            [
                "no account is meant by this line yet, so developers gets nothing by it",
                "no account is meant by this line yet, so developers and platform get nothing by it but the management account",
            ],
        );
    });

    it("name a set that allows everything but for a boundary whose policy nobody here knows", () => {
        const set = (more: string): string =>
            `    permissionSets: { Wide: { managedPolicies: [AdministratorAccess], ${more} } }\n`;
        const line = "{ who: platform, permissionSet: Wide, where: everywhere }";
        const found = (more: string): readonly string[] =>
            warnings([line], set(more)).filter((text) => text.includes("boundary"));
        assert.deepEqual(found("boundary: { customerManaged: { name: Foo } }"), [
            "permission set Wide allows everything that its boundary leaves, and what the policy of each account allows is not known here. Check it in each account; or take a policy of AWS, `boundary: { managed: PowerUserAccess }`",
        ]);
        assert.deepEqual(found("boundary: { customerManaged: { name: Foo } }, breakGlass: true"), []);
        assert.deepEqual(found("boundary: { managed: PowerUserAccess }"), []);
    });

    it("name a value of a selector that no account has, beside those that some have", () => {
        const line = (where: string, except = ""): readonly string[] =>
            withPlaces([
                "{ who: platform, permissionSet: admin, where: everywhere }",
                `{ who: developers, permissionSet: read-only, where: ${where}${except && `, except: ${except}`} }`,
            ]).map((text) => text.replace(/^\S+organization\.yaml:/, ""));
        const nothing = "means no account yet, so this line gives nothing by it";
        assert.deepEqual(line("{ tags: { Team: [shop, datas] } }"), [
            `20:82: tag Team=datas ${nothing}. Did you mean "data"?`,
        ]);
        assert.deepEqual(line("{ units: [Workloads, Empty] }"), [`20:80: unit Empty ${nothing}`]);
        assert.deepEqual(line("[play, Empty]"), [`20:66: unit Empty ${nothing}`]);
        assert.deepEqual(line("{ kinds: [sandbox, security] }"), [`20:78: kind security ${nothing}`]);
        assert.deepEqual(line("[play, { units: [Workloads/Test], tags: { Team: data } }]"), [
            `20:66: what this entry says together ${nothing}`,
        ]);
        assert.deepEqual(line("{ tags: { Team: [shop, data] } }"), []);
        assert.deepEqual(
            line("[play, { managementAccount: true }]").filter((text) => text.includes("no account")),
            [],
        );
    });

    it("name what `except` says in vain: for the management account, a tag that no account has, an account that is not meant", () => {
        const line = (where: string, except: string): readonly string[] =>
            warnings([
                "{ who: platform, permissionSet: admin, where: everywhere }",
                `{ who: developers, permissionSet: read-only, where: ${where}, except: ${except} }`,
            ]);
        assert.deepEqual(line("everywhere", "{ tags: { Team: [shop, datas] } }"), [
            'no account has the tag Team=datas, so `except` takes none out by it. Did you mean "data"?',
        ]);
        assert.deepEqual(line("{ managementAccount: true }", "[Sandbox, { tags: { Team: datas } }]"), [
            "`except` takes nothing out: this line means the management account only",
        ]);
        assert.deepEqual(line("[play]", "[shop-prod]"), [
            "`except` names account shop-prod, which this line does not mean",
        ]);
        assert.deepEqual(line("{ tags: { Team: shop } }", "{ accounts: [shop-prod, data-prod] }"), [
            "`except` names account data-prod, which this line does not mean",
        ]);
        // It may be written before the first account is there.
        assert.deepEqual(line("everywhere", "[Empty]"), []);
        assert.deepEqual(line("{ tags: { Team: data } }", "[Workloads/Test, { kinds: [security] }]"), []);
    });

    it("name a line that others make needless, and never both of two", () => {
        const needless = (lines: readonly string[]): readonly number[] =>
            withPlaces(lines).map((text) => Number(/yaml:(\d+):/.exec(text)?.[1]) - 19);
        const line = (where: string, until = ""): string =>
            `{ who: developers, permissionSet: read-only, where: ${where}${until && `, until: ${until}`} }`;
        assert.deepEqual(needless([line("[play]"), line("[play]")]), [1]);
        assert.deepEqual(needless([line("[play]"), line("everywhere")]), []);
        assert.deepEqual(needless([line("everywhere"), line("[play]")]), [1]);
        assert.deepEqual(needless([line("[play]", "2026-12-31"), line("[play]")]), [0]);
        assert.deepEqual(needless([line("[play]", "2026-12-31"), line("[play]", "2027-01-31")]), [0]);
        assert.deepEqual(needless([line("[Workloads/Production]"), line("[Workloads/Test]"), line("[play]")]), []);
    });

    it("name a permission set with more policies than a role may have unless IAM's quota is raised", () => {
        const policies = Array.from({ length: 11 }, (_, index) => `Policy${index}`).join(", ");
        assert.deepEqual(warnings([], `    permissionSets: { Own: { managedPolicies: [${policies}] } }\n`), [
            "permission set Own has 11 managed policies: IAM lets a role have 10, unless its quota is raised in every account where the permission set is used",
        ]);
    });

    it("name a relay state that is no address", () => {
        const set = (relayState: string): readonly string[] =>
            warnings([], `    permissionSets: { Own: { library: read-only, relayState: ${relayState} } }\n`);
        assert.deepEqual(set("the console"), [
            'permission set Own sends people to "the console" after they sign in, which is no address: write one such as https://console.aws.amazon.com/billing',
        ]);
        assert.deepEqual(set("https://eu-central-1.console.aws.amazon.com/ecs/v2?region=eu-central-1"), []);
    });

    it("name permission sets that are used in the management account and in others", () => {
        const [text = "", ...others] = warnings([
            "{ who: platform, permissionSet: [admin, billing], where: { managementAccount: true } }",
            "{ who: platform, permissionSet: admin, where: everywhere }",
        ]);
        assert.match(text, /^admin is used in the management account and in others\. .* permission sets of its own$/);
        assert.deepEqual(others, []);
    });
});
