import type { Path, Report } from "../../../definition/problemReport";
import { quoted } from "../../../limits";

/** Reports what a list names a second time. */
export function checkTwice(words: readonly string[], path: Path, report: Report): void {
    for (const [index, word] of words.entries()) {
        if (words.indexOf(word) < index) report.add([...path, index], `names ${quoted(word)} a second time: keep one`);
    }
}

/** Reports an empty list where something must be named. */
export function checkSome(words: readonly string[] | undefined, path: Path, off: string, report: Report): void {
    if (words?.length === 0) report.add(path, `is an empty list: give at least 1 entry, or turn it off with ${off}`);
}
