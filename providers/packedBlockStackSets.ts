import type * as pulumi from "@pulumi/pulumi";
import { BlockStackSetProvider } from "./blockStackSetProvider";
import { packedStackSet, unpackedStackSet, type PackedStackSet } from "./stackSets/packedStackSet";
import type { BlockStackSetInputs, BlockStackSetState } from "./stackSets/blockStackSetInputs";
import { PartlyDoneError } from "./support/partlyDone";

type Inputs = PackedStackSet<BlockStackSetInputs>;
type State = PackedStackSet<BlockStackSetState>;

/** Keeps blocks of the baseline short in the state (cloudformation/packedBlock.ts). */
export class PackedBlockStackSets implements pulumi.dynamic.ResourceProvider<Inputs, State> {
    readonly #provider: BlockStackSetProvider;

    /** @param provider for tests. */
    constructor(provider = new BlockStackSetProvider()) {
        this.#provider = provider;
    }

    configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
        return this.#provider.configure(request);
    }

    async create(inputs: Inputs): Promise<pulumi.dynamic.CreateResult<State>> {
        const { id, outs } = await packedFailure(this.#provider.create(unpackedStackSet(inputs)));
        return { id, ...(outs && { outs: packedStackSet(outs) }) };
    }

    async read(id: string, props?: State): Promise<pulumi.dynamic.ReadResult<State>> {
        const found = await this.#provider.read(id, props && unpackedStackSet<BlockStackSetState>(props));
        // An empty id: it is gone.
        if (!found.id || !found.props) return { id: "", props: {} as State };
        return {
            id: found.id,
            props: packedStackSet(found.props),
            ...(found.inputs && { inputs: packedStackSet(found.inputs) }),
        };
    }

    diff(id: string, before: State, after: Inputs): Promise<pulumi.dynamic.DiffResult> {
        return this.#provider.diff(id, unpackedStackSet(before), unpackedStackSet(after));
    }

    async update(id: string, before: State, inputs: Inputs): Promise<pulumi.dynamic.UpdateResult<State>> {
        const { outs } = await packedFailure(
            this.#provider.update(id, unpackedStackSet(before), unpackedStackSet(inputs)),
        );
        return outs ? { outs: packedStackSet(outs) } : {};
    }

    delete(id: string, props: State): Promise<void> {
        return this.#provider.delete(id, unpackedStackSet(props));
    }
}

/** What was done before a failure goes into the state too. */
async function packedFailure<T>(done: Promise<T>): Promise<T> {
    try {
        return await done;
    } catch (error) {
        if (!(error instanceof PartlyDoneError)) throw error;
        const { id, properties, reasons } = error as PartlyDoneError<BlockStackSetState>;
        throw new PartlyDoneError(id, packedStackSet(properties), reasons, properties);
    }
}

export const blockStackSet = new PackedBlockStackSets();
