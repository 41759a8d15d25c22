/**
 * The tag by which a run recognises the StackSet of a baseline block that an earlier one has made, if the state does not have it. CloudFormation
 * gives the tags of a StackSet to its stacks too. A definition cannot write tags that begin so.
 */
export function blockStackSetMark(block: string): readonly [tag: string, value: string] {
    return ["aws-organization:block", block];
}
