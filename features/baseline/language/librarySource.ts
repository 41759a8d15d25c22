import type { Path, Report } from "../../../definition/problemReport";
import { formatPath } from "../../../definition/problems";
import { explain, keysAt, ofKind } from "../../../definition/schema/checkForm";
import { didYouMean, list, quoted } from "../../../limits";
import type { LibraryBlock } from "../library/libraryBlock";
import type { BlockSource } from "./blockSource";

/** A block of the library as a source of templates. */
export function librarySource(block: LibraryBlock, report: Report): BlockSource {
    const { name, title, isGlobal, capabilities, retains = false } = block;
    return {
        kind: name,
        title,
        isGlobal,
        capabilities,
        keepsStacks: retains,
        library: block,
        make(written, path) {
            const read = block.parameters.strict().safeParse(written, { reportInput: true });
            if (!read.success) {
                for (const issue of read.error.issues.flatMap(ofKind)) reportIssue(issue, block, path, report);
                return undefined;
            }
            return {
                template: JSON.stringify(block.template(read.data)),
                parameters: block.cloudFormationParameters(read.data),
                ...(block.documents && { documents: block.documents(read.data) }),
            };
        },
    };
}

function reportIssue(issue: Parameters<typeof explain>[0], block: LibraryBlock, path: Path, report: Report): void {
    const at = [...path, ...issue.path.filter((key) => typeof key !== "symbol")];
    if (issue.code === "unrecognized_keys") {
        const inside = at.slice(path.length);
        const names = inside.length > 0 ? keysAt(block.parameters, inside) : Object.keys(block.parameters.shape);
        for (const key of issue.keys) {
            report.add([...at, key], () =>
                inside.length > 0
                    ? `parameter ${formatPath(inside)} of block ${block.name} has no key ${quoted(key)}.${didYouMean(key, names)} Allowed here: ${list(names)}`
                    : `block ${block.name} has no parameter ${quoted(key)}.${didYouMean(key, names)} ${names.length > 0 ? `It has ${list(names)}` : "It has none"}`,
            );
        }
        return;
    }
    // A parameter is written here, or at a place above: then the mistake is told where the block is named.
    if (report.hasMistakeAt(at)) return;
    const keys = keysAt(block.parameters, at.slice(path.length));
    report.add(at, `${explain(issue, report.writtenAt(at), keys)} (block ${block.name}, docs/baseline-blocks.md)`);
}
