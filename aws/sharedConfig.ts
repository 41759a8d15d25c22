import * as fs from "node:fs";
import * as os from "node:os";

/** The profile of the local AWS, in the file that it writes when it starts (local/awslocal/address.py). */
export const LOCAL_PROFILE = "aws-organization-local";

/**
 * The `endpoint_url` of a profile in a configuration file of AWS's own tools (~/.aws/config). The AWS provider reads it by itself;
 * the clients here must ask the same AWS.
 *
 * @param file relative to the working directory, as for the provider.
 * @returns nothing where there is no such file or profile, or the profile has no endpoint.
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
