import assert from "node:assert/strict";
import { ListPermissionSetsCommand } from "@aws-sdk/client-sso-admin";
import { IDENTITY_CENTER_RATE } from "../../../limits";
import { newIdentityCenter } from "./newIdentityCenter";

const { outstanding, perSecond } = IDENTITY_CENTER_RATE;

describe("request rates of IAM Identity Center", () => {
    const center = newIdentityCenter({ rates: "aws" });

    function failuresOf(outcomes: readonly PromiseSettledResult<unknown>[]): Error[] {
        return outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
    }

    it("allow 20 calls per second of all operations together", async () => {
        const calls = Array.from({ length: 5 * perSecond }, () =>
            center.admin.send(new ListPermissionSetsCommand({ InstanceArn: center.instance })),
        );
        const failures = failuresOf(await Promise.allSettled(calls));
        assert.ok(failures.length >= perSecond / 2, `${failures.length} of ${calls.length} were refused`);
        assert.ok(failures.every(({ name, message }) => name === "ThrottlingException" && message === "Rate exceeded"));
    });

    it("allow 15 assignments at the same time", async () => {
        const shop = await center.to.createAccount("shop");
        const reader = await center.permissionSet("Reader");
        const users = [];
        for (let number = 0; number <= outstanding; number++) users.push(await center.user(`user${number}`));
        const outcomes = await Promise.allSettled(users.map((user) => center.startAssigning(user, reader, shop)));
        const [failure, ...others] = failuresOf(outcomes);
        assert.deepEqual([failure?.name, others], ["ThrottlingException", []]);
        assert.match(failure?.message ?? "", /too many requests processing/);
        await center.aws.advanceSeconds(60);
        await center.startAssigning(users.at(-1) ?? assert.fail(), reader, shop);
    });
});
