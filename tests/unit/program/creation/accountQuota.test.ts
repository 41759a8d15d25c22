import assert from "node:assert/strict";
import { quotaProblems } from "../../../../program/creation/accountQuota";

describe("program: the quota of accounts", () => {
    const problems = (accounts: number, invitations: number, created: number, region = "us-east-1", invited = 0) =>
        quotaProblems({ accounts, invitations }, { created, invited }, 10, region, "organizations/prod").map(
            ({ message }) => message,
        );

    it("may be used up completely", () => {
        assert.deepEqual(problems(5, 2, 3), []);
    });

    it("must not be exceeded; the message gives what exists, what is new, what is allowed and what to do", () => {
        const [message = "", ...more] = problems(5, 2, 4);
        assert.deepEqual(more, []);
        assert.match(
            message,
            /^4 accounts would be created\. The organisation has 5 accounts and 2 open invitations, which makes 11, but AWS allows 10\./,
        );
        assert.match(message, /request-service-quota-increase --region us-east-1 .*L-E619E033 --desired-value 11\n/);
        assert.match(message, /https:\/\/us-east-1\.console\.aws\.amazon\.com\/servicequotas\//);
        assert.match(
            problems(10, 0, 1)[0] ?? "",
            /^1 account would be created\. The organisation has 10 accounts, which/,
        );
    });

    it("counts invitations too", () => {
        assert.deepEqual(problems(5, 2, 1, "us-east-1", 2), []);
        assert.match(problems(5, 2, 2, "us-east-1", 2)[0] ?? "", /^2 accounts would be created, and 2 invited\. The/);
        assert.match(problems(9, 0, 0, "us-east-1", 2)[0] ?? "", /^2 accounts would be invited\. The/);
    });

    it("has no link to the console in other partitions", () => {
        assert.doesNotMatch(problems(10, 0, 1, "cn-northwest-1")[0] ?? "", /https/);
    });
});
