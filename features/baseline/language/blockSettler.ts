import { isDeepStrictEqual } from "node:util";
import type { OrganizationModel } from "../../../definition/model";
import { formatPlace } from "../../../definition/problems";
import type { Path, Report } from "../../../definition/problemReport";
import { didYouMean, list, listSome, quoted, visible } from "../../../limits";
import type { RegionLimits } from "../plan/placeRegions";
import type { BlockInput } from "./baselineSchema";
import type { BlockLibrary } from "./blockLibrary";
import { BlockReader, parametersOf } from "./blockReader";
import type { BlocksAtPlace, BroughtBlock, SettledBlock, WrittenBlock } from "./settledBlock";

/** Keys that are said where a block begins, and hold below. `parameters` may differ. */
const ONCE = ["block", "template", "roles", "regions", "keepStacks", "existing"] as const;

/** Settles which blocks a place has, from those of the place above and from what the place writes. */
export class BlockSettler {
    readonly #reader: BlockReader;
    readonly #report: Report;
    /** The first place that brings a block, by key: all others must mean the same template. */
    readonly #first = new Map<string, BroughtBlock>();

    constructor(organization: OrganizationModel, library: BlockLibrary, report: Report) {
        this.#reader = new BlockReader(organization, library, report);
        this.#report = report;
    }

    /** The first place that brings a block, by its key, in the order of the definition. */
    get first(): ReadonlyMap<string, BroughtBlock> {
        return this.#first;
    }

    /**
     * @param written the key `baseline` of the place.
     * @param path of that key.
     */
    settle(
        above: BlocksAtPlace,
        written: Readonly<Record<string, BlockInput>> | undefined,
        path: Path,
        limits: RegionLimits,
    ): BlocksAtPlace {
        const blocks = new Map(above);
        for (const [key, block] of above) {
            const isWritten = written !== undefined && Object.hasOwn(written, key);
            if (block !== "broken" && !isWritten) blocks.set(key, inRegions(block, limits));
        }
        for (const [key, input] of Object.entries(written ?? {})) {
            const at = [...path, key];
            const before = above.get(key);
            if (input === false) {
                if (before === undefined) this.#reportNothingAbove(key, above, at);
                blocks.delete(key);
            } else if (before !== "broken") {
                this.#checkManagement(input, at);
                const settled = before
                    ? this.#changed(before, input ?? {}, at)
                    : this.#brought(key, input ?? {}, at, limits);
                const placed = settled && this.#placed(settled, limits);
                blocks.set(key, placed ?? "broken");
            }
        }
        return blocks;
    }

    #reportNothingAbove(key: string, above: BlocksAtPlace, at: Path): void {
        const keys = [...above.keys()];
        this.#report.add(
            at,
            () =>
                `takes out ${quoted(key)}, which no place above brings.${didYouMean(key, keys)}${keys.length > 0 ? ` There are ${listSome(keys)}.` : ""} Remove the line`,
        );
    }

    /** The management account is in no unit. */
    #checkManagement(input: BlockInput, path: Path): void {
        if (!input || input.managementAccount === undefined || path.length === 2) return;
        this.#report.add(
            [...path, "managementAccount"],
            "is allowed at the root only: the management account is in no unit",
        );
    }

    #brought(key: string, input: WrittenBlock, path: Path, { ofStacks }: RegionLimits): SettledBlock | undefined {
        const read = this.#reader.read(key, input, path);
        if (!read) return undefined;
        const brought = { ...read, ...(ofStacks && { allowed: ofStacks }) };
        const first = this.#first.get(key);
        if (!first) this.#first.set(key, brought);
        else if (!this.#isSame(key, first, brought)) return undefined;
        return {
            key,
            broughtBy: brought,
            written: parametersOf(input, brought.source),
            made: brought.made,
            regions: brought.regions ?? [],
            skipped: [],
            path,
        };
    }

    /** Two places that are not below each other may bring the same block, with other parameters and regions. */
    #isSame(key: string, first: BroughtBlock, { made, keepsStacks, path }: BroughtBlock): boolean {
        const where = formatPlace(this.#report.placeOf(first.path));
        if (made.template !== first.made.template) {
            this.#report.add(
                path,
                `block ${visible(key)} makes another template than at ${where}, and one key is one StackSet with one template. Only values of its parameters may differ: give this one another key, with \`block\`, \`template\` or \`roles\` below it`,
            );
            return false;
        }
        if (keepsStacks === first.keepsStacks) return true;
        this.#report.add(
            path,
            `block ${visible(key)} has other keepStacks than at ${where}: it holds for the whole block`,
        );
        return false;
    }

    /** A place below the one that brings a block may write other parameters. */
    #changed(before: SettledBlock, input: WrittenBlock, path: Path): SettledBlock | undefined {
        const { broughtBy, written: above, key } = before;
        const { source, input: first } = broughtBy;
        const wrong = ONCE.filter((one) => input[one] !== undefined && !isDeepStrictEqual(input[one], first[one]));
        for (const one of wrong) {
            const where = formatPlace(this.#report.placeOf(broughtBy.path));
            this.#report.add(
                [...path, one],
                `is said once, where block ${visible(key)} begins (${where}). Here its parameters may differ, or \`${key}: false\` takes it out`,
            );
        }
        if (wrong.length > 0) return undefined;
        if (source.kind === "roles") return { ...before, path };
        const own = parametersOf(input, source);
        const written = { ...above, ...own };
        const made = source.make(written, path);
        if (!made) return undefined;
        if (made.template !== broughtBy.made.template) {
            this.#reportShape(before, own, path);
            return undefined;
        }
        return { ...before, written, made, path };
    }

    #reportShape({ key, written, broughtBy }: SettledBlock, own: Readonly<Record<string, unknown>>, path: Path): void {
        const { source, made } = broughtBy;
        const shaping = Object.keys(own).filter((one) => {
            const alone = source.make({ ...written, [one]: own[one] }, path);
            return alone !== undefined && alone.template !== made.template;
        });
        const at = shaping.length === 1 ? [...path, ...shaping] : path;
        const shape = `${list(shaping.map((one) => quoted(one)))} ${shaping.length === 1 ? "shapes" : "shape"}`;
        this.#report.add(
            at,
            `${shaping.length > 0 ? shape : "the parameters shape"} the template of block ${visible(key)}, and one key is one StackSet with one template. It cannot differ below the place that brings the block: write a block of another key, \`${key}-here: { block: ${source.kind}, ... }\`, and \`${key}: false\``,
        );
    }

    /** A block with the regions of a place. */
    #placed(block: SettledBlock, limits: RegionLimits): SettledBlock | undefined {
        const { source, regions: said } = block.broughtBy;
        if (!said && !source.isGlobal && limits.regions === undefined) {
            this.#report.add(
                block.path,
                `block ${visible(block.key)} is deployed in each region, and nothing says which: write \`regions: [eu-central-1]\` here, or \`regions\` of the unit`,
            );
            return undefined;
        }
        return inRegions(block, limits);
    }
}

/**
 * A block at a place. Without regions of its own, it follows those in which the accounts may work. Of its own, it skips those in which the
 * key `regions` of the place denies stacks, but not such in which that of the place which brings it does so already: there the definition contradicts itself.
 */
function inRegions(block: SettledBlock, { regions, ofStacks }: RegionLimits): SettledBlock {
    const { source, regions: said, allowed } = block.broughtBy;
    if (source.isGlobal) return block;
    if (!said) {
        return regions === undefined || isDeepStrictEqual(regions, block.regions) ? block : { ...block, regions };
    }
    const skipped = said.filter(
        (region) => ofStacks?.includes(region) === false && (allowed?.includes(region) ?? true),
    );
    if (isDeepStrictEqual(skipped, block.skipped)) return block;
    return { ...block, regions: said.filter((region) => !skipped.includes(region)), skipped };
}
