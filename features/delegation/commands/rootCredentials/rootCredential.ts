import { countOf, list } from "../../../../limits";

/** The kinds in the order in which they are removed. A password must not lose its MFA device before it is gone itself. */
export const CREDENTIAL_KINDS = ["access key", "signing certificate", "password", "MFA device"] as const;

export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** Something with which a root user can sign in or call AWS, or that protects the sign-in. */
export interface RootCredential {
    readonly kind: CredentialKind;
    /** AWS's id; empty for the password. */
    readonly id: string;
}

/** `2 access keys, its password and 1 MFA device`. */
export function credentialsText(credentials: readonly RootCredential[]): string {
    return list(
        CREDENTIAL_KINDS.flatMap((kind) => {
            const count = countOfKind(credentials, kind);
            return count === 0 ? [] : [kind === "password" ? "its password" : countOf(count, kind)];
        }),
    );
}

export function countOfKind(credentials: readonly RootCredential[], wanted: CredentialKind): number {
    return credentials.filter(({ kind }) => kind === wanted).length;
}

/** The same for programs. The password is a yes or no. */
export function credentialsJson(credentials: readonly RootCredential[]): Record<string, unknown> {
    const ids = (wanted: CredentialKind): readonly string[] =>
        credentials.filter(({ kind }) => kind === wanted).map(({ id }) => id);
    return {
        password: countOfKind(credentials, "password") > 0,
        accessKeys: ids("access key"),
        mfaDevices: ids("MFA device"),
        certificates: ids("signing certificate"),
    };
}
