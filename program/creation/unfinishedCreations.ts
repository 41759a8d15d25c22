import { describeCreation, exceptionName, type AccountCreation } from "../../aws/organization";
import { list } from "../../limits/messageText";
import { RunEnd } from "../runEndError";

/** How long a run waits for AWS, in seconds. A preview changes nothing, so it waits only briefly. */
const PATIENCE = { preview: 10, up: 300 } as const;
const LONGEST_PAUSE_SECONDS = 10;

/** How planning waits for AWS. It takes minutes if AWS is still working for an earlier run. */
export interface AwsWait {
    readonly pause: (seconds: number) => Promise<void>;
    /** Says at once that the run waits, and for what. */
    readonly progress: (message: string) => void;
}

/**
 * Waits until AWS is no longer creating any of the accounts. After a run was killed, its creations continue, and AWS would refuse their
 * e-mails a second time. AWS lists creations by name only, so this also waits for an account of the same name that somebody else creates.
 * That does no harm.
 *
 * If AWS does not list its creations, the run goes on with a warning. No account can be created twice: an e-mail belongs to one account
 * in all of AWS, so AWS refuses the second creation (EMAIL_ALREADY_EXISTS). That run fails and loses nothing: the next one finds the
 * first account by its e-mail and takes it over (tests/integration/unlistedCreations.test.ts). If this refused instead, nobody whose role
 * lacks this one permission could create an account.
 *
 * @param names of the accounts that are new to the stack.
 * @param ask for the creations that AWS has in progress.
 * @returns warnings.
 * @throws RunEnd where AWS has not finished after five minutes of an `up`.
 */
export async function waitForCreations(
    names: readonly string[],
    ask: () => Promise<readonly AccountCreation[]>,
    isPreview: boolean,
    { pause, progress }: AwsWait,
): Promise<string[]> {
    const limit = isPreview ? PATIENCE.preview : PATIENCE.up;
    let waited = 0;
    for (let seconds = 1; ; seconds = Math.min(2 * seconds, LONGEST_PAUSE_SECONDS)) {
        let creations: readonly AccountCreation[];
        try {
            creations = (await ask()).filter(({ name }) => names.includes(name));
        } catch (error) {
            // Without an organisation nothing is in progress. If that is a mistake, another stage reports it.
            if (exceptionName(error) === "AWSOrganizationsNotInUseException") return [];
            return [
                `AWS does not say whether it is still creating accounts for an interrupted run (organizations:ListCreateAccountStatus): ${String(error)}`,
            ];
        }
        if (creations.length === 0) return [];
        const described = list(creations.map(describeCreation));
        const are = creations.length === 1 ? "is" : "are";
        if (waited >= limit) {
            if (!isPreview) throw new RunEnd(unfinished(described, limit));
            return [
                `${described} ${are} still being created by AWS for an earlier run. \`up\` waits for that, and takes over what it finds.`,
            ];
        }
        if (waited === 0) {
            progress(
                `${described} ${are} still being created by AWS for an earlier run: waiting for that, ${limit} s at most.`,
            );
        }
        const time = Math.min(seconds, limit - waited);
        await pause(time);
        waited += time;
    }
}

function unfinished(creations: string, limit: number): string {
    return (
        `AWS has been creating ${creations} for an earlier run and has not finished within ${limit / 60} minutes. Nothing was changed. ` +
        "Run it again when `aws organizations list-create-account-status --states IN_PROGRESS` lists none of them."
    );
}
