import { UNKNOWN_INPUT } from "../../../definition/feature/resourceChange";
import { plainValue, RecordedOutput, UNKNOWN } from "./recordedOutput";
import { recordedRun } from "./recordedRun";

/** The options of resources that a forecast reads. The others change nothing in AWS. */
interface RecordedOptions {
    readonly parent?: RegisteringResource;
    readonly ignoreChanges?: readonly string[];
    readonly import?: string;
    readonly aliases?: readonly { readonly name?: string }[];
    readonly retainOnDelete?: boolean;
}

export class RegisteringResource {
    readonly urn: RecordedOutput;
    /** The types of its parents and its own, as URNs have them. */
    readonly #types: string;

    constructor(type: string, name: string, isCustom: boolean, props: Record<string, unknown>, opts: RecordedOptions) {
        const { stack, project, register } = recordedRun();
        const { parent } = opts;
        this.#types = parent === undefined ? type : `${parent.#types}$${type}`;
        const urnOf = (named: string): string => `urn:pulumi:${stack}::${project}::${this.#types}::${named}`;
        const urn = urnOf(name);
        const aliases = (opts.aliases ?? []).flatMap((alias) => (alias.name === undefined ? [] : [urnOf(alias.name)]));
        this.urn = new RecordedOutput(urn, true);
        const inputs = plainValue(isCustom ? props : {}) as Record<string, unknown>;
        const before = register({
            ...{ urn, type, name, isCustom, inputs, aliases },
            ignoreChanges: opts.ignoreChanges ?? [],
            isRetained: opts.retainOnDelete === true,
            ...(opts.import !== undefined && { importId: opts.import }),
        });
        if (!isCustom) return;
        const known = { ...before?.outputs, ...inputs };
        const id = before?.id ?? opts.import;
        const outputs: Record<string, unknown> = { id: id === undefined ? UNKNOWN : new RecordedOutput(id, true) };
        for (const key of Object.keys(props)) outputs[key] = outputOf(known[key]);
        Object.assign(this, outputs);
    }

    registerOutputs(): void {
        // The outputs of components are not compared.
    }
}

function outputOf(value: unknown): RecordedOutput {
    return value === undefined || JSON.stringify(value).includes(UNKNOWN_INPUT)
        ? UNKNOWN
        : new RecordedOutput(value, true);
}

export class CustomResource extends RegisteringResource {
    constructor(type: string, name: string, props: Record<string, unknown> = {}, opts: RecordedOptions = {}) {
        super(type, name, true, props, opts);
    }
}

export class ProviderResource extends CustomResource {
    constructor(pkg: string, name: string, props?: Record<string, unknown>, opts?: RecordedOptions) {
        super(`pulumi:providers:${pkg}`, name, props, opts);
    }
}

export class ComponentResource extends RegisteringResource {
    constructor(type: string, name: string, args?: Record<string, unknown>, opts: RecordedOptions = {}) {
        super(type, name, false, args ?? {}, opts);
    }
}
