import type { IAMClient } from "@aws-sdk/client-iam";
import { unlessNamed } from "../../../../aws/organization";
import type { PacedCaller } from "../../../../aws/pacedCaller";
import { answerOf, clientsWith, partitionOfArn, type AwsAnswer, type CommandContext } from "../../../../operations/cli";
import type { AskedAccount } from "./askedAccounts";
import { CREDENTIAL_KINDS, type CredentialKind, type RootCredential } from "./rootCredential";

/**
 * AWS's policies that say what a root session may do. A session lasts 15 minutes at most.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html, read on 2026-11-27.
 */
const TASKS = { look: "IAMAuditRootUserCredentials", remove: "IAMDeleteRootUserCredentials" } as const;
const SESSION_SECONDS = 900;

/** What has become of one account's credentials. */
export interface CredentialRemoval {
    readonly account: AskedAccount;
    readonly removed: readonly RootCredential[];
    /** Still there, each with the reason. */
    readonly left: readonly { readonly credential: RootCredential; readonly reason: string }[];
}

/** The root users of member accounts, through short sessions of AssumeRoot. AWS refuses to act as the root user of the management account. */
export class RootUsers {
    readonly #context: CommandContext;
    readonly #caller: PacedCaller;

    constructor(context: CommandContext) {
        this.#context = context;
        this.#caller = context.clients.pacedCaller();
    }

    /** The credentials that the root user of an account has; the reason if AWS does not say. */
    credentialsOf(account: AskedAccount): Promise<AwsAnswer<readonly RootCredential[]>> {
        return answerOf(() => this.#within(account, "look", (iam) => this.#read(iam)));
    }

    /** Removes these credentials. One that fails does not keep the others, but a password keeps its MFA devices. Never fails. */
    async remove(account: AskedAccount, credentials: readonly RootCredential[]): Promise<CredentialRemoval> {
        const removed: RootCredential[] = [];
        const left: { readonly credential: RootCredential; readonly reason: string }[] = [];
        const ordered = CREDENTIAL_KINDS.flatMap((kind) => credentials.filter((one) => one.kind === kind));
        const answer = await answerOf(() =>
            this.#within(account, "remove", async (iam) => {
                for (const credential of ordered) {
                    if (credential.kind === "MFA device" && left.some((one) => one.credential.kind === "password")) {
                        left.push({ credential, reason: "kept, because it protects the password" });
                        continue;
                    }
                    const done = await answerOf(() => this.#removeOne(iam, credential));
                    if ("unread" in done) left.push({ credential, reason: done.unread });
                    else removed.push(credential);
                }
            }),
        );
        if ("unread" in answer) {
            const known = new Set([...removed, ...left.map(({ credential }) => credential)]);
            left.push(
                ...ordered
                    .filter((one) => !known.has(one))
                    .map((credential) => ({ credential, reason: answer.unread })),
            );
        }
        return { account, removed, left };
    }

    /** A root user has 2 access keys, 2 certificates and 8 MFA devices at most: each list is one page. */
    async #read(iam: IAMClient): Promise<readonly RootCredential[]> {
        const sdk = await import("@aws-sdk/client-iam");
        const call = <T>(operation: string, send: () => Promise<T>): Promise<T> =>
            this.#caller.call(`iam.${operation}`, send);
        const { AccessKeyMetadata = [] } = await call("ListAccessKeys", () =>
            iam.send(new sdk.ListAccessKeysCommand({})),
        );
        const { Certificates = [] } = await call("ListSigningCertificates", () =>
            iam.send(new sdk.ListSigningCertificatesCommand({})),
        );
        const { MFADevices = [] } = await call("ListMFADevices", () => iam.send(new sdk.ListMFADevicesCommand({})));
        const password = await unlessNamed(NOTHING_THERE, () =>
            call("GetLoginProfile", () => iam.send(new sdk.GetLoginProfileCommand({}))),
        );
        const all = (kind: CredentialKind, ids: readonly (string | undefined)[]): readonly RootCredential[] =>
            ids.flatMap((id) => (id === undefined ? [] : [{ kind, id }]));
        return [
            ...all(
                "access key",
                AccessKeyMetadata.map(({ AccessKeyId }) => AccessKeyId),
            ),
            ...all(
                "signing certificate",
                Certificates.map(({ CertificateId }) => CertificateId),
            ),
            ...all("password", password ? [""] : []),
            ...all(
                "MFA device",
                MFADevices.map(({ SerialNumber }) => SerialNumber),
            ),
        ];
    }

    /** One that is gone already is no failure. */
    async #removeOne(iam: IAMClient, { kind, id }: RootCredential): Promise<void> {
        const sdk = await import("@aws-sdk/client-iam");
        const removals: Readonly<Record<CredentialKind, readonly [string, () => Promise<unknown>]>> = {
            "access key": ["DeleteAccessKey", () => iam.send(new sdk.DeleteAccessKeyCommand({ AccessKeyId: id }))],
            "signing certificate": [
                "DeleteSigningCertificate",
                () => iam.send(new sdk.DeleteSigningCertificateCommand({ CertificateId: id })),
            ],
            password: ["DeleteLoginProfile", () => iam.send(new sdk.DeleteLoginProfileCommand({}))],
            "MFA device": [
                "DeactivateMFADevice",
                () => iam.send(new sdk.DeactivateMFADeviceCommand({ SerialNumber: id })),
            ],
        };
        const [operation, send] = removals[kind];
        await unlessNamed(NOTHING_THERE, () => this.#caller.call(`iam.${operation}`, send));
    }

    /** @throws Error if AWS refuses the session, or if it is for another account. */
    async #within<T>(account: AskedAccount, task: keyof typeof TASKS, use: (iam: IAMClient) => Promise<T>): Promise<T> {
        const { AssumeRootCommand, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
        const { clients, settings } = this.#context;
        const arn = `arn:${partitionOfArn(account.arn)}:iam::aws:policy/root-task/${TASKS[task]}`;
        const sts = await clients.sts();
        const { Credentials: keys } = await this.#caller.call("sts.AssumeRoot", () =>
            sts.send(
                new AssumeRootCommand({
                    TargetPrincipal: account.id,
                    TaskPolicyArn: { arn },
                    DurationSeconds: SESSION_SECONDS,
                }),
            ),
        );
        const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = keys ?? {};
        const inside = clientsWith(settings.aws, {
            accessKeyId: AccessKeyId,
            secretAccessKey: SecretAccessKey,
            sessionToken: SessionToken,
        });
        const [rootSts, iam] = [await inside.sts(), await inside.iam()];
        try {
            const { Account } = await rootSts.send(new GetCallerIdentityCommand({}));
            if (Account !== account.id)
                throw new Error(`the root session is for account ${Account}: nothing was done with it`);
            return await use(iam);
        } finally {
            rootSts.destroy();
            iam.destroy();
        }
    }
}

const NOTHING_THERE = "NoSuchEntityException";
