import type { OrganizationModel } from "../../../definition/model";
import { formatPlace } from "../../../definition/problems";
import type { Path, Report } from "../../../definition/problemReport";
import { valueAt } from "../../../definition/reading/writtenValue";
import { countOf, didYouMean, list, quoted, unknownRegion, visible } from "../../../limits";
import type { NamedRegion } from "../library/libraryBlock";
import type { AccountBlock, BaselineModel, BlockModel } from "../model";
import type { BlockLibrary } from "./blockLibrary";

/** A parameter that names a region, and the accounts that have it. */
interface RegionUse {
    readonly block: BlockModel;
    readonly named: NamedRegion;
    /** The place that says the parameters. */
    readonly path: Path;
    readonly has: string[];
    /** Accounts in which the block is not in that region, or also in others where it may be in that one only. */
    readonly lacks: string[];
    /** The regions of the block in the first of those. */
    readonly regions: readonly string[];
}

const MOST_NAMES = 5;

/** Reports parameters that name a region in which no account has the block. */
export function checkNamedRegions(model: BaselineModel, library: BlockLibrary, report: Report): void {
    for (const use of regionUses(model, library)) {
        const { named, path, has, lacks, regions, block } = use;
        const { parameter, region, isOnly, purpose } = named;
        const at = writtenAt(parameter, path, block, report);
        const unknown = unknownRegion(region);
        if (report.hasMistakeAt(at)) continue;
        if (unknown !== undefined) report.add(at, unknown);
        else if (isOnly && lacks.length > 0) {
            report.add(
                at,
                `is in ${region}, and the block is in ${list(regions)}: ${purpose}. Write \`regions: [${region}]\`, and for each other region another block with a KMS key there`,
            );
        } else if (has.length === 0) {
            report.add(
                at,
                `names ${quoted(region)}, and the block is in ${list(regions)}: ${purpose}.${didYouMean(region, regions)} Name one of them, or add ${region} to \`regions\``,
            );
        }
    }
}

/** Warns of accounts in which a block is not in the region that it names, while it is in others. */
export function partlyNamedRegions(model: BaselineModel, library: BlockLibrary): string[] {
    return regionUses(model, library).flatMap(({ block, named, has, lacks }) =>
        named.isOnly || has.length === 0 || lacks.length === 0
            ? []
            : [
                  `block ${visible(block.key)} names ${named.region} as its ${named.parameter}, and is not there in ${countOf(lacks.length, "account")} (${list(lacks, MOST_NAMES)}): ${named.purpose}. Write another \`${named.parameter}\` at their unit`,
              ],
    );
}

/** The region that a block names for each account. */
export function regionsByAccount(
    { blocks, accounts }: BaselineModel,
    library: BlockLibrary,
    kind: string,
): ReadonlyMap<string, readonly { readonly region: string; readonly block: AccountBlock }[]> {
    const source = library.get(kind);
    const keys = new Set(blocks.filter((block) => block.kind === kind).map(({ key }) => key));
    return new Map(
        [...accounts].map(([account, own]) => [
            account,
            own.blocks
                .filter(({ block }) => keys.has(block))
                .flatMap((block) =>
                    (source?.namedRegions?.(block.parameters) ?? []).map(({ region }) => ({ region, block })),
                ),
        ]),
    );
}

function regionUses({ blocks, accounts }: BaselineModel, library: BlockLibrary): readonly RegionUse[] {
    const uses = new Map<string, RegionUse>();
    const byKey = new Map(blocks.map((block) => [block.key, block]));
    const add = (
        block: BlockModel,
        one: Pick<AccountBlock, "parameters" | "regions" | "path">,
        account: string,
    ): void => {
        for (const named of library.get(block.kind)?.namedRegions?.(one.parameters) ?? []) {
            const id = JSON.stringify([one.path, named.parameter, named.region]);
            const use = uses.get(id) ?? { block, named, path: one.path, has: [], lacks: [], regions: one.regions };
            const isThere = one.regions.includes(named.region) && !(named.isOnly && one.regions.length > 1);
            uses.set(id, isThere || use.lacks.length > 0 ? use : { ...use, regions: one.regions });
            (isThere ? use.has : use.lacks).push(account);
        }
    };
    for (const [account, own] of accounts) {
        for (const one of own.blocks) {
            const block = byKey.get(one.block);
            if (block) add(block, one, account);
        }
    }
    const used = new Set([...accounts.values()].flatMap((own) => own.blocks.map(({ block }) => block)));
    for (const block of blocks) {
        // Without accounts there are the units that will have some.
        if (used.has(block.key)) continue;
        for (const { regions } of block.targets)
            add(block, { parameters: block.parameters, regions, path: block.path }, "");
    }
    return [...uses.values()];
}

/** The parameter at the place that says so last, or where the block begins. */
function writtenAt(parameter: string, path: Path, { path: first }: BlockModel, report: Report): Path {
    const places = [path, first].map((place) => [...place, parameter]);
    return places.find((place) => valueAt(report.written, place) !== undefined) ?? [...path];
}

/** Reports that two blocks name different collecting regions in one account. */
export function checkOneCollector(
    model: BaselineModel,
    organization: OrganizationModel,
    library: BlockLibrary,
    report: Report,
): void {
    const found = regionsByAccount(model, library, COLLECTING);
    const told = new Set<string>();
    for (const { key } of organization.accounts) {
        const [first, ...others] = found.get(key) ?? [];
        for (const { region, block } of others) {
            const id = JSON.stringify([first?.block.path, block.path]);
            if (!first || region === first.region || told.has(id)) continue;
            told.add(id);
            report.add(
                [...block.path, "aggregator"],
                `names ${region}, and block ${visible(first.block.block)} names ${first.region} in the same account ${key} (${formatPlace(report.placeOf(first.block.path))}): an account has one aggregator. Name the same region in both, or leave one out`,
            );
        }
    }
}

/** The block of the library whose parameter names the region that collects the indexes of others. */
const COLLECTING = "search-index";
