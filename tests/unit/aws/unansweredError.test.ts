import assert from "node:assert/strict";
import { explainAws } from "../../../aws/explainAws";
import { findParent, findRoot, OrganizationCalls, UnansweredError } from "../../../aws/organization";
import { answeringAws, exception } from "./answeringAws";

describe("aws: a question that AWS does not answer", () => {
    it("says what AWS did not answer, which permission that takes and what the answer is needed for", async () => {
        const { calls } = answeringAws({ ListParents: exception("AccessDeniedException") });
        const error = await findParent(calls, "111122223333").catch((one: unknown) => one);
        assert.ok(error instanceof UnansweredError);
        assert.equal(
            error.describe("before an account is moved"),
            "AWS does not say where account 111122223333 is (organizations:ListParents), which has to be known before an account is moved.\n" +
                "AccessDeniedException: AccessDeniedException it is",
        );
        assert.match(explainAws(error) ?? "", /^AWS denies this to the credentials\..*docs\/aws-roles\.md/);
    });

    it("says what was asked if the cause is unknown", async () => {
        const { calls } = answeringAws({ ListRoots: new TypeError("what is this") });
        const error = await findRoot(calls).catch((one: unknown) => one);
        assert.match(explainAws(error) ?? "", /^AWS does not say what its root is .*\(organizations:ListRoots\)/);
    });

    it("waits if AWS refuses more requests for the moment", async () => {
        const { calls, asked } = answeringAws({
            ListRoots: [exception("TooManyRequestsException"), { Roots: [{ Id: "r-1" }] }],
        });
        assert.equal((await findRoot(calls))?.id, "r-1");
        assert.equal(asked.length, 2);
    });

    it("creates no client before the first question, and reports it if none can be created", async () => {
        let made = 0;
        const calls = new OrganizationCalls(() => {
            made++;
            return Promise.reject(exception("CredentialsProviderError"));
        });
        assert.equal(made, 0);
        const error = await findRoot(calls).catch((one: unknown) => one);
        assert.match(explainAws(error) ?? "", /there are no credentials for AWS/);
        assert.equal(made, 1);
    });
});
