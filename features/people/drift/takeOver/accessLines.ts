import {
    addListedMap,
    listedMaps,
    removeListedMap,
    setInItem,
    type DefinitionDraft,
    type DefinitionValue,
    type ListedMap,
} from "../../../../operations/commands/drift/feature";

/** A line of `access` as it is written. */
type Line = ListedMap["value"];

const ACCESS = "access";

/** Whose access is written, in the words of the definition. */
export interface WrittenAccess {
    readonly who: string;
    readonly permissionSet: string;
    /** The names of accounts, as `where` has them. */
    readonly accounts: readonly string[];
    readonly inManagementAccount: boolean;
}

/** Writes access that somebody was given. A line for just this person and permission set gets the accounts; otherwise there is a new one. */
export function giveAccess(draft: DefinitionDraft, access: WrittenAccess): void {
    const { who, permissionSet, accounts, inManagementAccount } = access;
    const addLine = (where: DefinitionValue): void =>
        addListedMap(draft, fileFor(draft, who), ACCESS, { who, permissionSet, where });
    if (inManagementAccount) addLine({ managementAccount: true });
    if (accounts.length === 0) return;
    const own = listedMaps(draft, ACCESS).find(
        ({ value }) =>
            isOnly(value.who, who) &&
            isOnly(value.permissionSet, permissionSet) &&
            isListOfNames(value.where) &&
            value.until === undefined &&
            value.except === undefined,
    );
    if (own) setInItem(draft, own, "where", [...namesIn(own.value.where), ...accounts]);
    else addLine(accounts);
}

/**
 * Takes access out of one line. What the line gives to others, or besides, stays: what differs becomes a line of its own.
 *
 * @param number of the line, over all files.
 */
export function takeAccess(draft: DefinitionDraft, number: number, access: WrittenAccess): void {
    const line = listedMaps(draft, ACCESS)[number];
    if (!line) return;
    const { who, permissionSet } = access;
    const others = namesIn(line.value.who).filter((name) => name !== who);
    const sets = namesIn(line.value.permissionSet).filter((name) => name !== permissionSet);
    const rest = withoutAccounts(line.value, access);
    const lines: Line[] = [
        ...(others.length > 0 && sets.length > 0 ? [{ ...line.value, who, permissionSet: oneOrList(sets) }] : []),
        ...(rest ? [{ ...rest, who, permissionSet }] : []),
    ];
    if (others.length > 0) setInItem(draft, line, "who", oneOrList(others));
    else if (sets.length > 0) setInItem(draft, line, "permissionSet", oneOrList(sets));
    else return changeOrRemove(draft, line, rest);
    for (const one of lines) addListedMap(draft, line.file, ACCESS, one);
}

function changeOrRemove(draft: DefinitionDraft, line: ListedMap, rest: Line | undefined): void {
    if (!rest) return removeListedMap(draft, line);
    for (const key of ["where", "except"]) {
        if (JSON.stringify(rest[key]) !== JSON.stringify(line.value[key])) setInItem(draft, line, key, rest[key]);
    }
}

/** A line without accounts: they go from `where` if it names them all, and otherwise become exceptions. Undefined if nothing is left. */
function withoutAccounts(line: Line, { accounts, inManagementAccount }: WrittenAccess): Line | undefined {
    const { where, except } = line;
    if (inManagementAccount && isMap(where) && where.managementAccount === true) return undefined;
    const parts = (Array.isArray(where) ? (where as readonly DefinitionValue[]) : [where ?? ""]).filter(
        (one) => !(inManagementAccount && isMap(one) && one.managementAccount === true),
    );
    const isNamed = accounts.every((name) => parts.includes(name));
    const left = isNamed ? parts.filter((one) => typeof one !== "string" || !accounts.includes(one)) : parts;
    if (left.length === 0) return undefined;
    const places = Array.isArray(where) ? left : (left[0] ?? "");
    if (isNamed) return { ...line, where: places };
    const exceptions =
        except === undefined ? [] : Array.isArray(except) ? (except as readonly DefinitionValue[]) : [except];
    return { ...line, where: places, except: [...exceptions, ...accounts] };
}

/** The file with other lines of the same person, or with any; else the one that people are written in. */
function fileFor(draft: DefinitionDraft, who: string): string {
    const lines = listedMaps(draft, ACCESS);
    const own = lines.filter(({ value }) => namesIn(value.who).includes(who));
    const others = (own.length > 0 ? own : lines).map(({ file }) => file);
    const people = draft.files.filter((file) => /^people:/m.test(draft.text(file)));
    const fitting = others.length > 0 ? others : people.length > 0 ? people : draft.files;
    return draft.chooseFile(`the access of ${who}`, [...new Set(fitting)], draft.files);
}

function isListOfNames(value: DefinitionValue | undefined): boolean {
    return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isOnly(value: DefinitionValue | undefined, name: string): boolean {
    return namesIn(value).join("\n") === name;
}

function namesIn(value: DefinitionValue | undefined): readonly string[] {
    const all = Array.isArray(value) ? (value as readonly DefinitionValue[]) : [value];
    return all.filter((one) => typeof one === "string");
}

function isMap(value: DefinitionValue | undefined): value is Readonly<Record<string, DefinitionValue>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function oneOrList(names: readonly string[]): DefinitionValue {
    const [first, ...others] = names;
    return first !== undefined && others.length === 0 ? first : names;
}
