import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { listSome } from "../../limits/messageText";
import { refusedChanges } from "../failedRun";
import { parseUrn } from "../state";

/**
 * Reads which resources have a change in the state that AWS refused (refusedChanges.ts). The engine does not report that to programs, so
 * this runs `pulumi stack export` while the definition is read.
 *
 * @returns URNs; none if Pulumi cannot be asked.
 */
export async function readUnreadChanges(): Promise<readonly string[]> {
    try {
        const { stdout } = await promisify(execFile)(
            "pulumi",
            ["stack", "export", "--stack", fullStackName(), "--non-interactive"],
            { maxBuffer: Infinity },
        );
        return refusedChanges(stdout);
    } catch (error) {
        void pulumi.log.debug(`The state was not searched for refused changes: ${String(error)}`);
        return [];
    }
}

/** Pulumi Cloud has stacks of several organisations. Other backends call theirs `organization`. */
function fullStackName(): string {
    const [organization, stack] = [pulumi.getOrganization(), pulumi.getStack()];
    return organization === "organization" ? stack : `${organization}/${pulumi.getProject()}/${stack}`;
}

/** What such a stack needs. Undefined if it has no such changes. */
export function unreadChangesText(urns: readonly string[], stack: string): string | undefined {
    if (urns.length === 0) return undefined;
    const names = listSome([...new Set(urns.map((urn) => parseUrn(urn).name))]);
    return (
        `AWS refused a change of ${names} in an earlier run, but the AWS provider has recorded it in the state. ` +
        `\`up\` would not make it, and would succeed all the same. First run \`pulumi refresh --stack ${stack}\` ` +
        "(`up --refresh` reads AWS too late). `make up` and the workflow do that themselves"
    );
}
