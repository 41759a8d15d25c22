import { existing, type ReviewCases, testCases } from "./reviewSupport";
import { load } from "../../definition/definitionFixtures";

const CASES: ReviewCases = [
    [
        "staging a policy that is in force",
        load(
            "policies: { tight: { guardrail: deny-root-user, staged: true } }\nunits: { W: { guardrails: [tight], accounts: { shop: { email: shop@example.com } } }, PolicyStaging: {} }",
        ),
        existing(),
        [
            "policies.tight.staged",
            /^policy tight is in force on unit W, and staging would detach it there\. [^]*tight: \{ \.\.\., staged: \{ parameters/,
        ],
    ],
    [
        "staging a policy that is in force on the staging unit only",
        load(
            "policies: { tight: { guardrail: deny-root-user, staged: true } }\norganization: { stagingUnit: W }\nunits: { W: { accounts: { shop: { email: shop@example.com } } } }",
        ),
        existing(),
    ],
    [
        "staging a version of a policy in force",
        load(
            "policies: { tight: { guardrail: deny-root-user, staged: { parameters: {} } } }\nunits: { W: { guardrails: [tight], accounts: { shop: { email: shop@example.com } } }, PolicyStaging: {} }",
        ),
        existing(),
    ],
    [
        "promoting",
        load(
            "policies: { tight: { guardrail: deny-root-user } }\nunits: { W: { guardrails: [tight], accounts: { shop: { email: shop@example.com } } }, PolicyStaging: {} }",
        ),
        existing(
            {},
            { attachments: { root: [], units: new Map([["PolicyStaging", ["tight"]]]), accounts: new Map() } },
        ),
    ],
];

describe("program: the review of policies that are staged", () => {
    testCases(CASES);
});
