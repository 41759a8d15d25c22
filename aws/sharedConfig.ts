import * as fs from "node:fs";
import * as os from "node:os";

/** The profile in the configuration file that the local AWS writes when it starts (local/awslocal/address.py). */
export const LOCAL_PROFILE = "aws-organization-local";

/**
 * Reads the `endpoint_url` of a profile from a configuration file of AWS's tools (~/.aws/config). The AWS provider reads it by itself, and
 * the clients here must use the same AWS.
 *
 * @param file relative to the working directory, as for the provider.
 * @returns undefined where the file or the profile does not exist, or the profile has no endpoint.
 */
export function readEndpoint(file: string, profile = "default"): string | undefined {
    let text: string;
    try {
        text = fs.readFileSync(file.replace(/^~(?=\/)/, os.homedir()), "utf8");
    } catch {
        return undefined;
    }
    let section = "";
    for (const line of text.split(/\r?\n/)) {
        const [, name] = /^\s*\[\s*(?:profile\s+)?([^\]]*?)\s*\]/.exec(line) ?? [];
        if (name !== undefined) section = name;
        // An indented line belongs to a nested setting, such as those of one service.
        const [, url] = /^endpoint_url\s*=\s*(\S+)/.exec(line) ?? [];
        if (url !== undefined && section === profile) return url;
    }
    return undefined;
}
