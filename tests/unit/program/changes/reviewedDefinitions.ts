import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { ChangeReview } from "../../../../program/changes";
import { assertAskedOrReasoned } from "../../../review/unaskedChanges";
import { FORECAST, stateOfDefinition, TEST_STACK } from "../forecast/stateOfDefinition";

/** What `org review` says about an `up` that goes from one definition to another. */
export async function reviewBetween(
    before: string,
    after: string,
    codes: readonly string[] = [],
): Promise<ChangeReview> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "review-"));
    const location = path.join(folder, "organization.yaml");
    try {
        fs.writeFileSync(location, before);
        const state = await stateOfDefinition(location);
        fs.writeFileSync(location, after);
        const review = await FORECAST.reviewAtOnce({ ...TEST_STACK, location, state }, codes);
        for (const one of review.changes) assertAskedOrReasoned(one);
        return review;
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

/** A text to acknowledge without the digits that bind it to just this change: `detach own from Workloads`. */
export function unbound(text: string): string {
    assert.match(text, / \([0-9a-f]{6}\)$/);
    return text.slice(0, -" (123456)".length);
}

/** The changes, one line each: the risk, the sentence, and what must be acknowledged. */
export function changeLines({ changes, refusals }: ChangeReview): readonly string[] {
    return [
        ...refusals.map(({ message }) => `refused: ${message}`),
        ...changes.map(
            ({ risk, text, acknowledge }) =>
                `${risk}: ${text}${acknowledge === undefined ? "" : ` [${unbound(acknowledge)}]`}`,
        ),
    ];
}
