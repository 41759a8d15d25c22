import assert from "node:assert/strict";
import { UnansweredError } from "../../../../aws/organization";
import { needed } from "../../../../program/openStack/neededFromAws";
import { RunEnd } from "../../../../program/runEndError";

describe("program: an answer of AWS that the run needs", () => {
    it("is returned", async () => {
        assert.equal(await needed("before it is moved", () => Promise.resolve(1)), 1);
    });

    it("ends the run if AWS refuses it", async () => {
        const cause = Object.assign(new Error("no"), { name: "AccessDeniedException" });
        const error = new UnansweredError("where unit ou-1 is", "organizations:ListParents", cause);
        await assert.rejects(
            needed("before it is moved", () => Promise.reject(error)),
            (thrown) => {
                assert.ok(thrown instanceof RunEnd);
                assert.equal(
                    thrown.message,
                    "AWS does not say where unit ou-1 is (organizations:ListParents), which has to be known before it is moved.\nAccessDeniedException: no",
                );
                return true;
            },
        );
    });

    it("ends the run with what to do if the credentials are the reason", async () => {
        const cause = Object.assign(new Error("expired"), { name: "ExpiredTokenException" });
        const error = new UnansweredError("where unit ou-1 is", "organizations:ListParents", cause);
        await assert.rejects(
            needed("before it is moved", () => Promise.reject(error)),
            {
                name: "RunEnd",
                message:
                    "the credentials have expired: sign in again (`aws sso login`). AWS says: expired\nNothing was done.",
            },
        );
    });

    it("passes on an error that is not AWS's", async () => {
        const error = new TypeError("of the program");
        await assert.rejects(
            needed("before it is moved", () => Promise.reject(error)),
            (thrown) => thrown === error,
        );
    });
});
