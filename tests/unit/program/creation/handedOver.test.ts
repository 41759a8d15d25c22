import assert from "node:assert/strict";
import { handedOverWarnings } from "../../../../program/creation";
import { load } from "../../definition/definitionFixtures";
import { answering, ORGANIZATION, planned, STACK } from "../plan/planSupport";

const OLD = {
    key: "shop",
    id: "222222222222",
    email: "aws+shop@example.com",
    day: "2026-11-24",
    file: "records/2026-11-24-hand-over-shop.yaml",
};
const definition = (account: string): string =>
    `defaults: { email: "{account}@example.com" }\nunits: { U: { accounts: { ${account} } } }`;

describe("program: a new account like one that was handed over", () => {
    const cases: readonly [string, string, RegExp | undefined][] = [
        ["its e-mail", "other: { email: AWS+shop@example.com }", /^account other would be created with AWS\+shop@/],
        [
            "its key and e-mail",
            "shop: { email: aws+shop@example.com }",
            /AWS refuses it .* id: "222222222222", invite: true$/,
        ],
        [
            "its key",
            "shop: {}",
            /^account shop would be created as a new, empty account.*email: aws\+shop@example\.com/,
        ],
        ["neither", "other: {}", undefined],
    ];
    for (const [what, account, expected] of cases) {
        it(`gets ${expected ? "a" : "no"} warning: it has ${what}`, () => {
            const warnings = handedOverWarnings(load(definition(account)).accounts, [OLD]);
            assert.equal(warnings.length, expected ? 1 : 0);
            if (!expected) return;
            assert.match(warnings[0] ?? "", expected);
            assert.match(warnings[0] ?? "", /handed over on 2026-11-24 \(records\/2026-11-24-hand-over-shop\.yaml\)/);
        });
    }

    it("is warned about in a preview that creates it, and not if AWS has the account in the organisation", async () => {
        const back = { ...ORGANIZATION, members: [{ id: OLD.id, name: "shop", email: OLD.email, state: "ACTIVE" }] };
        const warned = async (isPreview: boolean, organization = ORGANIZATION): Promise<number> => {
            const aws = answering({
                findOrganization: () => Promise.resolve(organization),
                units: { childrenOf: () => Promise.resolve([{ id: "ou-u", name: "U" }]) },
                parentOf: () => Promise.resolve("ou-u"),
                creations: { quota: () => Promise.resolve({ quota: 10, region: "us-east-1" }) },
            });
            const text = definition(`shop: { email: ${OLD.email} }`);
            const { notes, refusals } = await planned(text, STACK, aws, { isPreview, handedOver: () => [OLD] });
            assert.deepEqual(refusals, []);
            return notes.filter(({ severity, message }) => severity === "warning" && /handed over/.test(message))
                .length;
        };
        assert.deepEqual([await warned(true), await warned(false), await warned(true, back)], [1, 0, 0]);
    });
});
