import assert from "node:assert/strict";
import { prepareInvitations, type InvitationFacts } from "../../../../program/invitations";
import type { ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";
import { existing, facts, handshake, ID, TO_EMAIL, TO_ID } from "./invitationSupport";

const DEFINITION = (accounts: string, more = ""): string =>
    `defaults: { email: "{account}@example.com" }\n${more}units: { U: { accounts: { ${accounts} } } }`;
const MEMBER = { id: ID, name: "shop", email: "shop@example.com", state: "ACTIVE" };
const OPEN = handshake("h-held0000", "OPEN");
const HELD = { target: TO_ID, handshakeId: "h-held0000" };

const OPTIONS = { location: "organizations/test", now: () => new Date() };

async function prepared(accounts: string, has: ExistingResources, asked: InvitationFacts, more = "") {
    return prepareInvitations(load(DEFINITION(accounts, more)), has, OPTIONS, () => Promise.resolve(asked));
}

async function problems(...args: Parameters<typeof prepared>): Promise<string[]> {
    return (await prepared(...args)).problems.map(({ message }) => message);
}

describe("program: accounts with `invite`", () => {
    it("cause no request if the stack has them all, or there are none", async () => {
        const never = (): Promise<InvitationFacts> => assert.fail("AWS was asked");
        for (const [accounts, has] of [
            ["shop: {}", existing({})],
            ["shop: { invite: true }", existing({}, { shop: ID })],
            ["shop: { invite: true }", existing({ shop: HELD }, { shop: ID })],
        ] as const) {
            const model = load(DEFINITION(accounts));
            const { model: after, invited } = await prepareInvitations(model, has, OPTIONS, never);
            assert.equal(after, model);
            assert.deepEqual(invited, []);
        }
    });

    it("are invited without asking in the run that creates the organisation", async () => {
        const { model, invited, counts } = await prepareInvitations(
            load(DEFINITION("shop: { invite: true }")),
            { ...existing({}), organizationId: undefined },
            OPTIONS,
            () => assert.fail("AWS was asked"),
        );
        assert.deepEqual(model.accounts, []);
        assert.equal(invited[0]?.step.what, "send");
        assert.equal(counts.toSend, 1);
    });

    it("are not created before they have joined, by id or by e-mail in any case", async () => {
        for (const accounts of [`shop: { invite: true, id: "${ID}" }`, "shop: { invite: true }"]) {
            assert.deepEqual((await prepared(accounts, existing({}), facts())).model.accounts, []);
            const joined = await prepared(accounts, existing({ shop: HELD }), {
                ...facts(OPEN),
                members: [{ ...MEMBER, email: "Shop@example.com" }],
            });
            assert.deepEqual(
                joined.model.accounts.map(({ key, id }) => [key, id]),
                [["shop", ID]],
            );
            assert.deepEqual(joined.invited, []);
            assert.match(joined.warnings[0] ?? "", /^account shop \(111122223333\) has joined/);
        }
    });

    it("count towards AWS's limits only if an invitation is sent", async () => {
        const accounts = `shop: { invite: true, id: "${ID}" }, other: { invite: true }`;
        const { counts } = await prepared(
            accounts,
            existing({ shop: HELD }),
            facts({ ...OPEN, requested: new Date() }, handshake("h-2", "ACCEPTED", { requested: new Date() })),
        );
        assert.deepEqual(counts, { toSend: 1, sentToday: 1 });
    });

    it("say what is cancelled, and that one key replaces another", async () => {
        const gone = await prepared("", existing({ shop: HELD }), facts(OPEN));
        assert.match(
            gone.warnings[0] ?? "",
            /no longer in the definition: its invitation h-held0000 to 111122223333 is cancelled/,
        );
        const renamed = await prepared(`store: { invite: true, id: "${ID}" }`, existing({ shop: HELD }), facts(OPEN));
        assert.equal(renamed.invited[0]?.alias, "shop");
        assert.equal(renamed.invited[0].step.what, "wait");
        assert.deepEqual(renamed.warnings, []);
    });

    it("are adopted without `invite` if they have joined in the meantime", async () => {
        const { model } = await prepared("shop: {}", existing({ shop: { ...HELD, target: TO_EMAIL } }), {
            ...facts(),
            members: [MEMBER],
        });
        assert.equal(model.accounts[0]?.id, ID);
    });

    const REFUSED: readonly [string, Parameters<typeof prepared>, RegExp][] = [
        [
            "that is the management account, by its id",
            ['shop: { invite: true, id: "999999999999" }', existing({}), facts()],
            /^account shop is invited, but it is the management account of the organisation \(999999999999\): remove it$/,
        ],
        [
            "that is the management account, by its e-mail",
            ["shop: { invite: true, email: Root@example.com }", existing({}), facts()],
            /is the management account/,
        ],
        [
            "that is a member by another key",
            [`shop: { invite: true, id: "${ID}" }`, existing({}, { old: ID }), { ...facts(), members: [MEMBER] }],
            /^account shop is account old \(111122223333\) already: keep one of the two/,
        ],
        [
            "that is a member by another key, which has its id",
            [
                `shop: { invite: true }, other: { invite: true, id: "${ID}" }`,
                existing({}),
                { ...facts(), members: [MEMBER] },
            ],
            /^account shop is account other \(111122223333\) already/,
        ],
        ...(["quarantined", "leaving", "closing"] as const).map(
            (state): [string, Parameters<typeof prepared>, RegExp] => [
                `that is ${state} and has not joined`,
                [
                    `shop: { invite: true, state: ${state}, acknowledge: { ${state === "closing" ? "closing" : "leaving"}: "${ID}" } }`,
                    existing({ shop: HELD }),
                    facts(OPEN),
                ],
                new RegExp(
                    `^account shop is invited and not yet a member, so its state cannot be ${state}\\. .* to cancel the invitation, leave the account out$`,
                ),
            ],
        ),
        [
            "that is leaving before it was taken in",
            [
                `shop: { invite: true, state: leaving, acknowledge: { leaving: "${ID}" } }`,
                existing({ shop: HELD }),
                { ...facts(), members: [MEMBER] },
            ],
            /^account shop has joined \(111122223333\) but is not taken over yet, so its state cannot be leaving/,
        ],
        [
            "that has joined and is closed",
            ["shop: { invite: true }", existing({}), { ...facts(), members: [{ ...MEMBER, state: "SUSPENDED" }] }],
            /has joined \(111122223333\) and is closed \(SUSPENDED\)/,
        ],
        [
            "whose `invite` is taken away before it has joined",
            ["shop: {}", existing({ shop: HELD }), facts(OPEN)],
            /was invited \(h-held0000\) and is not yet a member\. Without `invite`, a new account would be created/,
        ],
        [
            "that is left out when it has joined",
            ["", existing({ shop: HELD }), { ...facts(handshake("h-held0000", "ACCEPTED")), members: [MEMBER] }],
            /^account shop \(111122223333, shop@example\.com\) has accepted its invitation h-held0000[^]*remove-account-from-organization --account-id 111122223333$/,
        ],
        [
            "while all features are being enabled",
            [
                "shop: { invite: true }",
                existing({}),
                facts(handshake("h-all", "REQUESTED", { action: "ENABLE_ALL_FEATURES" })),
            ],
            /^all features are being enabled \(h-all\), and AWS sends no invitations until that is finished/,
        ],
        [
            "in the change to all features",
            ["shop: { invite: true }", { ...existing({}), featureSet: "CONSOLIDATED_BILLING" }, facts()],
            /^changes to ALL, and AWS sends no invitations during that change/,
        ],
    ];
    for (const [what, args, expected] of REFUSED) {
        it(`refuses one ${what}`, async () => {
            const [message = "", ...more] = await problems(...args);
            assert.deepEqual(more, []);
            assert.match(message, expected);
        });
    }

    it("accepts one that has joined and is quarantined, because an emergency does not wait", async () => {
        const { model } = await prepared("shop: { invite: true, state: quarantined }", existing({ shop: HELD }), {
            ...facts(),
            members: [MEMBER],
        });
        assert.deepEqual(
            model.accounts.map(({ id, guardrails }) => [id, guardrails]),
            [[ID, ["quarantine"]]],
        );
    });

    it("forgets one that has left again, or is no longer a member", async () => {
        assert.deepEqual(await problems("", existing({ shop: HELD }), facts(handshake("h-held0000", "ACCEPTED"))), []);
    });

    it("with an id and without `invite` are reported by the adoption of accounts", async () => {
        const { model } = await prepared(`shop: { id: "${ID}" }`, existing({ shop: HELD }), facts(OPEN));
        assert.equal(model.accounts.length, 1);
    });
});
