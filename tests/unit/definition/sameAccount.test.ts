import assert from "node:assert/strict";
import { isSameAccount } from "../../../definition/sameAccount";

describe("an account of AWS is the definition's", () => {
    const found = { id: "111122223333", email: "Shop@example.com" };
    for (const [what, account, expected] of [
        ["by its id, whatever the e-mail", { id: "111122223333", email: "other@example.com" }, true],
        ["not by its e-mail where the definition gives another id", { id: "444455556666", email: found.email }, false],
        ["by its e-mail, whatever its case, where no id is given", { email: "shop@Example.com" }, true],
        ["not by another e-mail", { email: "blog@example.com" }, false],
    ] as const) {
        it(what, () => assert.equal(isSameAccount(account, found), expected));
    }
});
