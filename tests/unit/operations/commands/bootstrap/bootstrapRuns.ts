import assert from "node:assert/strict";
import { parse } from "yaml";
import type { BootstrapTemplate } from "../../../../../operations/commands/bootstrap/bootstrapTemplate";
import { POWERS } from "../../../../../operations/commands/bootstrap/permissions";
import { inStack, org } from "../../orgRuns";

export const GITHUB = ["--repository", "acme/aws-organization"];
export const SECURITY_ROLES = ["222222222222", "333333333333"].map(
    (account) => `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`,
);
/** With all options that make something. */
export const EVERYTHING = [
    ...GITHUB,
    ...["--gitlab-project", "acme/platform/organization", "--export-bucket", "acme-costs"],
    ...["--up-permission-set", "Platform", "--preview-principal", "arn:aws:iam::111122223333:role/ops/Reader"],
    ...["--allow", ...POWERS],
    ...["--security-role", ...SECURITY_ROLES],
];

export const SANDBOX_PATH = "o-abcdefghij/r-ab12/ou-ab12-abcdefgh";
export const SANDBOXES = ["--sandbox-path", SANDBOX_PATH];

/** The stack needs no definition, because the command reads none. */
export function run(...args: string[]): Promise<{ code: number; text: string; error: string }> {
    return inStack({}, async (folder) => {
        const { code, out, error } = await org(folder, ["bootstrap", ...args, "--stack", "test"]);
        return { code, text: out, error };
    });
}

export async function template(...args: string[]): Promise<BootstrapTemplate> {
    const { code, text, error } = await run(...args);
    assert.equal(code, 0, error);
    return parse(text) as BootstrapTemplate;
}
