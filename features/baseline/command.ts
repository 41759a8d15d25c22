import { fewAtATime } from "../../aws/fewAtATime";
import { unlessNamed } from "../../aws/organization";
import type { StackSetQuestion } from "../../aws/stackSetInAws";
import { stackSetQuestion } from "../../aws/stackSetQuestion";
import { CommandError, EXIT, stateOf, textValue, type CommandContext, type ReadCommand } from "../../operations/cli";
import { accountText, baselineText, isInOrder, type BaselineReport } from "./commands/baseline/baselineText";
import { blocksInState, type BlockInState } from "./commands/baseline/blockInState";
import { accountPlaces } from "./commands/baseline/accountPlaces";
import { deployedBlock, placedBlock, unexplainedAccounts } from "./commands/baseline/deployedBlocks";
import { detectDrift, driftedResources, type DriftDetection } from "./commands/baseline/driftDetection";
import { detectionFailures, failedDetections, withFailedDetections } from "./commands/baseline/failedDetection";
import { accountNamed } from "./commands/baseline/namedAccount";
import { resourcesInTheWay } from "./commands/baseline/resourcesInTheWay";
import { StateNodes } from "./commands/baseline/stateNodes";
import { baseline as baselineFeature } from "./definition";
import { baselineBefore } from "./effect/baselineSides";
import type { BaselineSide } from "./effect/blockSide";

/** StackSets that AWS is asked about at a time. */
const AT_A_TIME = 4;

export const baselineCommand: ReadCommand = {
    name: "baseline",
    summary: "Show what the baseline has set up in which account, and what has failed or drifted",
    description:
        "Asks AWS which stacks the blocks of the baseline have: in how many accounts and regions each is up to date, and every stack that somebody has to look at, with the reason and what to do. " +
        "With an account, every stack of that account. Who is to have a block is what the last `up` has applied, so the state is read. It makes one call for each hundred stacks of a block, and a few for accounts that the state cannot explain.\n\n" +
        "AWS looks for drift only when it is told to: --drift has it compare every resource of every stack with the templates, waits for the end, and lists what differs. It takes minutes, and AWS starts no other operation of these StackSets meanwhile. " +
        `Nothing is changed. The exit code is ${EXIT.found} if a stack is not as it should be.`,
    arguments: [["[account]", "only this account: its key, name or e-mail in the definition, or its id"]],
    options: [["--drift", "have AWS look for drift first, and list the resources that differ"]],
    examples: ["org baseline", "org baseline shop-prod", "org baseline --drift", "org baseline --json"],
    async run(context, values) {
        const named = textValue(values, "account");
        const account = named === undefined ? undefined : await accountNamed(context, named);
        const existing = await stateOf(context);
        const id = account && existing.accounts.get(account.key)?.id;
        if (account && id === undefined) {
            throw new CommandError(`no \`up\` has made account ${account.key} yet, so it has no stacks`, EXIT.usage);
        }
        const blocks = blocksInState(existing.featureResources);
        if (blocks.length > 0) await context.clients.managementAccount();
        const state = baselineBefore({
            accounts: existing.accounts,
            resources: existing.featureResources ?? new Map<string, never>(),
        });
        const asked = { blocks, nodes: new StateNodes(existing), state, ...(id !== undefined && { id }) };
        const report: BaselineReport = {
            ...(await reportOf(context, asked, values["drift"] === true)),
            newBlocks: account ? [] : newBlocks(context, blocks),
            ...(id !== undefined && { excluded: excludedBlocks(blocks, id) }),
        };
        const { columns, stack } = context;
        return {
            text: account ? accountText(report, account.key, columns) : baselineText(report, columns),
            json: { stack, ...(account && { account: account.key }), ...report },
            code: isInOrder(report) ? EXIT.done : EXIT.found,
        };
    },
};

/** What AWS is asked about. */
interface AskedBlocks {
    readonly blocks: readonly BlockInState[];
    /** The accounts and units of the state. */
    readonly nodes: StateNodes;
    /** The blocks with their templates. */
    readonly state: BaselineSide;
    /** Of the only account that is asked about. */
    readonly id?: string;
}

/** The blocks that the definition takes out of an account. */
function excludedBlocks(blocks: readonly BlockInState[], id: string): readonly string[] {
    return blocks.filter(({ excluded }) => excluded.has(id)).map(({ block }) => block);
}

/** Asks AWS, after it has looked for drift if that is wanted. */
async function reportOf(
    { clients }: CommandContext,
    { blocks, nodes, state, id }: AskedBlocks,
    looksForDrift: boolean,
): Promise<Omit<BaselineReport, "newBlocks">> {
    const caller = clients.pacedCaller();
    const found = await fewAtATime(blocks, AT_A_TIME, async (block) => {
        const ask = stackSetQuestion(clients, caller, block.region);
        const detection = looksForDrift ? await detectDriftOf(block, ask) : undefined;
        const found = await deployedBlock(block, ask, nodes, id);
        if (!detection) return { deployed: found, resources: [], isBusy: looksForDrift && !found.isGone };
        const deployed = withFailedDetections(found, await detectionFailures(block, detection, ask));
        const drifted = deployed.stacks.filter(({ drift }) => drift === "DRIFTED");
        return { deployed, resources: await driftedResources(block, drifted, detection, ask), isBusy: false };
    });
    const deployed = found.map((one) => one.deployed);
    const unexplained = unexplainedAccounts(deployed);
    const places = await accountPlaces(clients.organizationCalls, unexplained, nodes);
    const differing = { resources: found.flatMap(({ resources }) => resources), failed: failedDetections(deployed) };
    return {
        blocks: deployed.map((one) => placedBlock(one, places, nodes)),
        ...(looksForDrift && {
            drift: {
                ...differing,
                inTheWay: resourcesInTheWay(differing, state),
                busy: found.flatMap(({ deployed: { block }, isBusy }) => (isBusy ? [block] : [])),
            },
        }),
    };
}

function detectDriftOf(block: BlockInState, ask: StackSetQuestion): Promise<DriftDetection | undefined> {
    return unlessNamed("StackSetNotFoundException", () => detectDrift(block, ask));
}

/** Blocks of the definition that no `up` has rolled out yet. */
function newBlocks({ model }: CommandContext, blocks: readonly BlockInState[]): readonly string[] {
    const known = new Set(blocks.map(({ block }) => block));
    return model.features
        .get(baselineFeature)
        .blocks.map(({ key }) => key)
        .filter((key) => !known.has(key));
}
