import { loadDefinition, type AccountModel, type DefinitionModel, type Feature } from "../../definition";
import { didYouMean, listSome } from "../../limits/messageText";
import { CommandClients } from "./commandClients";
import { CommandError, EXIT } from "./commandError";
import { readStackSettings, type StackSettings } from "./stackSettings";

/** What a command works with: the settings, the definition and the AWS clients of one stack. Each is read on first use. */
export class CommandContext {
    readonly stack: string;
    /** The capabilities that bring keys of their own to the definition. */
    readonly features: readonly Feature[];
    /** The terminal's width in columns. Absent if the output goes to a file or a program. */
    readonly columns: number | undefined;
    #settings: StackSettings | undefined;
    #model: DefinitionModel | undefined;
    #clients: CommandClients | undefined;

    constructor(stack: string, features: readonly Feature[], columns?: number) {
        this.stack = stack;
        this.features = features;
        this.columns = columns;
    }

    get settings(): StackSettings {
        this.#settings ??= readStackSettings(this.stack);
        return this.#settings;
    }

    /** @throws DefinitionError with all mistakes of the definition. */
    get model(): DefinitionModel {
        this.#model ??= loadDefinition(this.settings.definition, this.features);
        return this.#model;
    }

    get clients(): CommandClients {
        this.#clients ??= new CommandClients(this.settings.aws, this.settings.file);
        return this.#clients;
    }

    /** Call it after a command has written the definition: the next use of `model` reads it again. */
    forgetModel(): void {
        this.#model = undefined;
    }

    /**
     * Returns the key of a unit of the definition.
     *
     * @throws CommandError if the definition has no such unit.
     */
    unit(named: string): string {
        const units = this.model.units.map(({ key }) => key);
        if (units.includes(named)) return named;
        throw new CommandError(
            `there is no unit ${JSON.stringify(named)}.${didYouMean(named, units)} There are ${listSome(units)}.`,
            EXIT.usage,
        );
    }

    /**
     * Finds an account of the definition by its key, name, e-mail or id.
     *
     * @throws CommandError if no account has that name, or several have it.
     */
    account(named: string): AccountModel {
        const { accounts } = this.model;
        const byKey = accounts.find(({ key }) => key === named);
        if (byKey) return byKey;
        const found = accounts.filter(
            ({ id, name, email }) => id === named || name === named || email.toLowerCase() === named.toLowerCase(),
        );
        if (found.length > 1) {
            throw new CommandError(
                `${named} fits several accounts, ${found.map(({ key }) => key).join(", ")}: give the key of one`,
                EXIT.usage,
            );
        }
        const [account] = found;
        if (!account) {
            const keys = accounts.flatMap(({ key, name, email }) => [key, name, email]);
            throw new CommandError(
                `the definition ${this.settings.definition} has no account ${JSON.stringify(named)}.${didYouMean(named, keys)} \`org accounts\` lists them`,
                EXIT.usage,
            );
        }
        return account;
    }
}
