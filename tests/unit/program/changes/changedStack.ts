import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { ChangeReview } from "../../../../program/changes";
import { FORECAST, stateOfDefinition, TEST_STACK } from "../forecast/stateOfDefinition";

/** The review of a definition by a stack that has another one, both as YAML. */
export async function reviewBetween(
    before: string,
    after: string,
    codes: readonly string[] = [],
): Promise<ChangeReview> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "changes-"));
    const location = path.join(folder, "organization.yaml");
    try {
        fs.writeFileSync(location, before);
        const state = await stateOfDefinition(location);
        fs.writeFileSync(location, after);
        return await FORECAST.reviewAtOnce({ ...TEST_STACK, location, state }, codes);
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}
