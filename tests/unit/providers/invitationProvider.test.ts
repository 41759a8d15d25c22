import assert from "node:assert/strict";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { InvitationProvider, type InvitationState } from "../../../providers/invitationProvider";

const EXPIRES = new Date("2026-12-09T10:00:00Z");
const BY_ID = { targetType: "ACCOUNT", targetId: "111122223333" } as const;
const SENT: InvitationState = { ...BY_ID, handshakeId: "h-old00000", expires: EXPIRES.toISOString(), state: "OPEN" };

function refusal(name: string, Reason?: string): Error {
    return Object.assign(new Error("AWS says so"), { name, ...(Reason !== undefined && { Reason }) });
}

/** An AWS that answers as told, by operation, and has one open handshake. */
function aws(answers: Readonly<Record<string, unknown>> = {}) {
    const calls: string[] = [];
    const handshake = (
        Id: string,
        State = "OPEN",
        Party: object = { Type: "ACCOUNT", Id: BY_ID.targetId },
    ): object => ({
        Id,
        State,
        Action: "INVITE",
        Parties: [{ Type: "ORGANIZATION", Id: "abc" }, Party],
        ExpirationTimestamp: EXPIRES,
    });
    const byDefault: Readonly<Record<string, unknown>> = {
        InviteAccountToOrganizationCommand: { Handshake: handshake("h-new00000") },
        DescribeHandshakeCommand: { Handshake: handshake("h-old00000", "DECLINED") },
        CancelHandshakeCommand: {},
        ListHandshakesForOrganizationCommand: {
            Handshakes: [
                handshake("h-other000", "OPEN", { Type: "EMAIL", Id: "other@example.com" }),
                handshake("h-declined", "DECLINED"),
                handshake("h-open0000"),
            ],
        },
    };
    const send = (command: { constructor: { name: string }; input: unknown }): Promise<unknown> => {
        const { name } = command.constructor;
        calls.push(`${name.replace(/Command$/, "")} ${JSON.stringify(command.input)}`);
        const answer = name in answers ? answers[name] : byDefault[name];
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    // The paginators of the SDK take real clients alone.
    const client = Object.assign(Object.create(real().prototype as object) as OrganizationsClient, { send });
    return { provider: new InvitationProvider(client), calls };
}

function real(): { readonly prototype: unknown } {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- as the provider does: when it is needed
    return (require("@aws-sdk/client-organizations") as { OrganizationsClient: { prototype: unknown } })
        .OrganizationsClient;
}

const INVITE = 'InviteAccountToOrganization {"Target":{"Type":"ACCOUNT","Id":"111122223333"}';
const CANCEL = 'CancelHandshake {"HandshakeId":"h-old00000"}';

describe("an invitation", () => {
    it("is sent when it is created, with its notes, and its expiry is kept", async () => {
        const { provider, calls } = aws();
        const { id, outs } = await provider.create({ ...BY_ID, notes: "Welcome" });
        assert.equal(id, BY_ID.targetId);
        assert.deepEqual(outs, {
            ...BY_ID,
            notes: "Welcome",
            handshakeId: "h-new00000",
            expires: "2026-12-09T10:00:00.000Z",
            state: "OPEN",
        });
        assert.deepEqual(calls, [`${INVITE},"Notes":"Welcome"}`]);
    });

    it("that is open to the same recipient is taken over", async () => {
        const { provider } = aws({ InviteAccountToOrganizationCommand: refusal("DuplicateHandshakeException") });
        assert.equal((await provider.create(BY_ID)).outs?.handshakeId, "h-open0000");
    });

    it("that AWS reports but does not list is an error, and does not count as sent", async () => {
        const { provider } = aws({
            InviteAccountToOrganizationCommand: refusal("DuplicateHandshakeException"),
            ListHandshakesForOrganizationCommand: { Handshakes: [] },
        });
        await assert.rejects(provider.create(BY_ID), /invited already, but lists no open invitation/);
    });

    it("is updated only if its predecessor changes, and replaced if its recipient changes", async () => {
        const { provider } = aws();
        const differs = async (after: object): Promise<unknown> => provider.diff("", SENT, { ...BY_ID, ...after });
        assert.deepEqual(await differs({}), { changes: false, replaces: [] });
        assert.deepEqual(await differs({ notes: "other" }), { changes: false, replaces: [] });
        assert.deepEqual(await differs({ previous: "h-old00000" }), { changes: true, replaces: [] });
        assert.deepEqual(await differs({ targetId: "444455556666" }), {
            changes: true,
            replaces: ["targetType", "targetId"],
        });
    });

    it("is sent again instead of an earlier one, which is cancelled if it is open", async () => {
        for (const cancelled of [{}, refusal("InvalidHandshakeTransitionException")]) {
            const { provider, calls } = aws({ CancelHandshakeCommand: cancelled });
            const { outs } = await provider.update("", SENT, { ...BY_ID, previous: "h-old00000" });
            assert.equal(outs?.handshakeId, "h-new00000");
            assert.equal(outs.previous, "h-old00000");
            assert.deepEqual(calls, [CANCEL, `${INVITE}}`]);
        }
    });

    it("is not sent again if the old one could not be cancelled", async () => {
        const { provider, calls } = aws({ CancelHandshakeCommand: refusal("AccessDeniedException") });
        await assert.rejects(provider.update("", SENT, { ...BY_ID, previous: "h-old00000" }), /AWS says so/);
        assert.deepEqual(calls, [CANCEL]);
    });

    it("is cancelled when it is deleted, unless it was answered, has expired or is forgotten", async () => {
        for (const name of [
            undefined,
            "InvalidHandshakeTransitionException",
            "HandshakeAlreadyInStateException",
            "HandshakeNotFoundException",
            "AWSOrganizationsNotInUseException",
        ]) {
            const { provider, calls } = aws(name === undefined ? {} : { CancelHandshakeCommand: refusal(name) });
            await provider.delete("", SENT);
            assert.deepEqual(calls, [CANCEL]);
        }
        await assert.rejects(
            aws({ CancelHandshakeCommand: refusal("AccessDeniedException") }).provider.delete("", SENT),
            /AWS says so/,
        );
    });

    it("has AWS's state after a refresh, and stays in the stack if AWS has forgotten it", async () => {
        assert.deepEqual(await aws().provider.read("x", SENT), { id: "x", props: { ...SENT, state: "DECLINED" } });
        const forgotten = aws({ DescribeHandshakeCommand: refusal("HandshakeNotFoundException") });
        assert.deepEqual(await forgotten.provider.read("x", SENT), { id: "x", props: SENT });
    });

    const REFUSALS: readonly [string, RegExp][] = [
        ["ALREADY_IN_AN_ORGANIZATION", /it is a member already.* Run `up` again/],
        ["ACCOUNT_NUMBER_LIMIT_EXCEEDED", /the quota of accounts is used up.*L-E619E033/],
        ["HANDSHAKE_RATE_LIMIT_EXCEEDED", /Run `up` again tomorrow/],
        ["INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES", /all features are being enabled/],
        ["ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD", /another partition or seller.*Remove it/],
        ["ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED", /Wait some days/],
        ["PAYMENT_INSTRUMENT_REQUIRED", /no payment method/],
    ];
    for (const [reason, expected] of REFUSALS) {
        it(`that AWS refuses for ${reason} says what to do, and what AWS says`, async () => {
            const { provider } = aws({
                InviteAccountToOrganizationCommand: refusal("HandshakeConstraintViolationException", reason),
            });
            await assert.rejects(provider.create(BY_ID), ({ message }: Error) => {
                assert.match(message, /^111122223333 was not invited: /);
                assert.match(message, expected);
                assert.match(
                    message,
                    new RegExp(`AWS: HandshakeConstraintViolationException, ${reason}: AWS says so$`),
                );
                return true;
            });
        });
    }

    it("that AWS refuses for an unknown reason fails with AWS's message", async () => {
        const { provider } = aws({
            InviteAccountToOrganizationCommand: refusal("HandshakeConstraintViolationException", "NEW_REASON"),
        });
        await assert.rejects(provider.create(BY_ID), {
            message: "111122223333 was not invited. HandshakeConstraintViolationException, NEW_REASON: AWS says so",
        });
    });
});
