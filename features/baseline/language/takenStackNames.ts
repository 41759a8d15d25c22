import type { OrganizationModel } from "../../../definition/model";
import type { Path, Report } from "../../../definition/problemReport";
import { countOf, quoted, visible } from "../../../limits";
import type { AccountBlock, BaselineModel } from "../model";
import type { BlockLibrary } from "./blockLibrary";
import { StackNames, type StackName } from "./stackNames";

/** A stack that has taken a name first. */
interface NameOwner {
    /** The key of its block; empty for the account itself. */
    readonly block: string;
    readonly account: string;
    readonly region: string;
    readonly logicalId?: string;
}

interface NameClash {
    readonly path: Path;
    /** The message without the accounts. */
    readonly message: string;
    readonly accounts: Set<string>;
}

/** The region of a block that is about the account: which one it is makes no difference to a name. */
const ONE_REGION = ["${AWS::Region}"];

/**
 * Reports what two stacks take although AWS has it once, because the second one would fail: names of roles, policies and other resources that
 * two blocks make in one account, or that the account's access role has; names of a template that is in several regions or accounts; and
 * settings of which a region has one.
 */
export function checkTakenNames(
    model: BaselineModel,
    organization: OrganizationModel,
    library: BlockLibrary,
    report: Report,
): void {
    new NameCheck(model, library).run(organization, report);
}

class NameCheck {
    readonly #model: BaselineModel;
    readonly #names: StackNames;
    readonly #first: ReadonlyMap<string, Path>;
    readonly #everywhere = new Map<string, NameOwner>();
    readonly #clashes = new Map<string, NameClash>();

    constructor(model: BaselineModel, library: BlockLibrary) {
        this.#model = model;
        this.#names = new StackNames(model.blocks, library);
        this.#first = new Map(model.blocks.map(({ key, path }) => [key, path]));
    }

    run({ accounts }: OrganizationModel, report: Report): void {
        for (const { key, id, roleName } of accounts) {
            const access = { block: "", account: key, region: "" };
            const owners = new Map<string, NameOwner>([[`in an account role ${roleName.toLowerCase()}`, access]]);
            for (const one of this.#model.accounts.get(key)?.blocks ?? []) {
                for (const name of this.#names.of(one)) this.#take(one, name, { key, id: id ?? key }, owners);
            }
        }
        for (const { path, message, accounts: of } of this.#clashes.values()) {
            report.add(path, `${message} (${countOf(of.size, "account")})`);
        }
    }

    #take(
        one: AccountBlock,
        name: StackName,
        { key: account, id }: { readonly key: string; readonly id: string },
        owners: Map<string, NameOwner>,
    ): void {
        for (const region of one.regions.length > 0 ? one.regions : ONE_REGION) {
            const written = name.id.replaceAll("${AWS::AccountId}", id).replaceAll("${AWS::Region}", region);
            const text = name.ignoresCase ? written.toLowerCase() : written;
            const isOfAll = name.scope === "anywhere" || name.scope === "in a region of any account";
            const isOfRegion = name.scope === "in a region" || name.scope === "in a region of any account";
            const taken = isOfAll ? this.#everywhere : owners;
            const at = `${isOfRegion ? region : name.scope === "anywhere" ? "anywhere" : "in an account"} ${text}`;
            const mine = { block: one.block, account, region, ...(name.named && { logicalId: name.named.logicalId }) };
            const owner = taken.get(at);
            if (owner === undefined) taken.set(at, mine);
            else this.#clash(one, name, owner, mine);
        }
    }

    #clash(one: AccountBlock, name: StackName, owner: NameOwner, mine: NameOwner): void {
        const isOwn = owner.block === mine.block && owner.logicalId === mine.logicalId;
        const { named } = name;
        const path = isOwn && named ? this.#pathOf(one, named) : one.path;
        const message = isOwn ? repeated(name, owner, mine) : other(name, owner, mine);
        // One name in several accounts and regions is one mistake.
        const id = JSON.stringify(isOwn ? path : [path, message]);
        const clash = this.#clashes.get(id) ?? { path, message, accounts: new Set() };
        clash.accounts.add(mine.account);
        if (owner.account !== mine.account) clash.accounts.add(owner.account);
        this.#clashes.set(id, clash);
    }

    /** The name in a template of one's own; otherwise the block. */
    #pathOf({ block, path }: AccountBlock, { logicalId, property }: NonNullable<StackName["named"]>): Path {
        const isTemplate = this.#model.blocks.some(({ key, kind }) => key === block && kind === "template");
        const first = this.#first.get(block) ?? path;
        return isTemplate ? [...first, "template", "Resources", logicalId, "Properties", property] : path;
    }
}

/** What is wrong with a name that one template takes again. */
function repeated({ what, scope, named }: StackName, owner: NameOwner, mine: NameOwner): string {
    const text = named?.text ?? "";
    const subject = `makes the ${what} ${quoted(text)}`;
    const instead = (suffix: string): string =>
        `Write ${named?.property}: !Sub ${text}${suffix}, or leave ${named?.property} out`;
    if (owner.account === mine.account) {
        const where =
            scope === "anywhere" ? "once in all accounts and regions" : "once in an account, whatever the region";
        const suffix =
            scope === "anywhere" ? missing(text, "AWS::AccountId", "AWS::Region") : missing(text, "AWS::Region");
        const apart =
            scope === "anywhere"
                ? ""
                : ". Or take what is of IAM into a template of its own, which has one stack in each account";
        return `${subject} in several regions, and AWS has it ${where}: the stack of the second region would fail. ${instead(suffix)}${apart}`;
    }
    const suffix =
        scope === "anywhere" ? missing(text, "AWS::AccountId", "AWS::Region") : missing(text, "AWS::AccountId");
    return `${subject} in several accounts, and AWS has it once in all accounts: all stacks but the first would fail. ${instead(suffix)}`;
}

/** Pseudo parameters that a name lacks, as its end. */
function missing(text: string, ...names: readonly string[]): string {
    return names.flatMap((name) => (text.includes(name) ? [] : [`-\${${name}}`])).join("");
}

/** What is wrong with what another block takes. */
function other({ what, named }: StackName, owner: NameOwner, mine: NameOwner): string {
    const block = visible(owner.block);
    if (!named) return `sets ${what}, which block ${block} sets there too: keep one of them`;
    const subject = `makes the ${what} ${quoted(named.text)}, which`;
    if (owner.block === "") return `${subject} AWS made with the account: give this one another name`;
    const where = owner.account === mine.account ? "there" : `in account ${visible(owner.account)}`;
    return `${subject} block ${block} makes ${where} too: give one of them another name`;
}
