import { visible } from "./visibleText";

/** Node.js's codes for what an operating system refuses to do with a file. */
const REASONS: Readonly<Record<string, string>> = {
    EACCES: "you have no permission for that",
    EPERM: "you have no permission for that",
    EROFS: "its file system can only be read",
    ENOSPC: "no space is left",
    EDQUOT: "your disk quota is used up",
    ENOENT: "there is no such file or folder",
    ENOTDIR: "a part of its path is no folder",
    EISDIR: "it is a folder",
    ELOOP: "its links lead in a circle",
    ENAMETOOLONG: "its name is too long",
    EMFILE: "too many files are open",
    EBUSY: "another program uses it",
};

/**
 * Why the operating system refuses to read or write a file, in words: `no space is left (ENOSPC)`. Undefined for any other error.
 *
 * @param reasons takes the place of the usual words for some codes.
 */
export function fileRefusal(error: unknown, reasons: Readonly<Record<string, string>> = {}): string | undefined {
    const { code, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
    // A program that cannot be started has such a code as well.
    if (code === undefined || syscall === undefined || syscall.startsWith("spawn")) return undefined;
    const words = { ...REASONS, ...reasons };
    return Object.hasOwn(words, code) ? `${words[code]} (${code})` : undefined;
}

/** The same with the file: `organizations/prod/root.yaml cannot be used: you have no permission for that (EACCES)`. */
export function fileRefusalText(error: unknown): string | undefined {
    const reason = fileRefusal(error);
    const { path } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
    return reason === undefined || path === undefined ? undefined : `${visible(path, 1_000)} cannot be used: ${reason}`;
}
