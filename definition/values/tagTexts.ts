import { TAG_KEY, TAG_VALUE, textError, visible } from "../../limits";
import type { Tags } from "../model";
import type { Path, Report } from "../problemReport";
import { markError } from "../unitMarks";

/** Checks the keys and values of tags. A mistake is reported once, where it is written, and not for every node that inherits the tag. */
export function checkTagTexts(tags: Tags, path: Path, report: Report): void {
    for (const [key, value] of Object.entries(tags)) {
        const error = markError(key) ?? textError(TAG_KEY, key) ?? textError(TAG_VALUE, value);
        if (error) report.add([...path, key], `tag ${visible(key, 300)}: ${error}`);
    }
}
