import { AwsClients } from "../../aws/awsClients";
import { awsSettings } from "../../aws/awsSettings";
import { listAccounts, listCreations, type AccountCreation, type OrganizationCalls } from "../../aws/organization";
import { parseUrn } from "../state/urn";
import { errorsByUrn, eventsIn } from "./runEvents";

/** An account that AWS did not create, because another account has its e-mail. */
export interface RefusedEmail {
    /** The account's key in the definition. */
    readonly key: string;
    /** Its name in AWS. */
    readonly name: string;
    readonly email: string;
}

/**
 * The accounts that AWS did not create because of their e-mails.
 *
 * @param log the events of a run that failed, one JSON object a line.
 */
export function refusedEmails(log: string): RefusedEmail[] {
    const events = eventsIn(log);
    const errors = errorsByUrn(events);
    const refused = new Map<string, RefusedEmail>();
    for (const { resOpFailedEvent } of events) {
        const { urn, new: created } = resOpFailedEvent?.metadata ?? {};
        if (urn === undefined || !/EMAIL_ALREADY_EXISTS/.test(errors.get(urn) ?? "")) continue;
        const { email, name } = created?.inputs ?? {};
        const key = parseUrn(urn).name;
        if (typeof email !== "string") continue;
        refused.set(urn, { key, name: typeof name === "string" ? name : key, email });
    }
    return [...refused.values()];
}

/**
 * Which of the e-mails belong to an account outside the organisation. The others are those of an account that AWS has created, or is
 * creating, for a request whose answer was lost.
 *
 * @param config the stack's config, as `pulumi config --json --show-secrets` prints it.
 * @throws UnansweredError if AWS does not say which accounts it has or creates.
 */
export async function findOutside(refused: readonly RefusedEmail[], config: string): Promise<RefusedEmail[]> {
    const settings = JSON.parse(config) as Readonly<Record<string, { readonly value?: string } | undefined>>;
    const clients = new AwsClients(awsSettings((key) => settings[`aws:${key}`]?.value));
    return await outsideOrganization(refused, clients.organizationCalls);
}

/** @throws UnansweredError if AWS does not say which accounts it has or creates. */
export async function outsideOrganization(
    refused: readonly RefusedEmail[],
    calls: OrganizationCalls,
): Promise<RefusedEmail[]> {
    const creations = await listCreations(calls, ["IN_PROGRESS", "SUCCEEDED", "FAILED"]).catch(
        (error: unknown) => error,
    );
    // Asked afterwards: an account that AWS finishes in between is in one of the two answers.
    const accounts = await listAccounts(calls);
    const [ids, emails] = [new Set(accounts.map(({ id }) => id)), accounts.map(({ email }) => email.toLowerCase())];
    const unknown = refused.filter(({ email }) => !emails.includes(email.toLowerCase()));
    if (unknown.length > 0 && !Array.isArray(creations)) throw creations;
    const unlisted = unlistedCreations(Array.isArray(creations) ? (creations as AccountCreation[]) : [], ids);
    return unknown.filter(({ name }) => !unlisted.some((creation) => creation.name === name));
}

/** How long an account that AWS has created may be missing from ListAccounts, which is eventually consistent. */
const UNLISTED_MS = 3_600_000;

/**
 * The creations whose accounts ListAccounts does not return yet: those in progress, and those that have just ended. Ages are compared with
 * the newest request, which is the one that was refused, because this machine's clock may differ from AWS's.
 *
 * @param ids of the accounts that are listed. An account that was created long ago and is not listed has left.
 */
function unlistedCreations(creations: readonly AccountCreation[], ids: ReadonlySet<string>): AccountCreation[] {
    const now = Math.max(...creations.map(({ requested }) => requested?.getTime() ?? 0));
    return creations.filter(({ ended, accountId = "", requested }) => {
        if (ended === undefined) return true;
        return ended === "SUCCEEDED" && !ids.has(accountId) && now - (requested?.getTime() ?? 0) < UNLISTED_MS;
    });
}

/** Says that the account's e-mail belongs to an account outside the organisation, and what to do. */
export function describeOutside({ key, email }: RefusedEmail): string {
    return (
        `Account ${key} was not created. Its e-mail, ${email}, belongs to an account that is not in this organisation; AWS says no more about it. ` +
        "Perhaps that account has left, was closed long ago, or is somebody else's. An e-mail is never free again, so waiting or another run does not help. What to do:\n" +
        `  - give account ${key} another e-mail in the definition; or\n` +
        `  - if that account is yours and open, invite it: add \`invite: true\` to account ${key}, with its id if you know it: id: "<its account id>" (docs/when/an-account-is-to-join.md).`
    );
}
