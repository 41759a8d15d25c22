import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { listSome } from "../../limits/messageText";
import { interruptedAccess, refusedChanges, type InterruptedAccess } from "../failedRun";
import type { ForecastState } from "../forecast";
import { RunEnd } from "../runEndError";
import { parseUrn } from "../state";

/** Where the state may not say what AWS has. */
export interface UnreadChanges {
    /** URNs of resources with a change in the state that AWS refused (refusedChanges.ts). */
    readonly refused: readonly string[];
    /** What a killed run was changing. */
    readonly interrupted: InterruptedAccess;
}

const NO_UNREAD_CHANGES: UnreadChanges = { refused: [], interrupted: { changed: [], created: [] } };

/**
 * Exports the state, while the definition is read: the engine reports to programs only the outputs of its resources.
 *
 * @returns undefined if Pulumi cannot be asked.
 */
export async function exportState(): Promise<string | undefined> {
    try {
        const { stdout } = await promisify(execFile)(
            "pulumi",
            ["stack", "export", "--stack", fullStackName(), "--non-interactive"],
            { maxBuffer: Infinity },
        );
        return stdout;
    } catch (error) {
        void pulumi.log.debug(`The state was not exported: ${String(error)}`);
        return undefined;
    }
}

/** Where an exported state may not say what AWS has. Nothing if Pulumi could not be asked. */
export function unreadChangesIn(exported: string | undefined): UnreadChanges {
    if (exported === undefined) return NO_UNREAD_CHANGES;
    return { refused: refusedChanges(exported), interrupted: interruptedAccess(exported) };
}

/** The resources of an exported state. */
export function resourcesIn(exported: string | undefined): readonly ForecastState[] | undefined {
    if (exported === undefined) return undefined;
    const { deployment } = JSON.parse(exported) as { deployment?: { resources?: readonly ForecastState[] } };
    return deployment?.resources ?? [];
}

/** Pulumi Cloud has stacks of several organisations. Other backends call theirs `organization`. */
function fullStackName(): string {
    const [organization, stack] = [pulumi.getOrganization(), pulumi.getStack()];
    return organization === "organization" ? stack : `${organization}/${pulumi.getProject()}/${stack}`;
}

/**
 * Refuses `up`, and not a preview, after a run that was killed while it changed somebody's access.
 *
 * @throws RunEnd
 */
export function refuseAfterInterruption({ interrupted: { changed } }: UnreadChanges, stack: string): void {
    if (changed.length === 0) return;
    throw new RunEnd(
        `${interruptedText(namesOf(changed), stack)}. Nothing was done. Do it now: the next \`up\` is not refused, because Pulumi forgets with this run what was interrupted`,
    );
}

/** What such a stack needs. Undefined if it has no such changes. */
export function unreadChangesText({ refused, interrupted }: UnreadChanges, stack: string): string | undefined {
    const texts = [
        ...(refused.length === 0 ? [] : [refusedText(namesOf(refused), stack)]),
        ...(interrupted.changed.length === 0 ? [] : [interruptedText(namesOf(interrupted.changed), stack)]),
    ];
    return texts.length === 0 ? undefined : texts.join(".\n");
}

function namesOf(urns: readonly string[]): string {
    return listSome([...new Set(urns.map((urn) => parseUrn(urn).name))]);
}

function interruptedText(names: string, stack: string): string {
    return (
        `A run was killed while it changed ${names}. AWS may have made a part of that, and the state says what was before: ` +
        `what the definition takes back now would stay. First run \`./org recover --stack ${stack}\`, or \`pulumi refresh --stack ${stack}\`. ` +
        "`make up` and the workflow refresh themselves"
    );
}

function refusedText(names: string, stack: string): string {
    return (
        `AWS refused a change of ${names} in an earlier run, but the AWS provider has recorded it in the state. ` +
        `\`up\` would not make it, and would succeed all the same. First run \`pulumi refresh --stack ${stack}\` ` +
        "(`up --refresh` reads AWS too late). `make up` and the workflow do that themselves"
    );
}
