import assert from "node:assert/strict";
import { paragraphText, reportInWords, type EffectText } from "../../../../../evaluator/effect";
import { PEOPLE_RESOURCES } from "../../../../../features/people/effect/accessBefore";
import { peopleEffect } from "../../../../../features/people/effect/peopleEffect";
import { MANAGEMENT_ACCOUNT } from "../../../../../features/people/matrix";
import { ACCOUNTS, awsDocuments, peopleModel, SPINE, stateOf, type PeopleSketch } from "../peopleSketch";

async function effectOf(
    before: PeopleSketch,
    after: PeopleSketch,
    known = ACCOUNTS,
): Promise<EffectText & { readonly json: Readonly<Record<string, unknown>> }> {
    const effect = await peopleEffect(peopleModel(after), SPINE, stateOf(before, known), awsDocuments, false);
    assert.ok(effect);
    return { ...reportInWords(effect), json: effect.json };
}

const SHOP = ["ada@example.com", "bob@example.com"];
const PRODUCTION = ["shop-prod", "data-prod"];

describe("the effect of a change on people", () => {
    it("is nothing if nothing changes", async () => {
        const same: PeopleSketch = {
            groups: { shop: SHOP },
            access: [{ who: "shop", set: "Developer", in: PRODUCTION }],
        };
        const { looser, tighter, other } = await effectOf(same, same);
        assert.deepEqual([looser, tighter, other], [[], [], []]);
    });

    it("says what groups and persons gain and lose, administrators and the management account first", async () => {
        const before: PeopleSketch = {
            groups: { shop: SHOP, auditors: "external" },
            access: [
                { who: "ada@example.com", set: "ReadOnly", in: [...PRODUCTION, "play"] },
                { who: "auditors", set: "ReadOnly", in: ["play"] },
            ],
        };
        const after: PeopleSketch = {
            groups: { shop: [...SHOP, "eve@example.com"], auditors: "external" },
            access: [
                { who: "shop", set: "Developer", in: ["shop-prod", "data-prod", "shop-dev", "data-dev"] },
                { who: "bob@example.com", set: "Admin", in: ["play"] },
                { who: "auditors", set: "ReadOnly", in: [MANAGEMENT_ACCOUNT] },
            ],
        };
        const { looser, tighter } = await effectOf(before, after);
        assert.deepEqual(looser, [
            [
                "LOOSER: access is given",
                "  - bob@example.com gains Admin in play",
                "  - group auditors (members are not known here) gains ReadOnly in the management account",
                "  - group shop (3 people) gains Developer in Workloads (4 accounts)",
            ].join("\n"),
        ]);
        assert.deepEqual(tighter, [
            [
                "Tighter: access is taken away",
                "  - group auditors (members are not known here) loses ReadOnly in play",
                "  - ada@example.com loses ReadOnly in Workloads/Production (2 accounts) and play",
            ].join("\n"),
        ]);
    });

    it("says what is taken away in an account that the definition does not have, where a refresh has found it", async () => {
        const sketch: PeopleSketch = {
            groups: { shop: SHOP },
            access: [{ who: "shop", set: "Developer", in: ["play"] }],
        };
        const before = stateOf(sketch);
        const [held] = before.resources.get(PEOPLE_RESOURCES.access) ?? [];
        (held?.outputs["accounts"] as string[]).push("999988887777");
        const effect = await peopleEffect(peopleModel(sketch), SPINE, before, awsDocuments, false);
        assert.deepEqual(effect?.tighter.map(paragraphText), [
            "Tighter: access is taken away\n  - group shop (2 people) loses Developer in 999988887777, which the definition does not have",
        ]);
    });

    it("says who joins and leaves a group, and who is removed", async () => {
        const access = [{ who: "shop", set: "Developer", in: PRODUCTION }];
        const { looser, tighter } = await effectOf(
            { groups: { shop: [...SHOP, "old@example.com"] }, access },
            { groups: { shop: ["ada@example.com", "eve@example.com"] }, users: ["bob@example.com"], access },
        );
        const where = "Developer in Workloads/Production (2 accounts)";
        assert.deepEqual(looser, [
            `LOOSER: access is given\n  - eve@example.com gains ${where}, by joining group shop`,
        ]);
        assert.deepEqual(tighter, [
            `Tighter: access is taken away\n  - bob@example.com loses ${where}, by leaving group shop\n  - old@example.com loses ${where}, and is removed`,
        ]);
    });

    it("says how many members keep what their group loses, and that a last day has passed", async () => {
        const groups = { shop: SHOP };
        const own = { who: "ada@example.com", set: "Developer", in: ["play"] };
        const { tighter } = await effectOf(
            { groups, access: [own, { who: "shop", set: "Developer", in: ["play"] }] },
            { groups, access: [own, { who: "shop", set: "Developer", in: ["play"], until: "2026-11-26" }] },
        );
        assert.deepEqual(tighter, [
            "Tighter: access is taken away\n  - group shop (2 people, of whom 1 keeps it otherwise) loses Developer in play, because its last day has passed (today is 2026-11-27)",
        ]);
    });

    it("says who has access to new accounts apart, because nobody had any there", async () => {
        const sketch: PeopleSketch = {
            groups: { shop: SHOP },
            access: [{ who: "shop", set: "Developer", in: ACCOUNTS }],
        };
        const { looser, other } = await effectOf(
            sketch,
            sketch,
            ACCOUNTS.filter((key) => key !== "play"),
        );
        assert.deepEqual(looser, []);
        assert.deepEqual(other, ["Access to 1 new account\n  - play: group shop has Developer"]);
    });

    it("says of the first run that AWS may have given some of it already", async () => {
        const { looser } = await effectOf({}, { access: [{ who: "ada@example.com", set: "ReadOnly", in: ["play"] }] });
        assert.match(
            looser.join("\n"),
            /^LOOSER: access is given \(the stack has none yet; .*\)\n {2}- ada@example\.com gains ReadOnly in play$/,
        );
    });

    it("says what a permission set allows more and less, and whom that meets", async () => {
        const of = (sets: PeopleSketch["sets"]): PeopleSketch => ({
            groups: { shop: SHOP },
            access: [{ who: "shop", set: "Developer", in: PRODUCTION }],
            ...(sets && { sets }),
        });
        const { looser, tighter, other } = await effectOf(
            of({ Developer: { managedPolicies: ["AmazonS3FullAccess"] } }),
            of({
                Developer: {
                    managedPolicies: [],
                    sessionMinutes: 120,
                    customerManagedPolicies: [{ name: "Restart", path: "/" }],
                    inlinePolicy: JSON.stringify({
                        Version: "2012-10-17",
                        Statement: [{ Effect: "Allow", Action: ["s3:GetObject", "sqs:SendMessage"], Resource: "*" }],
                    }),
                },
            }),
        );
        const set = "permission set Developer (2 people, in 2 accounts)";
        assert.deepEqual(looser, [`LOOSER: ${set} allows more\n  - sqs: SendMessage`]);
        assert.equal(tighter.length, 1);
        assert.match(tighter[0] ?? "", /^Tighter: permission set Developer .* allows less\n {2}- s3: .* and \d+ more$/);
        assert.deepEqual(other, [
            `What ${set} allows was compared without /Restart: what it says is not known here.`,
            "Sessions of permission set Developer last 120 minutes instead of 60.",
        ]);
    });
});
