import assert from "node:assert/strict";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { FullAccessDetachedProvider } from "../../../providers/fullAccessDetachedProvider";

const TARGET = "ou-abcd-12345678";
const ASKED = `ListPoliciesForTargetCommand {"TargetId":"${TARGET}","Filter":"SERVICE_CONTROL_POLICY"}`;

function failure(name: string): Error {
    return Object.assign(new Error(`AWS says ${name}`), { name });
}

/** An AWS that has FullAWSAccess attached. It answers with these exceptions, one a change, and then takes what it is told. */
function answering(...exceptions: string[]): { readonly client: OrganizationsClient; readonly calls: string[] } {
    return having(["p-FullAWSAccess"], ...exceptions);
}

function having(
    attached: readonly string[],
    ...exceptions: string[]
): { readonly client: OrganizationsClient; readonly calls: string[] } {
    const calls: string[] = [];
    const send = (command: { constructor: { name: string }; input: unknown }): Promise<unknown> => {
        calls.push(`${command.constructor.name} ${JSON.stringify(command.input)}`);
        if (command.constructor.name === "ListPoliciesForTargetCommand") {
            return Promise.resolve({ Policies: [{ Id: "p-1a2b3c4d" }, ...attached.map((Id) => ({ Id }))] });
        }
        const name = exceptions.shift();
        return name === undefined ? Promise.resolve({}) : Promise.reject(failure(name));
    };
    return { client: { send } as unknown as OrganizationsClient, calls };
}

describe("FullAWSAccess, detached", () => {
    const input = `{"PolicyId":"p-FullAWSAccess","TargetId":"${TARGET}"}`;

    it("is detached when the resource is created, and attached when it is deleted", async () => {
        const { client, calls } = answering();
        const provider = new FullAccessDetachedProvider(client);
        assert.deepEqual(await provider.create({ targetId: TARGET }), { id: TARGET, outs: { targetId: TARGET } });
        await provider.delete(TARGET);
        assert.deepEqual(calls, [ASKED, `DetachPolicyCommand ${input}`, `AttachPolicyCommand ${input}`]);
    });

    it("is not detached again in an organisation that is taken over: nothing is written to AWS", async () => {
        const { client, calls } = having([]);
        assert.deepEqual(await new FullAccessDetachedProvider(client).create({ targetId: TARGET }), {
            id: TARGET,
            outs: { targetId: TARGET },
        });
        assert.deepEqual(calls, [ASKED]);
    });

    it("accepts that it is done already, or that the target no longer exists", async () => {
        await new FullAccessDetachedProvider(answering("PolicyNotAttachedException").client).create({
            targetId: TARGET,
        });
        for (const name of [
            "DuplicatePolicyAttachmentException",
            "TargetNotFoundException",
            "PolicyTypeNotEnabledException",
        ]) {
            await new FullAccessDetachedProvider(answering(name).client).delete(TARGET);
        }
    });

    it("fails with AWS's message for any other error", async () => {
        const provider = new FullAccessDetachedProvider(answering("ConstraintViolationException").client);
        await assert.rejects(provider.create({ targetId: TARGET }), /AWS says ConstraintViolationException/);
        await assert.rejects(
            new FullAccessDetachedProvider(answering("AccessDeniedException").client).delete(TARGET),
            /docs\/aws-roles\.md lists for each command\. AWS says: AWS says AccessDeniedException/,
        );
    });

    it("is replaced if the target changes, and not changed otherwise", async () => {
        const provider = new FullAccessDetachedProvider(answering().client);
        assert.deepEqual(await provider.diff(TARGET, { targetId: TARGET }, { targetId: TARGET }), {
            changes: false,
            replaces: [],
        });
        assert.deepEqual(await provider.diff(TARGET, { targetId: TARGET }, { targetId: "r-abcd" }), {
            changes: true,
            replaces: ["targetId"],
        });
    });
});
