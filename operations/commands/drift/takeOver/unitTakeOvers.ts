import { quoted } from "../../../../limits";
import { listSome } from "../../../../limits/messageText";
import { addEntry, removeWhole, setKey, unsetKey } from "../../../edit/entryEdits";
import type { DefinitionValue } from "../../../edit/yamlValue";
import { keysFor } from "../../adopt/write/chosenKeys";
import { byHand, notDefined, TOP, unitEntry, unitOf, type TakeOversOf } from "./takeOver";

export const UNIT_TAKE_OVERS: TakeOversOf<"unit-made" | "unit-renamed" | "unit-deleted"> = {
    "unit-made": ({ subject, is }, { draft, model, tags }) => {
        const parent = is.parent.kind === "root" ? undefined : unitOf(model, is.parent);
        if (is.parent.kind !== "root" && !parent) {
            return byHand(
                `the definition does not have the unit ${quoted(is.parent.name)} (${is.parent.id}) above it. If that was made by hand too, take over both in one command`,
            );
        }
        const siblings = model.units.filter((one) => one.parent === parent?.key);
        const taken = new Set(siblings.map(({ path }) => String(path.at(-1)).toLowerCase()));
        const key = keysFor([{ id: subject.id, name: is.name }], "Unit", taken).get(subject.id) ?? subject.id;
        const inherited = parent?.tags ?? model.tags;
        // `ownTags`: what stands below has its own tags in AWS, and inherits none.
        const own = Object.entries(tags.get(subject.id) ?? {}).filter(
            ([tag, value]) => inherited[tag] !== value || model.tags[tag] !== value,
        );
        const value: Record<string, DefinitionValue> = {
            ...(is.name !== key && { name: is.name }),
            id: subject.id,
            ...(own.length > 0 && { ownTags: Object.fromEntries(own) }),
        };
        return {
            edit: () => void addEntry(draft, parent ? unitEntry(parent) : TOP, "units", key, value),
            parts: [`unit ${parent === undefined ? key : `${parent.key}/${key}`}`],
            holds: (after) => unitOf(after, { ...subject, key: "" })?.name === is.name,
        };
    },
    "unit-renamed": ({ subject, is }, { draft, model }) => {
        const unit = unitOf(model, subject);
        if (!unit) return notDefined(subject);
        return {
            edit() {
                if (is === unit.path.at(-1)) unsetKey(draft, unitEntry(unit), "name");
                else setKey(draft, unitEntry(unit), "name", is);
            },
            parts: [`unit ${unit.key}`],
            holds: (after) => unitOf(after, subject)?.name === is,
        };
    },
    "unit-deleted": ({ subject }, { draft, model }) => {
        const unit = unitOf(model, subject);
        if (!unit) return byHand("the definition does not have the unit any more: nothing is to be written");
        const inside = [
            ...model.units.filter((one) => one.parent === unit.key).map(({ key }) => key),
            ...model.accounts.filter((one) => one.unit === unit.key).map(({ key }) => key),
        ];
        if (inside.length > 0) {
            return byHand(
                `the definition still has ${listSome(inside)} in it. Move them in the definition to where AWS has them, and then remove the unit`,
            );
        }
        return {
            edit: () => removeWhole(draft, unitEntry(unit)),
            parts: [`unit ${unit.key}`],
            holds: (after) => unitOf(after, subject) === undefined,
        };
    },
};
