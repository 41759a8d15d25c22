import type { OrganizationModel } from "../../../definition/model";
import type { Path, Report } from "../../../definition/problemReport";
import { didYouMean, list, listSome, quoted, STACK_SET_NAME, textError, unknownRegion } from "../../../limits";
import { mixedPartitions } from "../../../evaluator/request/endpointRegions";
import { COMMON_KEYS } from "./baselineSchema";
import type { BlockSource } from "./blockSource";
import { librarySource } from "./librarySource";
import type { BlockLibrary } from "./blockLibrary";
import { rolesSource } from "./rolesSource";
import type { BroughtBlock, WrittenBlock } from "./settledBlock";
import { TemplateFiles } from "./templateSource";

/** The longest key: the StackSet's name has a prefix. */
const LONGEST_KEY = 100;
/** Keys of which a block has one, and what each is. */
const SOURCES = ["block", "template", "roles"] as const;

/** Reads a block at the place that brings it. */
export class BlockReader {
    readonly #organization: OrganizationModel;
    readonly #library: BlockLibrary;
    readonly #report: Report;
    readonly #files: TemplateFiles;

    constructor(organization: OrganizationModel, library: BlockLibrary, report: Report) {
        this.#organization = organization;
        this.#library = library;
        this.#report = report;
        this.#files = new TemplateFiles(report);
    }

    /** @returns undefined if something is wrong; that is reported. */
    read(key: string, input: WrittenBlock, path: Path): BroughtBlock | undefined {
        const error = textError({ ...STACK_SET_NAME, what: "key of a block", max: LONGEST_KEY }, key);
        if (error !== undefined) {
            this.#report.add(path, error);
            return undefined;
        }
        const source = this.#source(key, input, path);
        if (!source) return undefined;
        const { regions } = input;
        const areRegionsRight = regions === undefined || this.#checkRegions(regions, source, [...path, "regions"]);
        const made = source.make(parametersOf(input, source), path);
        if (!made || !areRegionsRight) return undefined;
        return {
            source,
            made,
            input,
            ...(regions && { regions: [...new Set(regions)].sort() }),
            keepsStacks: input.keepStacks ?? source.keepsStacks,
            ...(input.existing && { existing: true }),
            path,
        };
    }

    #source(key: string, input: WrittenBlock, path: Path): BlockSource | undefined {
        const given = SOURCES.filter((one) => input[one] !== undefined);
        if (given.length > 1) {
            this.#report.add(path, `gives ${list(given)}: keep one of them`);
            return undefined;
        }
        const { block, template, roles } = input;
        if (template === undefined && roles === undefined) return this.#ofLibrary(block ?? key, block, input, path);
        const others = Object.keys(input).filter((one) => !COMMON_KEYS.includes(one));
        const allowed = COMMON_KEYS.filter(
            (one) => one !== "block" && one !== "roles" && (template !== undefined || one !== "parameters"),
        );
        for (const one of others) {
            const hint = template === undefined ? "" : " Parameters of the template go below `parameters`.";
            this.#report.add(
                [...path, one],
                `unknown key ${quoted(one)}.${didYouMean(one, allowed)}${hint} Allowed here: ${list(allowed)}`,
            );
        }
        if (roles !== undefined && input.parameters !== undefined) {
            this.#report.add([...path, "parameters"], "is for a template of your own: roles have no parameters");
            return undefined;
        }
        if (others.length > 0) return undefined;
        return template === undefined
            ? rolesSource(roles ?? {}, [...path, "roles"], this.#organization, this.#report)
            : this.#files.source(template, [...path, "template"]);
    }

    #ofLibrary(name: string, written: string | undefined, input: WrittenBlock, path: Path): BlockSource | undefined {
        const found = this.#library.get(name);
        if (!found) {
            const at = written === undefined ? path : [...path, "block"];
            this.#report.add(at, () => {
                const names = [...this.#library.keys()];
                const own =
                    written === undefined
                        ? ". For a block of your own, write `block`, `template` or `roles` below its key"
                        : "";
                return `there is no block ${quoted(name)} in the library.${didYouMean(name, names)} There are ${listSome(names, 30)}${own}`;
            });
            return undefined;
        }
        if (input.parameters !== undefined) {
            this.#report.add(
                [...path, "parameters"],
                `is for a template of your own: write the parameters of ${name} directly below the block`,
            );
            return undefined;
        }
        return librarySource(found, this.#report);
    }

    #checkRegions(regions: readonly string[], { isGlobal, kind }: BlockSource, path: Path): boolean {
        let isRight = true;
        for (const [index, region] of regions.entries()) {
            const wrong =
                unknownRegion(region) ??
                (regions.indexOf(region) < index ? `names ${region} a second time: keep one` : undefined);
            if (wrong === undefined) continue;
            isRight = false;
            this.#report.add([...path, index], wrong);
        }
        const partitions = isRight ? mixedPartitions(regions) : undefined;
        if (partitions !== undefined) {
            isRight = false;
            this.#report.add(path, partitions);
        }
        if (isGlobal && regions.length > 1) {
            isRight = false;
            const what = kind === "template" || kind === "roles" ? "makes only what IAM has" : "is about the account";
            this.#report.add(
                path,
                `names ${regions.length} regions, but the block ${what}, which is the same in every region: its stack lies in one. Leave the regions out, or name one`,
            );
        }
        return isRight;
    }
}

/** The parameters that a place writes. */
export function parametersOf(input: WrittenBlock, { kind }: BlockSource): Readonly<Record<string, unknown>> {
    if (kind === "template") return input.parameters ?? {};
    if (kind === "roles") return {};
    return Object.fromEntries(Object.entries(input).filter(([key]) => !COMMON_KEYS.includes(key)));
}
