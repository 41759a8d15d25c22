import { quoted } from "../../../limits";

/** The command that lets a stopped account spend again. */
export function resumeCommand(account: string): string {
    return `./org resume-spending ${/^[\w@./<>-]+$/.test(account) ? account : quoted(account)}`;
}
