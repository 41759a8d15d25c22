import assert from "node:assert/strict";
import fc from "fast-check";
import {
    expiredSandboxes,
    judgeEnd,
    notDue,
    type EndEvidence,
    type ExpiredSandbox,
} from "../../../../../operations/commands/endSandboxes/dueSandboxes";
import type { ExistingAccount } from "../../../../../program/state";
import { byKey, load } from "../../../definition/definitionFixtures";
import { PLAYGROUND } from "../resetSandbox/sandboxFixture";

const EXPIRES = "2026-11-20";
const TODAY = "2026-11-27";

/** A sandbox that is due, as all sources have it. */
function world(
    end: "empty" | "close" = "empty",
    state = "active",
): { readonly sandbox: ExpiredSandbox; readonly evidence: EndEvidence } {
    const model = load(
        `defaults: { email: "{account}@example.com" }\nunits: { S: { kind: sandbox, accounts: { playground: { expires: ${EXPIRES}, end: ${end}, state: ${state} } } }, W: { accounts: { shop: {} } } }`,
    );
    const [sandbox] = expiredSandboxes(model, TODAY);
    if (!sandbox) return assert.fail("it has expired");
    return {
        sandbox,
        evidence: {
            ...PLAYGROUND,
            definition: { model, account: byKey(model.accounts, "playground") },
            applied: withAccount({ expires: EXPIRES, end, closing: state === "closing" }),
            accountTags: { Expires: EXPIRES, WhenExpired: end },
        },
    };
}

function withAccount(changes: Partial<ExistingAccount>): EndEvidence["applied"] {
    const { applied } = PLAYGROUND;
    const account = applied.accounts.get("playground");
    return { ...applied, accounts: new Map(account ? [["playground", { ...account, ...changes }]] : []) };
}

function reasonsOf(sandbox: ExpiredSandbox, evidence: EndEvidence): string {
    const judged = judgeEnd(sandbox, evidence);
    return "reasons" in judged ? judged.reasons.join("\n") : `due: ${judged.step}`;
}

describe("org end-sandboxes: what is due", () => {
    it("begins the day after the last day, and only where the definition has an end", () => {
        const model = load(`defaults: { email: "{account}@example.com" }
units:
    S:
        kind: sandbox
        end: empty
        accounts:
            today: { expires: ${TODAY} }
            yesterday: { expires: 2026-11-26 }
            long: { expires: 2026-01-01, end: close }
            remind: { expires: 2026-01-01, end: remind }
            never: {}
            closing: { expires: 2026-01-01, state: closing }
            again: { expires: 2026-01-01, end: close, state: closing }
            leaving: { expires: 2026-01-01, state: leaving, acknowledge: { leaving: "111122223333" } }
`);
        assert.deepEqual(
            expiredSandboxes(model, TODAY).map(({ account, end, days }) => [account.key, end, days]),
            [
                ["again", "close", 330],
                ["long", "close", 330],
                ["yesterday", "empty", 1],
            ],
        );
    });

    it("is a step if the definition, the state and AWS agree", () => {
        for (const end of ["empty", "close"] as const) {
            const { sandbox, evidence } = world(end);
            assert.deepEqual(judgeEnd(sandbox, evidence), { step: end });
        }
        const { sandbox, evidence } = world("close", "closing");
        assert.deepEqual(judgeEnd(sandbox, evidence), { step: "remove" });
    });

    it("is nothing if the last day or the end is only in the working copy, or was changed in AWS", () => {
        const { sandbox, evidence } = world();
        const cases: readonly (readonly [Partial<EndEvidence>, RegExp])[] = [
            [{ applied: withAccount({}) }, /the stack's state no last day and no end: apply the definition first/],
            [
                { applied: withAccount({ expires: "2027-01-31", end: "empty" }) },
                /the stack's state 2027-01-31 and empty/,
            ],
            [{ applied: withAccount({ expires: EXPIRES }) }, /the stack's state 2026-11-20 and no end/],
            [{ accountTags: {} }, /AWS's tags of playground say no last day and no end/],
            [{ accountTags: { Expires: "2027-01-31", WhenExpired: "empty" } }, /say 2027-01-31 and empty/],
            [{ accountTags: { Expires: EXPIRES, WhenExpired: "close" } }, /say 2026-11-20 and close/],
        ];
        for (const [changes, reason] of cases) assert.match(reasonsOf(sandbox, { ...evidence, ...changes }), reason);
    });

    it("is nothing if org reset-sandbox would refuse, also for an account that closes", () => {
        for (const { sandbox, evidence } of [world(), world("close"), world("close", "closing")]) {
            assert.match(
                reasonsOf(sandbox, { ...evidence, aws: { ...evidence.aws, unitTags: {} } }),
                /AWS has no mark of a sandbox/,
            );
            assert.match(
                reasonsOf(sandbox, { ...evidence, aws: { ...evidence.aws, quarantined: true } }),
                /End the quarantine first/,
            );
            assert.match(
                reasonsOf(sandbox, { ...evidence, aws: { ...evidence.aws, levels: [] } }),
                /AWS has playground \(222222222222\) in the root/,
            );
        }
    });

    it("is no second step before the first is applied, and none while the account leaves", () => {
        const { sandbox, evidence } = world("close", "closing");
        const tags = { expires: EXPIRES, end: "close" };
        assert.match(
            reasonsOf(sandbox, { ...evidence, applied: withAccount({ ...tags, closing: false }) }),
            /is not applied yet/,
        );
        assert.match(
            reasonsOf(sandbox, { ...evidence, applied: withAccount({ ...tags, closing: true, leaving: true }) }),
            /is leaving/,
        );
    });

    it("is a step in no world in which one source differs", () => {
        fc.assert(
            fc.property(
                fc.constantFrom("empty" as const, "close" as const),
                fc.option(fc.constantFrom(EXPIRES, "2026-11-19", "2027-01-01"), { nil: undefined }),
                fc.option(fc.constantFrom("empty", "close", "remind"), { nil: undefined }),
                fc.option(fc.constantFrom(EXPIRES, "2026-11-19", "2027-01-01"), { nil: undefined }),
                fc.option(fc.constantFrom("empty", "close", "remind"), { nil: undefined }),
                (end, applied, appliedEnd, tagged, taggedEnd) => {
                    const { sandbox, evidence } = world(end);
                    const judged = judgeEnd(sandbox, {
                        ...evidence,
                        applied: withAccount({
                            ...(applied !== undefined && { expires: applied }),
                            ...(appliedEnd !== undefined && { end: appliedEnd }),
                        }),
                        accountTags: {
                            ...(tagged !== undefined && { Expires: tagged }),
                            ...(taggedEnd !== undefined && { WhenExpired: taggedEnd }),
                        },
                    });
                    const isSame = applied === EXPIRES && tagged === EXPIRES && appliedEnd === end && taggedEnd === end;
                    assert.equal("step" in judged, isSame);
                },
            ),
            { numRuns: 60 },
        );
    });
});

describe("org end-sandboxes: why nothing is due in an account that was named", () => {
    const model = load(
        `defaults: { email: "{account}@example.com" }
units:
    S:
        kind: sandbox
        accounts:
            open: {}
            kept: { expires: ${EXPIRES}, end: remind }
            young: { expires: 2099-01-31, end: empty }
            over: { expires: ${EXPIRES}, end: empty, state: closing }
    W: { accounts: { shop: { expires: ${EXPIRES} } } }
`,
    );
    for (const [key, wanted, reason] of [
        ["shop", undefined, "shop is not a sandbox: its unit is of kind plain. It is left alone."],
        ["open", undefined, "open has no day in `expires`: nothing is due."],
        ["kept", undefined, "kept has neither `end: empty` nor `end: close`: nothing is due."],
        ["young", "close", "young has `end: empty`, and not close."],
        ["over", undefined, "over has `state: closing`: it is left alone."],
        [
            "young",
            "empty",
            "young is not due: its last day is 2099-01-31, and is over when it has passed everywhere on earth.",
        ],
    ] as const) {
        it(`says: ${reason}`, () => {
            assert.equal(notDue(byKey(model.accounts, key), wanted), reason);
        });
    }
});
