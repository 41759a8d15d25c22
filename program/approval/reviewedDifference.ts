import * as fs from "node:fs";
import type { ChangeReview } from "../changes";

const DIGEST = /^[0-9a-f]{12}$/;
const MOST = 10;

/**
 * What differs between a run and what was reviewed.
 *
 * @param reviewed a digest, or the path of a file with `org review --json`.
 * @returns undefined if the run is what was reviewed.
 */
export function reviewedDifference(review: ChangeReview, reviewed: string): string | undefined {
    if (DIGEST.test(reviewed)) {
        return review.digest === reviewed
            ? undefined
            : `This run is not what was reviewed: its digest is ${review.digest}, and that of the review ${reviewed}. Something was changed in between: in the definition, in AWS, or by another run. Read \`./org review --preview --stack ${review.stack}\`, which asks AWS as \`up\` does, and approve that`;
    }
    const earlier = readReview(reviewed);
    if (typeof earlier === "string") return earlier;
    if (earlier.digest === review.digest) return undefined;
    const [before, now] = [textsOf(earlier), textsOf(review)];
    const fresh = now.filter((text) => !before.includes(text));
    const gone = before.filter((text) => !now.includes(text));
    const lines = [
        ...fresh.map((text) => `not reviewed: ${text}`),
        ...gone.map((text) => `reviewed, and not in this run: ${text}`),
    ];
    const shown = lines.length === 0 ? ["the same things change, to other values"] : lines.slice(0, MOST);
    const more = lines.length > MOST ? [`and ${lines.length - MOST} more`] : [];
    return [
        `This run is not what was reviewed in ${reviewed}:`,
        ...[...shown, ...more].map((line) => `    ${line}`),
    ].join("\n");
}

function textsOf({ changes, others }: ChangeReview): readonly string[] {
    return [
        ...changes.map(({ text }) => text),
        ...others.map(({ operation, type, name }) => `${operation} ${type.split(":").at(-1) ?? type} ${name}`),
    ];
}

function readReview(file: string): ChangeReview | string {
    try {
        const content = JSON.parse(fs.readFileSync(file, "utf8")) as Partial<ChangeReview>;
        if (typeof content.digest === "string" && Array.isArray(content.changes) && Array.isArray(content.others)) {
            return content as ChangeReview;
        }
        return `${file} is no review: write one with \`./org review --json > ${file}\``;
    } catch (error) {
        return `The review ${file}, which this run is to be compared with, cannot be read (${error instanceof Error ? error.message : String(error)}). AWS_ORGANIZATION_REVIEWED is a digest of 12 hexadecimal digits, or a file that \`./org review --json\` has written`;
    }
}
