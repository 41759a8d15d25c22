import { stackSetOperationResults } from "../../../../aws/stackSetOperationResults";
import type { StackSetQuestion } from "../../../../aws/stackSetInAws";
import type { DeployedBlock, DeployedStack } from "./deployedBlocks";
import type { DriftDetection } from "./driftDetection";
import type { StackCondition } from "./stackCondition";

/** A stack in which AWS could not look for drift. Most often somebody has deleted it in CloudFormation of its account. */
export interface FailedDetection {
    readonly block: string;
    readonly account: string;
    readonly region: string;
    /** AWS's reason. Empty: none. */
    readonly reason: string;
}

/** Stacks in which AWS is not expected to succeed, or of which the command says more than that. */
const NOT_EXPECTED: readonly StackCondition[] = ["closed", "quarantined", "stuck"];

/** @returns AWS's reasons, by `ACCOUNT in REGION`. AWS is asked only if it could not look for drift somewhere. */
export async function detectionFailures(
    { stackSet }: Pick<DeployedBlock, "stackSet">,
    { operation, hasFailures }: DriftDetection,
    ask: StackSetQuestion,
): Promise<ReadonlyMap<string, string>> {
    if (!hasFailures) return new Map();
    const results = await stackSetOperationResults(stackSet, operation, ask);
    return new Map(
        results.filter(({ hasFailed }) => hasFailed).map((one) => [placeOf(one.account, one.region), one.reason]),
    );
}

/** The block with what is known of its stacks now: AWS keeps what an earlier detection has found. */
export function withFailedDetections(block: DeployedBlock, reasons: ReadonlyMap<string, string>): DeployedBlock {
    const stacks = block.stacks.map((stack): DeployedStack => {
        const detectionFailure = reasons.get(placeOf(stack.id, stack.region));
        if (detectionFailure === undefined || NOT_EXPECTED.includes(stack.condition)) return stack;
        return { ...stack, drift: "UNKNOWN", detectionFailure };
    });
    return { ...block, stacks };
}

export function failedDetections(blocks: readonly DeployedBlock[]): readonly FailedDetection[] {
    return blocks.flatMap(({ stacks }) =>
        stacks.flatMap(({ block, account, region, detectionFailure: reason }) =>
            reason === undefined ? [] : [{ block, account, region, reason }],
        ),
    );
}

function placeOf(account: string, region: string): string {
    return `${account} in ${region}`;
}
