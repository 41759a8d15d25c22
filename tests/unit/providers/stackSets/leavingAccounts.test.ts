import assert from "node:assert/strict";
import { LeavingAccounts } from "../../../../providers/stackSets/leavingAccounts";
import { saidDuring } from "../oneGroup";
import { account, inputs, OneStackSet } from "./oneStackSet";

describe("accounts that lose a block and get another", () => {
    it("are waited for, each by itself", async () => {
        const accounts = new LeavingAccounts();
        accounts.enter();
        accounts.enter();
        const [gone, alsoGone] = [accounts.leave("shop"), accounts.leave("shop")];
        const order: string[] = [];
        await accounts.untilGone(["data"]);
        const waiting = accounts.untilGone(["data", "shop"]).then(() => order.push("made"));
        gone();
        await Promise.resolve();
        order.push("one is gone");
        alsoGone();
        await waiting;
        assert.deepEqual(order, ["one is gone", "made"]);
        await accounts.untilGone(["shop"]);
    });

    it("are no longer waited for when every block waits", async () => {
        const accounts = new LeavingAccounts();
        const exit = accounts.enter();
        accounts.enter();
        accounts.leave("shop");
        accounts.leave("data");
        let done = 0;
        const one = accounts.untilGone(["shop"]).then(() => done++);
        await Promise.resolve();
        assert.equal(done, 0);
        await Promise.all([one, accounts.untilGone(["data"])]);
        assert.equal(done, 1);
        const last = accounts.untilGone(["shop"]);
        exit();
        await last;
    });

    it("get it after they have lost the other", async () => {
        const aws = new OneStackSet();
        await saidDuring(async () => {
            const [shop, data] = [account("prod-shop"), account("prod-data")];
            const { outs = assert.fail() } = await aws.provider().create(inputs([shop, data]));
            aws.leaving.enter();
            const leaving = aws.leaving.leave("prod-new");
            const order: string[] = [];
            const updating = aws
                .provider()
                .update("id", outs, inputs([shop, data, account("prod-new")]))
                .then(() => order.push("given"));
            for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
            order.push("taken away");
            leaving();
            await updating;
            assert.deepEqual(order, ["taken away", "given"]);
        });
    });
});
