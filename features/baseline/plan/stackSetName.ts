const PREFIX = "baseline-";

/** The name of a block's StackSet in AWS, which nothing can change. */
export function stackSetName(block: string): string {
    return `${PREFIX}${block}`;
}
