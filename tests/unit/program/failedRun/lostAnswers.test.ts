import assert from "node:assert/strict";
import { advice, alreadyDone } from "../../../../program/failedRun/lostAnswers";

const [ONE, TWO] = ["urn:pulumi:s::p::t::one", "urn:pulumi:s::p::t::two"];
const failed = (urn: string): string => JSON.stringify({ resOpFailedEvent: { metadata: { urn } } });
const told = (urn: string, message: string, severity = "error"): string =>
    JSON.stringify({ diagnosticEvent: { urn, message, severity } });
const ENDED = told("", "update failed");

describe("program: a run that failed because AWS had already done what it asked for", () => {
    const cases: readonly [string, readonly string[], readonly string[]][] = [
        [
            "one resource",
            [failed(ONE), told(ONE, "... DuplicatePolicyAttachmentException: The selected"), ENDED],
            [ONE],
        ],
        [
            "two, of which one creation of an account",
            [told(ONE, "DuplicatePolicyException"), failed(ONE), failed(TWO), told(TWO, "EMAIL_ALREADY_EXISTS"), ENDED],
            [ONE, TWO],
        ],
        ["its message in two pieces", [failed(ONE), told(ONE, "a"), told(ONE, "EMAIL_ALREADY_EXISTS")], [ONE]],
        ["something else", [failed(ONE), told(ONE, "AccessDenied"), ENDED], []],
        ["something else as well", [failed(ONE), told(ONE, "DuplicatePolicyException"), failed(TWO), ENDED], []],
        ["a warning alone", [failed(ONE), told(ONE, "DuplicatePolicyException", "warning")], []],
        ["no resource at all", [told("", "The definition has 1 mistake: DuplicatePolicyException")], []],
        ["a log that was cut", [failed(ONE), told(ONE, "DuplicatePolicyException"), '{"diagnosticEv'], [ONE]],
        ["an empty log", [""], []],
    ];
    for (const [what, lines, urns] of cases) {
        it(`is ${urns.length > 0 ? "" : "not "}continued: ${what}`, () => {
            assert.deepEqual(alreadyDone(lines.join("\n")), urns);
        });
    }
});

describe("program: the advice after a failed run", () => {
    const cases: readonly [string, string, RegExp | undefined][] = [
        [
            "AWS does not allow something",
            "creating Organizations Policy: AccessDeniedException: You don't have permissions to access this resource.",
            /docs\/aws-roles\.md/,
        ],
        [
            "AWS names what it does not allow",
            "User: arn:aws:sts::111122223333:assumed-role/x/y is not authorized to perform: organizations:CreatePolicy",
            /docs\/aws-roles\.md/,
        ],
        [
            "the credentials have expired",
            "ExpiredTokenException: The security token included in the request is expired",
            /aws sso login/,
        ],
        [
            "the local AWS was stopped",
            'Post "http://127.0.0.1:24577/": dial tcp 127.0.0.1:24577: connect: connection refused',
            /make up/,
        ],
        [
            "the advice was given already",
            "AWS does not allow this: docs/aws-roles.md says. AWS says: AccessDenied",
            undefined,
        ],
        ["something else failed", "ConcurrentModificationException", undefined],
    ];
    for (const [what, message, expected] of cases) {
        it(what, () => {
            const said = advice([failed(ONE), told(ONE, message), told(TWO, message), ENDED].join("\n"));
            assert.equal(said.length, expected ? 1 : 0);
            if (expected) assert.match(said[0] ?? "", expected);
            assert.deepEqual(advice(told(ONE, message, "warning")), []);
        });
    }
});
