import type { ExistingState, FeatureEffect } from "../../../definition/feature";
import type { OrganizationModel } from "../../../definition/model";
import { paragraphText } from "../../../evaluator/effect";
import { countOf, list, visible } from "../../../limits";
import type { BaselineModel, BlockModel } from "../model";
import { heldBlocks } from "../plan/automaticTargets";
import { standingBaseline, withStandingRegions } from "../plan/standingRegions";
import type { BlockLibrary } from "../language/blockLibrary";
import { baselineAfter, baselineBefore } from "./baselineSides";
import { blockChanges, templateOf, type BlockChange } from "./blockChange";
import { countStacks, type StackSide } from "./blockSide";
import { forgottenStacks, withKeys } from "./forgottenStacks";
import { movedAccounts, movedText, type MovedAccount } from "./movedAccountBlocks";
import { roleAccessLines } from "./roleAccessLines";
import { newAccountTexts } from "./newAccountBlocks";
import {
    changedResources,
    endedResources,
    forgottenLines,
    isLost,
    madeText,
    resourceLines,
    type ChangedResources,
} from "./resourceLines";

/** The most lines and names of a preview. `org effect` shows all. */
const MOST_LINES = 12;
const MOST_NAMES = 4;

/** A change of a block, with what it does to resources. */
interface ExplainedChange {
    readonly change: BlockChange;
    readonly block?: BlockModel;
    /** AWS would go on giving it where the definition no longer has it. */
    readonly isHeld: boolean;
    readonly resources: readonly ChangedResources[];
    /** What the library says of an account that no longer has the block. */
    readonly whenEnded?: string;
}

/** What a change of the baseline does in how many accounts and regions, resource by resource. */
export async function baselineEffect(
    said: BaselineModel,
    organization: OrganizationModel,
    state: ExistingState,
    isFull: boolean,
    library: BlockLibrary,
): Promise<FeatureEffect | undefined> {
    const inState = standingBaseline(state, organization);
    const model = withStandingRegions(said, inState);
    const before = baselineBefore(state);
    if (before.size === 0 && model.blocks.length === 0) return undefined;
    const held = heldBlocks(model, organization, inState.targets);
    const changes = blockChanges(before, baselineAfter(model, before, held));
    const blocks = new Map(model.blocks.map((block) => [block.key, block]));
    const explained: ExplainedChange[] = [];
    for (const change of changes) {
        const block = blocks.get(change.key);
        const resources = await Promise.all(change.changes.map(changedResources));
        const whenEnded = library.get(block?.kind ?? change.key)?.whenRemoved;
        explained.push({
            change,
            ...(block && { block }),
            isHeld: held.has(change.key),
            resources,
            ...(whenEnded !== undefined && { whenEnded }),
        });
    }
    const moved = movedAccounts(model, organization, state, before, held);
    const elsewhere = isFull ? NOWHERE : toldElsewhere(changes, moved, state);
    const { given, taken } = roleAccessLines(changes, isFull ? Infinity : MOST_NAMES);
    const most = isFull ? Infinity : MOST_LINES;
    const globals = new Set(model.blocks.filter(({ isGlobal }) => isGlobal).map(({ key }) => key));
    const paragraphs = [
        ...explained.flatMap((one) => blockParagraphs(one, elsewhere, isFull)),
        ...(isFull ? [] : newAccountTexts(changes, state, globals, most).map((text) => ({ text, isLoss: false }))),
        ...movedParagraphs(moved, isFull),
    ];
    return {
        lost: paragraphs.filter(({ isLoss }) => isLoss).map(({ text }) => text),
        looser: given.length > 0 ? [{ heading: "LOOSER: roles of the baseline", lines: given, most }] : [],
        tighter: taken.length > 0 ? [{ heading: "Tighter: roles of the baseline", lines: taken, most }] : [],
        other: [
            ...paragraphs.filter(({ isLoss }) => !isLoss).map(({ text }) => text),
            ...(explained.length > 0 ? rolloutText(model, changes) : []),
        ],
        json: { baseline: { blocks: explained.map(changeJson), moves: moved } },
    };
}

/** A paragraph of a preview. */
interface BlockParagraph {
    readonly text: string;
    /** Whether data or access may be lost: somebody has to look at it. */
    readonly isLoss: boolean;
}

/** The accounts of which a line of their own says that they get a block, by the block's key. */
type ToldElsewhere = ReadonlyMap<string, ReadonlySet<string>>;
const NOWHERE: ToldElsewhere = new Map();

function toldElsewhere(
    changes: readonly BlockChange[],
    moved: readonly MovedAccount[],
    { accounts }: ExistingState,
): ToldElsewhere {
    return new Map(
        changes
            // Of a block that is new, all accounts are named.
            .filter(({ before }) => before !== undefined)
            .map(({ key, gains }) => [
                key,
                new Set([
                    ...[...gains.keys()].filter((account) => !accounts.has(account)),
                    ...moved.filter(({ gets }) => gets.includes(key)).map(({ account }) => account),
                ]),
            ]),
    );
}

type ParagraphMaker = (
    what: string,
    where: ReadonlyMap<string, Pick<StackSide, "regions">>,
    lines: readonly string[],
    isLoss?: boolean,
) => BlockParagraph;

function blockParagraphs(
    { change, block, isHeld, resources, whenEnded }: ExplainedChange,
    elsewhere: ToldElsewhere,
    isFull: boolean,
): BlockParagraph[] {
    const { key, before, after } = change;
    const gains = new Map([...change.gains].filter(([account]) => elsewhere.get(key)?.has(account) !== true));
    const name = `Baseline: block ${visible(key)}`;
    const paragraph: ParagraphMaker = (what, where, lines, isLoss = false) => ({
        text: paragraphText({
            heading: `${name} ${what} ${whereText(where, isFull)}`,
            lines: lines.map((text) => ({ text })),
            most: isFull ? Infinity : MOST_LINES,
        }),
        isLoss,
    });
    return [
        ...(gains.size > 0 && after
            ? [
                  paragraph(before ? "comes into" : `is new (${visible(block?.title ?? "")}) in`, gains, [
                      madeText(templateOf(after), isFull),
                  ]),
              ]
            : []),
        ...resources.map((one) =>
            paragraph(
                "changes in",
                one.accounts,
                [
                    ...one.parameters.map((text) => `parameter ${text}`),
                    ...resourceLines(one.resources, isFull),
                    ...(one.resources.length === 0 ? ["no resource changes by that"] : []),
                ],
                one.resources.some(isLost),
            ),
        ),
        ...endingParagraphs(change, whenEnded, paragraph, isFull),
        ...[...automaticText(name, change, isHeld), ...againText(name, change, isFull)].map((text) => ({
            text,
            isLoss: false,
        })),
    ];
}

/** What ends in accounts that lose the block, and in those that the stack has forgotten. */
function endingParagraphs(
    change: BlockChange,
    whenEnded: string | undefined,
    paragraph: ParagraphMaker,
    isFull: boolean,
): BlockParagraph[] {
    const { before, after, loses } = change;
    if (!before || loses.size === 0) return [];
    const isKept = (after ?? before).keepsStacks;
    const ended = endedResources(templateOf(before), isKept);
    const forgotten = forgottenStacks(change);
    const lost = new Map([...loses].filter(([account]) => !forgotten.has(account)));
    const lines = [...resourceLines(ended, isFull), ...(whenEnded === undefined || isKept ? [] : [whenEnded])];
    return [
        ...(forgotten.size > 0
            ? [paragraph("leaves", withKeys(forgotten), forgottenLines(forgotten.size, ended, isFull))]
            : []),
        ...(lost.size > 0 ? [paragraph(after ? "leaves" : "ENDS in", lost, lines, ended.some(isLost))] : []),
    ];
}

/** A refresh takes stacks of accounts that the definition does not have for somebody else's (providers/stackSets/unlistedAccounts.ts). */
const BY_UP =
    "The `up` that makes or moves an account gives it. Accounts that the definition does not have, and to which AWS has given it, lose it with the next refresh and `up`: add them to the definition first";

function automaticText(
    name: string,
    { before, after, changes, leftAlone, released }: BlockChange,
    isHeld: boolean,
): string[] {
    const left = [
        // Where nothing changes in other accounts, nothing is kept from those.
        ...(leftAlone.length > 0 && changes.length > 0
            ? [`${name} stays as it is in ${accountsText(leftAlone, MOST_NAMES)}: quarantined`]
            : []),
        ...(released.length > 0
            ? [
                  `${name} leaves ${accountsText(released, MOST_NAMES)} with the \`up\` after this one: until this one they are quarantined`,
              ]
            : []),
    ];
    if (!before || !after || before.isAutomatic === after.isAutomatic) return left;
    if (isHeld) {
        return [
            ...left,
            `${name}: AWS no longer gives it by itself to accounts that come, because it would go on giving it where the definition no longer has it. ${BY_UP}`,
        ];
    }
    return [
        ...left,
        after.isAutomatic
            ? `${name}: from now on AWS gives it by itself to every account that comes into its units`
            : `${name}: AWS no longer gives it by itself to accounts that come into its units, because single accounts have it, or a unit of which a part does not. ${BY_UP}`,
    ];
}

function againText(name: string, { again }: BlockChange, isFull: boolean): string[] {
    if (again.length === 0) return [];
    return [
        `${name}: the last run did not get through in ${accountsText(again, isFull ? Infinity : MOST_NAMES)}. This run tries again`,
    ];
}

function accountsText(accounts: readonly string[], most: number): string {
    return `${countOf(accounts.length, "account")} (${list([...accounts].sort(), most)})`;
}

/** `12 accounts, 24 stacks: a, b and 10 more` */
function whereText(accounts: ReadonlyMap<string, Pick<StackSide, "regions">>, isFull: boolean): string {
    const stacks = countStacks(accounts.values());
    const regions = [...new Set([...accounts.values()].flatMap((one) => one.regions))].sort();
    const inRegions = regions.length === 0 ? "" : ` in ${list(regions, 3)}`;
    const names = list([...accounts.keys()].sort(), isFull ? Infinity : MOST_NAMES);
    const many = stacks === accounts.size ? "" : `, ${countOf(stacks, "stack")}`;
    return `${countOf(accounts.size, "account")}${many}${inRegions}: ${names}`;
}

/** What is deleted and made anew is gone in between. What an account loses is a paragraph of the block. */
function movedParagraphs(moved: readonly MovedAccount[], isFull: boolean): BlockParagraph[] {
    const lines = moved.flatMap(movedText).map((text) => ({ text }));
    if (lines.length === 0) return [];
    const heading = `Baseline: ${lines.length === 1 ? "1 account moves" : `${lines.length} accounts move`}`;
    const text = paragraphText({ heading, lines, most: isFull ? Infinity : MOST_LINES });
    return [{ text, isLoss: moved.some(({ anew }) => anew.length > 0) }];
}

/** In which order the accounts get it. */
function rolloutText({ rollOut, accounts }: BaselineModel, changes: readonly BlockChange[]): string[] {
    const touched = new Set(
        changes.flatMap(({ gains, changes: of, again }) => [
            ...gains.keys(),
            ...of.flatMap((one) => [...one.accounts.keys()]),
            ...again,
        ]),
    );
    const rings = rollOut.rings
        .map(({ name }) => ({
            name,
            count: [...touched].filter((account) => accounts.get(account)?.ring === name).length,
        }))
        .filter(({ count }) => count > 0)
        .map(({ name, count }) => `${visible(name)} (${countOf(count, "account")})`);
    if (rings.length < 2) return [];
    const { failureTolerance: tolerated } = rollOut;
    const until =
        tolerated === 0 ? "An account that fails stops it" : `More than ${tolerated} accounts that fail stop it`;
    return [`Baseline: the order is ${rings.join(", then ")}. ${until}, and the next \`up\` goes on`];
}

function changeJson({ change, resources }: ExplainedChange): unknown {
    const { key, before, after, gains, loses, again, leftAlone, released } = change;
    const placed = (accounts: ReadonlyMap<string, Pick<StackSide, "regions">>): unknown =>
        [...accounts].map(([account, { regions }]) => ({ account, regions }));
    return {
        block: key,
        change: before ? (after ? "changed" : "ended") : "new",
        gains: placed(gains),
        loses: placed(loses),
        changes: resources.map((one) => ({
            accounts: placed(one.accounts),
            parameters: one.parameters,
            resources: one.resources,
        })),
        again,
        leftAlone,
        released,
    };
}
