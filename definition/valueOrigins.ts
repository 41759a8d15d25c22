import { END_TAG, fieldOfTag } from "./resolution/inheritTags";
import type { AccountModel, OrganizationModel } from "./model";
import type { Place } from "./problems";
import type { Path } from "./problemReport";
import { reportOf } from "./modelPlaces";
import { treeOf, type ModelNode, type ModelTree } from "./modelTree";
import { placeAt, valueAt, type WrittenValue } from "./reading/writtenValue";

/** Finds where in a definition the values of accounts are written, including inherited ones. The model contains only the values. */
export class Origins {
    readonly #tree: WrittenValue | undefined;
    readonly #modelTree: ModelTree;

    /** @param model of a definition that was loaded from files. The places of another one, or of a changed copy, are not known. */
    constructor(model: OrganizationModel) {
        this.#tree = reportOf(model)?.written;
        this.#modelTree = treeOf(model);
    }

    tag(account: AccountModel, tag: string): Place | undefined {
        const field = fieldOfTag(tag);
        const own = field === undefined ? undefined : this.#place([...account.path, field]);
        const ofUnit = tag === END_TAG ? this.#nearest(account, ["end"]) : undefined;
        return own ?? ofUnit ?? this.#nearest(account, ["tags", tag]);
    }

    /** The place of a value by its key or keys, such as `email`, or `contacts` and `security`. The value may be inherited. */
    value(account: AccountModel, ...path: Path): Place | undefined {
        return this.#nearest(account, path);
    }

    /** The place of a path of the definition; undefined if nothing is written there. */
    written(path: Path): Place | undefined {
        return this.#place(path);
    }

    /** All places of a part of the definition: that of its key, and those of everything in it. */
    placesBelow(path: Path): readonly Place[] {
        const written = this.#tree && valueAt(this.#tree, path);
        return written && this.#tree ? [placeAt(this.#tree, path), ...placesIn(written)] : [];
    }

    /** The keys of the account's unit and of the units above it. */
    unitsAbove({ unit }: AccountModel): string[] {
        return this.#modelTree.unitsDownTo(unit).map(({ key }) => key);
    }

    /** The place of an item in lists that add up: the nearest list with that key that names it. */
    listed(account: AccountModel, key: string, item: string): Place | undefined {
        for (const path of this.#chain(account)) {
            const found = this.#item([...path, key], item);
            if (found) return found;
        }
        return undefined;
    }

    /** What attaches a policy to a node: its name in `guardrails`, the kind of the unit, or the state of the account. */
    guardrail({ kind, path }: ModelNode, policy: string): Place | undefined {
        if (kind === "root") return this.#item(path, policy);
        const other = kind === "unit" ? "kind" : "state";
        return this.#item([...path, "guardrails"], policy) ?? this.#place([...path, other]);
    }

    /** The paths of the account, its unit, the units above, and the defaults. */
    #chain({ path, unit }: AccountModel): Path[] {
        const units = this.#modelTree.unitsDownTo(unit).map((one) => one.path);
        return [path, ...units.reverse(), ["defaults"]];
    }

    #nearest(account: AccountModel, below: Path): Place | undefined {
        for (const path of this.#chain(account)) {
            const found = this.#place([...path, ...below]);
            if (found) return found;
        }
        return undefined;
    }

    #place(path: Path): Place | undefined {
        return this.#tree && valueAt(this.#tree, path) ? placeAt(this.#tree, path) : undefined;
    }

    #item(path: Path, value: string): Place | undefined {
        const list = this.#tree && valueAt(this.#tree, path);
        if (list?.kind !== "list") return undefined;
        return list.items.find((item) => item.kind === "scalar" && item.value === value)?.place;
    }
}

/** Maps and lists are also where their keys are. */
function placesIn(written: WrittenValue): Place[] {
    switch (written.kind) {
        case "map":
            return [
                written.place,
                ...[...written.entries.values()].flatMap(({ key, value }) => [key, ...placesIn(value)]),
            ];
        case "list":
            return [written.place, ...written.items.flatMap(placesIn)];
        case "scalar":
            return [written.place];
    }
}
