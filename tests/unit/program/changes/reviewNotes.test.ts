import assert from "node:assert/strict";
import { reviewNotes } from "../../../../program/changes/reviewNotes";
import type { Note } from "../../../../program/plan";

const warning = (message: string): Note => ({ severity: "warning", topic: "review", message });
const effect = (message: string): Note => ({ severity: "info", topic: "effect", message });

/** What a change of the review says already. */
const SAID: readonly Note[] = [
    effect("LOOSER: access is given\n  - group shop (2 people) gets Reader in shop"),
    effect("Sessions of permission set Support last 480 minutes instead of 240."),
    warning(
        "AWS CLOSES by this change: retired (276953492431). Left out of the definition, with `state: closing` applied.",
    ),
    warning("the organisation loses, open, by this change: sold (343264305965)."),
    warning(
        "account broken (294850774904) leaves its quarantine: everything that its other guardrails allow is possible again.",
    ),
    warning(
        "account audit no longer administers macie.amazonaws.com for the organisation: what it has set up there ...",
    ),
    warning('budgets "account a monthly" and "account b monthly" are deleted'),
    warning("the audit trail is turned off: nothing is recorded any more in any account"),
    warning("GuardDuty is turned off: GuardDuty ends in every account"),
];

/** What no change says. */
const MORE: readonly Note[] = [
    effect("LOOSER: shop gains\n  - ec2: RunInstances"),
    effect("Baseline: block oncall ENDS in 1 account in us-east-1: shop"),
    warning(
        "moves account shop (954381427845) from A to B, where it loses the guardrails regions, as is acknowledged.",
    ),
    warning('anomaly monitor "accounts" is deleted, with the anomalies found. Subscriptions made by hand lose it too'),
    warning("GuardDuty, Macie and Inspector begin in eu-west-1 in every account, and are billed there"),
];

describe("the notes of a review", () => {
    it("are those that no change says already", () => {
        assert.deepEqual(reviewNotes([...SAID, ...MORE]), MORE);
    });
});
