import type { Hierarchy, HierarchyNode } from "../controlPolicy/hierarchy";
import type { PolicyStatement } from "../controlPolicy/controlPolicy";

/** What an account's policies amount to, regardless of their names and of how the statements are spread over them. */
export interface PolicyForm {
    /** Two forms with the same id judge every request alike. */
    readonly id: string;
    readonly denials: ReadonlySet<number>;
    readonly resourceDenials: ReadonlySet<number>;
    /** For each level that does not allow everything: the statements that allow there. */
    readonly allowed: readonly (readonly number[])[];
}

interface LevelForm {
    readonly denials: readonly number[];
    readonly resourceDenials: readonly number[];
    /** Absent: everything is allowed there. */
    readonly allowed?: readonly number[];
}

/** Gives statements numbers (equal ones get the same), and puts the policies of accounts into a form that can be compared. */
export class PolicyForms {
    /** The statements by their numbers. */
    readonly statements: PolicyStatement[] = [];
    readonly #texts: string[] = [];
    readonly #byStatement = new WeakMap<PolicyStatement, number>();
    readonly #numbers = new Map<string, number>();
    readonly #levels = new WeakMap<HierarchyNode, LevelForm>();

    of({ levels }: Hierarchy): PolicyForm {
        const forms = levels.map((level) => this.#level(level));
        const denials = new Set(forms.flatMap((form) => form.denials));
        const resourceDenials = new Set(forms.flatMap((form) => form.resourceDenials));
        const lists = forms.flatMap(({ allowed }) => (allowed ? [[...new Set(allowed)].sort(ascending)] : []));
        const allowed = [...new Map(lists.map((list) => [list.join(), list])).values()];
        const id = JSON.stringify([
            [...denials].sort(ascending),
            [...resourceDenials].sort(ascending),
            allowed.map((list) => list.join()).sort(),
        ]);
        return { id, denials, resourceDenials, allowed };
    }

    statementsOf(numbers: readonly number[]): PolicyStatement[] {
        return numbers.flatMap((number) => this.statements[number] ?? []);
    }

    /** Whether a statement contains a text, such as the id of an account. */
    names(statement: number, text: string): boolean {
        return this.#texts[statement]?.includes(text) ?? false;
    }

    #level(level: HierarchyNode): LevelForm {
        const known = this.#levels.get(level);
        if (known) return known;
        const ofType = (type: string): PolicyStatement[] =>
            level.policies.filter(({ policy }) => policy.type === type).flatMap(({ policy }) => policy.statements);
        const numbers = (statements: readonly PolicyStatement[], effect: string): number[] =>
            statements.filter((one) => one.effect === effect).map((one) => this.numberOf(one));
        const service = ofType("SERVICE_CONTROL_POLICY");
        const form: LevelForm = {
            denials: numbers(service, "Deny"),
            resourceDenials: numbers(ofType("RESOURCE_CONTROL_POLICY"), "Deny"),
            ...(!service.some(allowsEverything) && { allowed: numbers(service, "Allow") }),
        };
        this.#levels.set(level, form);
        return form;
    }

    numberOf(statement: PolicyStatement): number {
        const numbered = this.#byStatement.get(statement);
        if (numbered !== undefined) return numbered;
        const number = this.#number(statement);
        this.#byStatement.set(statement, number);
        return number;
    }

    #number(statement: PolicyStatement): number {
        const text = textOf(statement);
        const known = this.#numbers.get(text);
        if (known !== undefined) return known;
        this.#numbers.set(text, this.statements.length);
        this.#texts.push(text);
        return this.statements.push(statement) - 1;
    }
}

function allowsEverything({ effect, actions, resources, conditions }: PolicyStatement): boolean {
    return (
        effect === "Allow" &&
        !actions.not &&
        actions.patterns.includes("*") &&
        !resources.not &&
        resources.patterns.includes("*") &&
        conditions.length === 0
    );
}

/** A statement without its name and the order of its lists. */
function textOf(statement: PolicyStatement): string {
    const { not, patterns } = statement.actions;
    return JSON.stringify([not, sorted(patterns.map((one) => one.toLowerCase())), gistOf(statement)]);
}

/** What a statement says about an action that it matches: the resources and the conditions. */
export function gistOf({ effect, resources, conditions }: PolicyStatement): string {
    const lines = conditions.map(({ operator, key, values }) => [operator, key.toLowerCase(), sorted(values)]);
    return JSON.stringify([
        effect,
        resources.not,
        sorted(resources.patterns),
        sorted(lines.map((one) => JSON.stringify(one))),
    ]);
}

function sorted(texts: readonly string[]): string[] {
    return [...new Set(texts)].sort();
}

function ascending(one: number, two: number): number {
    return one - two;
}
