import type { PolicyStatement } from "../evaluation";
import type { Catalogue } from "../catalogue/actionCatalogue";
import { readAction, type ActionName } from "../matching/actionPatterns";
import { RCP_EXEMPT_ACTIONS, RCP_SERVICES } from "../controlPolicy/rcpServices";
import { endpointRegion } from "../request/endpointRegions";

/** Actions that every statement in question treats alike, so that one question answers for all of them. */
export interface ActionClass {
    /** One of them, as AWS writes it: `s3:GetObject`. */
    readonly first: string;
    /** All of them, by their numbers. */
    readonly members: readonly number[];
}

interface Entry {
    readonly name: string;
    readonly action: ActionName;
    /** What else the evaluator depends on: the endpoint's region, and whether resource control policies reach the service. */
    readonly kind: number;
    readonly shape: () => number;
}

/** Divides the actions of a catalogue into classes. What a statement matches is computed once. */
export class ClassifiedActions {
    readonly #entries: readonly Entry[];
    readonly #ofService = new Map<string, number[]>();
    readonly #matched = new Map<PolicyStatement, Uint8Array>();

    constructor(catalogue: Catalogue, partition: string) {
        const kinds = new Numbers();
        const shapes = new Numbers();
        this.#entries = catalogue.services
            .filter((service) => catalogue.isLoaded(service))
            .flatMap((service) => catalogue.actionsOf(service))
            .map(({ name }): Entry => {
                const action = readAction(name);
                const reached = RCP_SERVICES.has(action.service) && !RCP_EXEMPT_ACTIONS.has(action.text);
                return {
                    name,
                    action,
                    kind: kinds.of(`${endpointRegion(action.service)} ${reached}`),
                    shape: () => shapes.of(JSON.stringify(catalogue.target(name, partition))),
                };
            });
        for (const [index, { action }] of this.#entries.entries()) {
            const of = this.#ofService.get(action.service);
            if (of) of.push(index);
            else this.#ofService.set(action.service, [index]);
        }
    }

    /**
     * @param statements all statements that affect the decision.
     * @param touched only actions that one of these statements matches are classified; absent: all actions.
     */
    classes(statements: readonly PolicyStatement[], touched?: readonly PolicyStatement[]): ActionClass[] {
        const entries = this.#entries;
        const count = entries.length;
        const ids = new Int32Array(count);
        const narrow = new Uint8Array(count);
        const asked = touched?.map((statement) => this.#matches(statement));
        for (let index = 0; index < count; index++) {
            const isAsked = !asked || asked.some((matched) => matched[index] === 1);
            ids[index] = isAsked ? (entries[index]?.kind ?? 0) : -1;
        }
        const refine = (part: (index: number) => number): void => {
            const numbers = new Map<number, number>();
            for (let index = 0; index < count; index++) {
                const id = ids[index] ?? -1;
                if (id < 0) continue;
                const joint = id * 65_536 + part(index);
                let number = numbers.get(joint);
                if (number === undefined) numbers.set(joint, (number = numbers.size));
                ids[index] = number;
            }
        };
        for (const statement of statements) {
            const matched = this.#matches(statement);
            refine((index) => matched[index] ?? 0);
            if (isWide(statement)) continue;
            for (let index = 0; index < count; index++) if (matched[index] === 1) narrow[index] = 1;
        }
        // The shape of a resource matters only to statements about certain resources.
        refine((index) => (narrow[index] === 1 ? 1 + (entries[index]?.shape() ?? 0) : 0));
        const classes = new Map<number, number[]>();
        for (let index = 0; index < count; index++) {
            const id = ids[index] ?? -1;
            if (id < 0) continue;
            const members = classes.get(id);
            if (members) members.push(index);
            else classes.set(id, [index]);
        }
        return [...classes.values()].map((members) => ({ first: this.nameOf(members[0] ?? 0), members }));
    }

    /** The number of actions. */
    get count(): number {
        return this.#entries.length;
    }

    /** @param number from 0 */
    nameOf(number: number): string {
        return this.#entries[number]?.name ?? "";
    }

    /** The actions that a statement may match: those of the services that its patterns name. */
    #reach({ actions }: PolicyStatement): Iterable<number> {
        const services = actions.patterns.map((pattern) => pattern.toLowerCase().split(":", 1)[0] ?? "");
        if (actions.not || services.some((service) => /[*?]/.test(service))) return this.#entries.keys();
        return [...new Set(services)].flatMap((service) => this.#ofService.get(service) ?? []);
    }

    #matches(statement: PolicyStatement): Uint8Array {
        const known = this.#matched.get(statement);
        if (known) return known;
        const matched = new Uint8Array(this.#entries.length);
        for (const index of this.#reach(statement)) {
            const entry = this.#entries[index];
            if (entry && statement.matchesAction(entry.action)) matched[index] = 1;
        }
        this.#matched.set(statement, matched);
        return matched;
    }
}

function isWide({ resources }: PolicyStatement): boolean {
    return !resources.not && resources.patterns.includes("*");
}

class Numbers {
    readonly #numbers = new Map<string, number>();

    of(text: string): number {
        const known = this.#numbers.get(text) ?? this.#numbers.size;
        this.#numbers.set(text, known);
        return known;
    }
}
