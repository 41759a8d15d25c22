import type { AccountModel, OrganizationModel } from "../../../definition/model";
import { treeOf } from "../../../definition/modelTree";
import type { Path, Report } from "../../../definition/problemReport";
import { OWNER_TAG } from "../../../definition/resolution";

/** The path at which the tag of an account is written: at the account, a unit above, or in the defaults. */
export function writtenTagPath(
    account: AccountModel,
    tag: string,
    organization: OrganizationModel,
    report: Report,
): Path {
    if (tag === OWNER_TAG && account.owner !== undefined) return [...account.path, "owner"];
    const units = treeOf(organization)
        .unitsDownTo(account.unit)
        .map(({ path }) => path)
        .reverse();
    const at = [account.path, ...units, ["defaults"]].find((path) => report.keysAt([...path, "tags"]).includes(tag));
    return at ? [...at, "tags", tag] : account.path;
}
