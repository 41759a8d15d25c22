import assert from "node:assert/strict";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { AllFeaturesProvider } from "../../../providers/allFeaturesProvider";

/** An AWS with consolidated billing that has these handshakes, and takes some time to bring all features into force. */
function aws(
    handshakes: readonly { readonly Id: string; readonly State: string }[] = [],
    {
        refusal,
        slow = 0,
        featureSet = "CONSOLIDATED_BILLING",
    }: { refusal?: string; slow?: number; featureSet?: string } = {},
) {
    const calls: string[] = [];
    const pauses: number[] = [];
    let [accepted, polls] = [false, 0];
    const answer = (name: string, { HandshakeId }: { HandshakeId?: string }): unknown => {
        switch (name) {
            case "DescribeOrganization":
                if (accepted) polls++;
                return { Organization: { FeatureSet: accepted && polls > slow ? "ALL" : featureSet } };
            case "ListHandshakesForOrganization":
                return { Handshakes: handshakes.map((one) => ({ Action: "ENABLE_ALL_FEATURES", ...one })) };
            case "EnableAllFeatures":
                return { Handshake: { Id: "h-new00000" } };
            case "AcceptHandshake":
                if (refusal !== undefined) throw Object.assign(new Error(HandshakeId), { name: refusal });
                accepted = true;
                return {};
            default:
                return {};
        }
    };
    const send = async (command: { constructor: { name: string }; input: object }): Promise<unknown> => {
        const name = command.constructor.name.replace(/Command$/, "");
        if (!/^(Describe|List)/.test(name)) calls.push(`${name} ${JSON.stringify(command.input)}`);
        return Promise.resolve(answer(name, command.input));
    };
    const client = Object.assign(Object.create(real().prototype as object) as OrganizationsClient, { send });
    const pause = (milliseconds: number): Promise<unknown> => Promise.resolve(pauses.push(milliseconds));
    return { provider: new AllFeaturesProvider(client, pause), calls, pauses };
}

function real(): { readonly prototype: unknown } {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- as the provider does: when it is needed
    return (require("@aws-sdk/client-organizations") as { OrganizationsClient: { prototype: unknown } })
        .OrganizationsClient;
}

const PENDING = { finalise: false, handshakeId: "h-new00000", state: "PENDING" } as const;

describe("the change to all features", () => {
    it("is requested once: an open request is taken over", async () => {
        const first = aws([{ Id: "h-ended000", State: "EXPIRED" }]);
        assert.deepEqual((await first.provider.create({ finalise: false })).outs, PENDING);
        assert.deepEqual(first.calls, ["EnableAllFeatures {}"]);
        const second = aws([{ Id: "h-open0000", State: "REQUESTED" }]);
        const { outs } = await second.provider.create({ finalise: false });
        assert.deepEqual([outs?.handshakeId, second.calls], ["h-open0000", []]);
    });

    it("is made by accepting the request after all have agreed, and waits until it is in force", async () => {
        const { provider, calls, pauses } = aws([{ Id: "h-open0000", State: "OPEN" }], { slow: 2 });
        const { outs } = await provider.update("all-features", PENDING, { finalise: true });
        assert.deepEqual(outs, { finalise: true, handshakeId: "h-open0000", state: "ALL" });
        assert.deepEqual(calls, ['AcceptHandshake {"HandshakeId":"h-open0000"}']);
        assert.deepEqual(pauses, [500, 1_000]);
    });

    it("fails with advice if somebody has not agreed after all, or if AWS takes too long", async () => {
        const open = [{ Id: "h-open0000", State: "REQUESTED" }];
        await assert.rejects(
            aws(open, { refusal: "InvalidHandshakeTransitionException" }).provider.create({ finalise: true }),
            /an account that has to agree has not agreed.*run `up` again/,
        );
        await assert.rejects(aws(open, { refusal: "AccessDeniedException" }).provider.create({ finalise: true }), {
            name: "AccessDeniedException",
        });
        await assert.rejects(
            aws(open, { slow: 1_000 }).provider.create({ finalise: true }),
            /AWS has not put them in force within 10 minutes/,
        );
    });

    it("does nothing if all features are in force", async () => {
        const { provider, calls } = aws([], { featureSet: "ALL" });
        assert.equal((await provider.create({ finalise: true })).outs?.state, "ALL");
        assert.equal((await provider.read("all-features", PENDING)).props?.state, "ALL");
        await provider.delete("all-features", { ...PENDING, state: "ALL" });
        assert.deepEqual(calls, []);
    });

    it("is cancelled if it is deleted before that", async () => {
        const { provider, calls } = aws();
        await provider.delete("all-features", PENDING);
        assert.deepEqual(calls, ['CancelHandshake {"HandshakeId":"h-new00000"}']);
    });

    it("changes only forwards", async () => {
        const { provider } = aws();
        const changes = async (before: object, after: object): Promise<unknown> =>
            (await provider.diff("", { ...PENDING, ...before }, { finalise: false, ...after })).changes;
        assert.equal(await changes({}, {}), false);
        assert.equal(await changes({}, { finalise: true }), true);
        assert.equal(await changes({}, { previous: "h-new00000" }), true);
        assert.equal(await changes({ finalise: true, state: "ALL" }, { finalise: true }), false);
        assert.equal(await changes({ finalise: true, state: "ALL" }, { previous: "h-new00000" }), false);
    });
});
