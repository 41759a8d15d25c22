import { IF_REGION_IS_NEW, regionError, unknownRegion } from "../../limits";
import { settingsFile } from "./settingsFiles";

const ALLOWED = "Allowed: us-east-1, where AWS Organizations is served, or another region of AWS";

/** Why `aws:region` of a stack cannot be right. The AWS provider says only "invalid AWS Region", and not where. Undefined if it can be. */
export function regionSettingError(region: string, stack: string): string | undefined {
    const error = regionError(region, ["us-east-1"]);
    return error === undefined ? undefined : `${settingOf(stack)}: ${withStop(error)} ${ALLOWED}`;
}

/** A warning if `aws:region` of a stack is a region that this program does not know. */
export function regionSettingWarning(region: string, stack: string): string | undefined {
    const unknown = unknownRegion(region);
    return unknown === undefined ? undefined : `${settingOf(stack)}: ${unknown} ${ALLOWED}. ${IF_REGION_IS_NEW}`;
}

function settingOf(stack: string): string {
    return `${settingsFile(stack)}: aws:region`;
}

function withStop(text: string): string {
    return /[.?]$/.test(text) ? text : `${text}.`;
}
