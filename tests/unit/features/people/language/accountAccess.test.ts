import assert from "node:assert/strict";
import { accessFacts } from "../../../../../features/people/language/accessFacts";
import { accessWords } from "../../../../../features/people/language/accessWords";
import { load } from "../../../definition/definitionFixtures";
import { accessLines, ORGANIZATION, PEOPLE, withAccess } from "./peopleFixture";

const DAY = "2026-11-27";
const MODEL = withAccess(
    "{ who: developers, permissionSet: read-only, where: everywhere }",
    "{ who: ada@example.com, permissionSet: admin, where: [play], until: 2026-12-31 }",
    "{ who: ada@example.com, permissionSet: billing, where: [play], until: 2026-11-26 }",
);

describe("who has access to an account", () => {
    it("is a fact with its line, also after its last day", () => {
        const written = (path: readonly (string | number)[]) => ({
            file: "people.yaml",
            line: Number(path[1]),
            column: 1,
        });
        assert.deepEqual(accessFacts(MODEL, { key: "play" }, { written }, DAY), [
            {
                key: "access",
                heading: "ACCESS",
                facts: [
                    { name: "developers", value: "read-only", from: "people.yaml:0:1" },
                    { name: "ada@example.com", value: "admin until 2026-12-31", from: "people.yaml:1:1" },
                    { name: "ada@example.com", value: "billing (ended on 2026-11-26)", from: "people.yaml:2:1" },
                ],
            },
        ]);
    });

    it("is said before something is done to the account, without what has ended", () => {
        const who = "developers as read-only and ada@example.com as admin until 2026-12-31";
        const words = (kind: "closing" | "hand-over" | "quarantine" | "expiry"): readonly string[] =>
            accessWords(MODEL, { key: "play" }, { kind }, DAY);
        assert.deepEqual(words("closing"), [
            `Through IAM Identity Center, ${who} can sign in until AWS has closed it, and not afterwards.`,
        ]);
        assert.deepEqual(words("hand-over"), [
            `When it has left, nobody signs in to it through this organisation's IAM Identity Center any more: not ${who}. Its new owner needs another way in first.`,
        ]);
        assert.deepEqual(words("quarantine"), [`Sessions of ${who} stay open, and the quarantine binds them too.`]);
        assert.deepEqual(words("expiry"), [`${who} can still sign in to it.`]);
    });

    it("is said of an account that is added, also that nobody has access to it", () => {
        assert.deepEqual(accessWords(MODEL, { key: "play" }, { kind: "addition" }, DAY), [
            "By the lines of `access`, these have access to it from the start: developers as read-only and ada@example.com as admin until 2026-12-31.",
        ]);
        const none = withAccess("{ who: developers, permissionSet: read-only, where: [play] }");
        assert.deepEqual(accessWords(none, { key: "shop-prod" }, { kind: "addition" }, DAY), [
            "No line of `access` means it: nobody signs in to it through IAM Identity Center.",
        ]);
        assert.deepEqual(accessWords(withAccess(), { key: "play" }, { kind: "addition" }, DAY), []);
    });

    it("ends by AWS's clock where AWS was asked, and otherwise by this machine's", () => {
        const line = "{ who: developers, permissionSet: read-only, where: [play], until: 2026-12-31 }";
        const model = load(ORGANIZATION + PEOPLE + accessLines([line]));
        const play = model.accounts.find(({ key }) => key === "play") ?? assert.fail();
        const words = (day: string): number => model.features.wordsOnAccount(play, { kind: "quarantine", day }).length;
        assert.deepEqual([words("2026-12-31"), words("2027-01-01")], [1, 0]);
        const warnings = (day: string): boolean =>
            model.features.warnings(model, day).some((text) => text.includes("has ended on 2026-12-31"));
        assert.deepEqual([warnings("2026-12-31"), warnings("2027-01-01")], [false, true]);
    });

    it("is not said of an account that nobody has access to", () => {
        const none = withAccess("{ who: developers, permissionSet: read-only, where: [play] }");
        assert.deepEqual(accessWords(none, { key: "shop-prod" }, { kind: "closing" }, DAY), []);
    });
});
