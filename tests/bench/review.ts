/**
 * What `org review` costs at once: the definition and the state of organisations of three sizes, one account with another tag. The state is
 * what the definition registers (tests/unit/program/forecast/stateOfDefinition.ts), so that no `up` has to make 10,000 accounts.
 *
 * Seconds are processor time on one machine on one day, but for the last column. The ratios tell more: of the review to reading the definition
 * alone, and of the whole command (`./org review`, with `pulumi stack export` and every other process that it starts) to what it computes.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { loadDefinition } from "../../definition";
import { FEATURES } from "../../features";
import { leastOf } from "./measuredCommand";
import { measuredReview, writeProject } from "./benchedReview";
import { FORECAST, stateOfDefinition, TEST_STACK } from "../unit/program/forecast/stateOfDefinition";

const SIZES = [100, 1_000, 10_000];
const TEAMS = 40;

/** An organisation of ten units with contacts, which are a resource of their own. @param team of the first account. */
function definitionText(accounts: number, team: string): string {
    const account = (index: number): string =>
        `            account-${index}: { tags: { Team: ${index === 0 ? team : `team-${index % TEAMS}`} } }`;
    const units = Array.from({ length: 10 }, (_, unit) =>
        [
            `    Unit${unit}:`,
            "        kind: workloads",
            "        accounts:",
            ...Array.from({ length: accounts / 10 }, (__, index) => account(unit * (accounts / 10) + index)),
        ].join("\n"),
    );
    return [
        "organization: { serviceAccess: [account.amazonaws.com] }",
        "defaults:",
        "    email: aws+{account}@example.com",
        '    contacts: { security: { name: S, title: T, email: s@example.com, phone: "+49 30 1234567" } }',
        "units:",
        ...units,
        "",
    ].join("\n");
}

async function processorSeconds(run: () => unknown): Promise<number> {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
}

async function main(): Promise<void> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-review-"));
    const location = path.join(folder, "organization.yaml");
    console.log("accounts  resources  definition  review  times  ./org  times   wall");
    try {
        for (const accounts of SIZES) {
            fs.writeFileSync(location, definitionText(accounts, "before"));
            const state = await stateOfDefinition(location);
            fs.writeFileSync(location, definitionText(accounts, "after"));
            const definition = await processorSeconds(() => loadDefinition(location, FEATURES));
            let changes = 0;
            const review = await processorSeconds(async () => {
                changes = (await FORECAST.reviewAtOnce({ ...TEST_STACK, location, state }, [])).changes.length;
            });
            if (changes !== 1) throw new Error(`${changes} changes were found, and there is one`);
            writeProject(folder, state);
            // The least of three: that is what it takes.
            const command = await leastOf(3, () => Promise.resolve(measuredReview(folder)));
            const cells = [
                accounts,
                state.length,
                definition.toFixed(2),
                review.toFixed(2),
                (review / definition).toFixed(1),
                command.cpu.toFixed(2),
                (command.cpu / (definition + review)).toFixed(1),
                command.wall.toFixed(2),
            ];
            const widths = [8, 10, 11, 7, 6, 6, 6, 6];
            console.log(cells.map((cell, index) => String(cell).padStart(widths[index] ?? 0)).join(" "));
        }
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

void main();
