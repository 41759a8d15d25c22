import assert from "node:assert/strict";
import { stackOutputs } from "../../../../program/register";
import { registerModel } from "./registerModel";
import type { InvitedAccount } from "../../../../program/invitations";
import { load } from "../../definition/definitionFixtures";
import { handshake, TO_EMAIL } from "../invitations/invitationSupport";
import { AWS, one, provision, value, waitsFor } from "../../components/mockedPulumi";
import * as pulumi from "@pulumi/pulumi";

const INVITATION = "pulumi-nodejs:dynamic/organizations:Invitation";
const DEFINITION = load(
    "guardrails: [deny-leaving-organization]\nunits: { U: { accounts: { shop: { email: shop@example.com, invite: true } } } }",
);
const [account = assert.fail("no account")] = DEFINITION.accounts;
const model = { ...DEFINITION, accounts: [] };

const provisioned = (step: InvitedAccount["step"], alias?: string): ReturnType<typeof provision<unknown>> =>
    provision<unknown>(() => {
        const invited = [{ account, step, ...(alias !== undefined && { alias }) }];
        return stackOutputs({ model, invited }, registerModel(model, { invited }));
    });

async function invitationsIn(result: unknown): Promise<unknown> {
    const { invitations }: { invitations?: unknown } = await value(pulumi.output(result as Record<string, unknown>));
    return invitations;
}

describe("program: invitations", () => {
    it("are sent after the guardrails are on the root, and no account is created", async () => {
        const { registered } = await provisioned({ what: "send", inputs: { target: TO_EMAIL, notes: "Welcome" } });
        const invitation = one(registered, INVITATION, "shop");
        assert.deepEqual(waitsFor(registered, invitation), ["organization", "deny-leaving-organization@root"]);
        assert.equal(
            invitation.urn,
            `urn:pulumi:test::aws-organization::aws-organization:index:Organization$${INVITATION}::shop`,
        );
        const { targetType, targetId, notes, previous } = invitation.inputs;
        assert.deepEqual(
            { targetType, targetId, notes, previous },
            { targetType: "EMAIL", targetId: "shop@example.com", notes: "Welcome", previous: undefined },
        );
        assert.deepEqual(
            registered.filter(({ type }) => type === AWS.account),
            [],
        );
    });

    it("keep their identity when the key changes", async () => {
        const { registered } = await provisioned({ what: "send", inputs: { target: TO_EMAIL } }, "store");
        assert.deepEqual(one(registered, INVITATION, "shop").options.aliases, [{ name: "store" }]);
    });

    it("have the state and the expiry that AWS reports in the outputs", async () => {
        const open = handshake("h-12ab34cd56", "OPEN");
        const { result } = await provisioned({
            what: "wait",
            inputs: { target: TO_EMAIL },
            open,
            hasNewNotes: false,
        });
        assert.deepEqual(await invitationsIn(result), {
            shop: {
                unit: "U",
                invited: "shop@example.com",
                state: "PENDING",
                handshakeId: "h-12ab34cd56",
                expires: "2026-12-09T10:00:00.000Z",
            },
        });
    });

    it("that ended before the stack had them are in the outputs, and have no resource", async () => {
        const { result, registered } = await provisioned({ what: "ended", ended: handshake("h-1", "DECLINED") });
        assert.deepEqual(
            registered.filter(({ type }) => type === INVITATION),
            [],
        );
        assert.deepEqual(await invitationsIn(result), {
            shop: { unit: "U", invited: "shop@example.com", handshakeId: "h-1", state: "DECLINED" },
        });
    });

    it("replace their accounts: an invited account in the model is an error", () => {
        assert.throws(
            () => registerModel(DEFINITION),
            /account shop is invited and not yet a member: nothing may be created in its place/,
        );
    });
});
