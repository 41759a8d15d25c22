import assert from "node:assert/strict";
import {
    checkRequirements,
    type LeavingCheck,
} from "../../../../../../operations/commands/handOver/check/awsRequirements";
import type { LeavingAccount } from "../../../../../../operations/commands/handOver/read/leavingAccount";
import { handOverRefusal } from "../../../../../../operations/commands/handOver/record/handOverReport";
import { FACTS, policy } from "../leavingAccountFixture";

function failed(changes: Partial<LeavingAccount>, state?: Parameters<typeof checkRequirements>[2]): LeavingCheck[] {
    return checkRequirements("shop", { ...FACTS, ...changes }, state).filter(({ answer }) => answer === "failed");
}

describe("what AWS requires of an account that leaves", () => {
    it("an account that may leave fails no check, and what AWS does not say has to be confirmed", () => {
        const checks = checkRequirements("shop", FACTS, "active");
        assert.deepEqual(
            checks.filter(({ answer }) => answer === "failed"),
            [],
        );
        const open = checks.filter(({ answer }) => answer === "confirm");
        assert.deepEqual(
            open.map(({ what }) => what),
            ["has a payment method", "has a support plan, and has accepted AWS's agreement"],
        );
        for (const { remedy } of open) assert.match(remedy ?? "", /sign in to 222222222222 as its root user/);
    });

    const cases: readonly (readonly [
        name: string,
        changes: Partial<LeavingAccount>,
        because: RegExp,
        remedy: RegExp,
        state?: Parameters<typeof checkRequirements>[2],
    ])[] = [
        [
            "the management account",
            { account: { ...FACTS.account, id: "111111111111" } },
            /is the management account/,
            /hand over the organisation/,
        ],
        ["a closed account", { account: { ...FACTS.account, state: "CLOSED" } }, /it is CLOSED/, /AWS Support/],
        [
            "an account of three days and 23 hours",
            { at: "2026-11-24T09:00:00.000Z" },
            /created 2026-11-20/,
            /wait until 2026-11-24T10:00:00.000Z/,
        ],
        [
            "a delegated administrator",
            { delegations: ["guardduty.amazonaws.com", "securityhub.amazonaws.com"] },
            /administrator of guardduty.amazonaws.com, securityhub.amazonaws.com/,
            /deregister-delegated-administrator --account-id 222222222222 --service-principal guardduty.amazonaws.com\naws .* securityhub.amazonaws.com$/,
        ],
        ["an account without an address", { contact: { value: undefined } }, /it has none/, /put-contact-information/],
        [
            "an account whose address has gaps",
            { contact: { value: { FullName: "Ada", City: "Berlin", CountryCode: "DE", PhoneNumber: "+49" } } },
            /^AddressLine1, PostalCode are missing$/,
            /PostalCode=\.\.\./,
        ],
        [
            "an account that the definition quarantines",
            {},
            /the definition says that it is quarantined/,
            /org release-quarantine shop/,
            "quarantined",
        ],
        [
            "an account that AWS has quarantined",
            {
                levels: [
                    {
                        id: "2",
                        name: "Shop",
                        kind: "account",
                        policies: [policy("quarantine", "SERVICE_CONTROL_POLICY", {})],
                    },
                ],
            },
            /the policy quarantine is attached/,
            /org release-quarantine shop/,
        ],
    ];
    for (const [name, changes, because, remedy, state] of cases) {
        it(`${name} cannot leave`, () => {
            const [one, ...others] = failed(changes, state);
            assert.deepEqual(others, []);
            assert.match(one?.because ?? "", because);
            assert.match(one?.remedy ?? "", remedy);
        });
    }

    it("an invited account may leave at once", () => {
        assert.deepEqual(
            failed({ at: "2026-11-20T10:00:01.000Z", account: { ...FACTS.account, joinedMethod: "INVITED" } }),
            [],
        );
    });

    it("contact information that cannot be read has to be confirmed, and does not count as missing", () => {
        const checks = checkRequirements(
            "shop",
            { ...FACTS, contact: { unread: "AccessDeniedException: no" } },
            "active",
        );
        const one = checks.find(({ what }) => what === "has contact information");
        assert.equal(one?.answer, "confirm");
        assert.match(one?.remedy ?? "", /serviceAccess: \[account\.amazonaws\.com\]/);
    });

    it("a guardrail against leaving binds the account, not the management account", () => {
        const one = checkRequirements("shop", FACTS, "active").find(({ what }) => what === "may be taken out");
        assert.equal(one?.answer, "passed");
        assert.match(one?.because ?? "", /^deny-leaving-organization prevent the account from leaving by itself/);
        const none = { ...FACTS, levels: FACTS.levels.slice(1) };
        assert.match(
            checkRequirements("shop", none, "active").find(({ what }) => what === "may be taken out")?.because ?? "",
            /no guardrail/,
        );
    });

    it("all failures are reported at once", () => {
        const checks = checkRequirements(
            "shop",
            {
                ...FACTS,
                at: "2026-11-20T11:00:00.000Z",
                delegations: ["sso.amazonaws.com"],
                contact: { value: undefined },
            },
            "quarantined",
        );
        const text = handOverRefusal("shop", checks);
        for (const part of ["wait until", "sso.amazonaws.com", "it has none", "quarantined", "Nothing was done."]) {
            assert.ok(text.includes(part), `${part} is not in\n${text}`);
        }
    });
});
