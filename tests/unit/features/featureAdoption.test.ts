import assert from "node:assert/strict";
import { adoptionJson } from "../../../operations/commands/adopt/adoptionText";
import { AdoptedFeatures } from "../../../operations/commands/adopt/feature";
import { inventorySummary } from "../../../operations/commands/adopt/inventorySummary";
import { awsError, readingFrom } from "../operations/commands/adopt/adoptionReading";
import { account, drafted, inventory, text, unit, unitId } from "../operations/commands/adopt/organizationFixture";
import { badges, WITH_BADGES } from "./tinyFeature";
import { badgesAdoption } from "./tinyFeatureAdoption";

const at = (number: number) => ({ parent: unitId(number) });
const ORGANIZATION = inventory({
    units: [unit(1, "A"), unit(2, "B")],
    accounts: [
        account(1, "one", at(1)),
        account(2, "two", at(1)),
        account(3, "three", at(2)),
        account(4, "four", at(2)),
        account(5, "gone", { state: "SUSPENDED" }),
    ],
});
const BADGES = ["guest", "guest", "team", "guest"];

/**
 * @param answers AWS's answers by the last digit of the account's id.
 * @param mistaken parts of the adoption that do otherwise.
 */
function adopted(
    answers: readonly (string | Error)[],
    mistaken: Partial<ReturnType<typeof badgesAdoption>> = {},
): Promise<AdoptedFeatures> {
    const adoption = badgesAdoption((id) => {
        const answer = answers[Number(id.at(-1)) - 1] ?? assert.fail(`nobody asks for ${id}`);
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    });
    return AdoptedFeatures.read(WITH_BADGES, [{ ...adoption, ...mistaken }], ORGANIZATION, readingFrom());
}

describe("the adoption of a test's own feature", () => {
    it("writes its keys at the root, in the defaults, and where an account differs", async () => {
        assert.equal(
            text(ORGANIZATION, "organization.yaml", await adopted(BADGES)),
            `organization:
    id: o-abcdefghij
    policyTypes: [SERVICE_CONTROL_POLICY]

defaults:
    badge: guest

motto: onward

units:
    A:
        id: ou-ab12-00000001
        accounts:
            one: { id: "100000000001", email: account-1@example.com }
            two: { id: "100000000002", email: account-2@example.com }
    B:
        id: ou-ab12-00000002
        accounts:
            four: { id: "100000000004", email: account-4@example.com }
            three: { id: "100000000003", email: account-3@example.com, badge: team }
`,
        );
    });

    it("has its lines in the summary and in the head of the definition, and its keys in the JSON", async () => {
        const denied = [...BADGES.slice(0, 3), awsError("InternalServerException", "busy")];
        drafted(
            ORGANIZATION,
            (draft) => {
                const summary = inventorySummary(ORGANIZATION, draft.leftOut, draft.featureReport);
                assert.match(summary, /^ {2}badges {5}3 of 4$/m);
                const line = "  - badge of 100000000004: not read (InternalServerException: busy)";
                assert.ok(summary.includes(`Not governed by this stack:\n${line}\n`), summary);
                assert.ok(summary.includes("\n  - badges: not read\n"), summary);
                assert.ok(draft.files.get("organization.yaml")?.includes(`# ${line}\n`));
                assert.equal(adoptionJson(ORGANIZATION, draft).badges, 3);
                const texts = draft.model.features.get(badges).accounts;
                assert.deepEqual([texts.get("four"), texts.get("one")], ["nobody", "guest"]);
            },
            await adopted(denied),
        );
    });

    it("stops the command where the definition would not be what AWS has", async () => {
        const wrong = await adopted(BADGES, {
            write: () => ({ root: { motto: "onward" }, defaults: { badge: "guest" } }),
        });
        assert.throws(
            () => drafted(ORGANIZATION, () => undefined, wrong),
            /differs from AWS[^]*account three: badge is team in AWS, and guest here/,
        );
    });

    it("leaves no account out for a mistake of the feature, and stops", async () => {
        const features = await adopted(["guest", "guest", "", "guest"]);
        assert.throws(
            () => drafted(ORGANIZATION, () => undefined, features),
            /has something that a definition cannot hold[^]*is empty: write what stands on the badge/,
        );
    });
});
