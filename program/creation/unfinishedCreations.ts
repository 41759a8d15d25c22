import * as pulumi from "@pulumi/pulumi";
import { causeOf, describeCreation, exceptionName, type AccountCreation } from "../../aws/organization";
import { list } from "../../limits/messageText";

/** How long is waited for AWS, in seconds. A preview promises nothing, and so waits for little. */
const PATIENCE = { preview: 10, up: 300 } as const;
const LONGEST_PAUSE_SECONDS = 10;

/** What waiting needs of the world; a test has its own. */
export interface Waiting {
    readonly isPreview: boolean;
    readonly ask: () => Promise<readonly AccountCreation[]>;
    readonly pause: (seconds: number) => Promise<void>;
    readonly info: (message: string) => void;
    readonly warn: (message: string) => void;
}

/**
 * Waits until AWS creates none of the accounts any more: a run that was killed has left creations behind, which go on without
 * it. Created a second time they would fail, for the e-mail is taken. An account of that name that somebody else creates
 * is waited for as well, which does no harm.
 *
 * @param names of the accounts that are new to the stack.
 * @throws RunError where AWS has not finished after five minutes of an `up`.
 */
export async function finishCreations(names: readonly string[], waiting: Waiting): Promise<void> {
    const { isPreview, ask, pause, info, warn } = waiting;
    const limit = isPreview ? PATIENCE.preview : PATIENCE.up;
    let waited = 0;
    for (let seconds = 1; ; seconds = Math.min(2 * seconds, LONGEST_PAUSE_SECONDS)) {
        let creations: readonly AccountCreation[];
        try {
            creations = (await ask()).filter(({ name }) => names.includes(name));
        } catch (error) {
            // There is nothing in progress where there is no organisation: that is told elsewhere, if it is a mistake.
            if (exceptionName(error) === "AWSOrganizationsNotInUseException") return;
            warn(
                `AWS does not say whether it is still creating accounts for a run that broke off (organizations:ListCreateAccountStatus): ${String(causeOf(error))}`,
            );
            return;
        }
        if (creations.length === 0) return;
        const told = list(creations.map(describeCreation));
        const are = creations.length === 1 ? "is" : "are";
        if (waited >= limit) {
            if (isPreview) {
                warn(
                    `${told} ${are} still being created by AWS for an earlier run. \`up\` waits, and takes over what it finds.`,
                );
                return;
            }
            throw new pulumi.RunError(
                `AWS has been creating ${told} for an earlier run and has not finished within ${limit / 60} minutes. Nothing was changed. ` +
                    "Run it again later; `aws organizations list-create-account-status --states IN_PROGRESS` says when.",
            );
        }
        if (waited === 0) {
            info(
                `${told} ${are} still being created by AWS for an earlier run: waiting until that ends, ${limit} s at most.`,
            );
        }
        const time = Math.min(seconds, limit - waited);
        await pause(time);
        waited += time;
    }
}
