import { matcher, toPattern } from "./wildcards";

/** An action of a request, in lower case, because IAM ignores the case of actions. */
export interface ActionName {
    /** `s3:putobject`. */
    readonly text: string;
    /** `s3`. */
    readonly service: string;
}

const cache = new Map<string, ActionName>();

/** Reads `s3:PutObject`. @throws RangeError if it is not a single action. */
export function readAction(action: string): ActionName {
    const known = cache.get(action);
    if (known) return known;
    if (!/^[A-Za-z0-9-]+:[A-Za-z0-9-]+$/.test(action)) {
        throw new RangeError(
            `${JSON.stringify(action)} is not an action: use a service and an action such as s3:PutObject`,
        );
    }
    const text = action.toLowerCase();
    const read = { text, service: text.slice(0, text.indexOf(":")) };
    cache.set(action, read);
    return read;
}

/**
 * Compiles the patterns of an Action or NotAction element into a test of whether one of them matches.
 * Lists are long (a region-deny names 100 services), so exact names and whole services are looked up and not tried one by one.
 */
export function actionMatcher(patterns: readonly string[]): (action: ActionName) => boolean {
    const exact = new Set<string>();
    const services = new Set<string>();
    const ofService = new Map<string, ((text: string) => boolean)[]>();
    const others: ((text: string) => boolean)[] = [];
    for (const pattern of patterns.map((one) => one.toLowerCase())) {
        const [service = "", name] = pattern.split(":", 2);
        if (pattern === "*" || pattern === "*:*") return () => true;
        if (!/[*?]/.test(pattern)) exact.add(pattern);
        else if (/[*?]/.test(service)) others.push(matcher(toPattern(pattern)));
        else if (name === "*") services.add(service);
        else {
            const matchers = ofService.get(service);
            if (matchers) matchers.push(matcher(toPattern(pattern)));
            else ofService.set(service, [matcher(toPattern(pattern))]);
        }
    }
    return ({ text, service }) =>
        exact.has(text) ||
        services.has(service) ||
        (ofService.get(service)?.some((matches) => matches(text)) ?? false) ||
        others.some((matches) => matches(text));
}
