import { didYouMean, quoted } from "../../limits";
import { Catalogue } from "../../evaluator/evaluation";

/** Services whose data contain condition keys with a prefix that is not a service's, such as `saml:`. */
const KEEPERS = ["aws-marketplace", "sso", "sts"];

/** A word that AWS does not know, with the message for it. */
export interface UnknownWord {
    readonly mistake: string;
}

/** The actions and condition keys of AWS, loaded as far as they are needed. It checks names and expands wildcards. */
export class Vocabulary {
    private constructor(readonly catalogue: Catalogue) {}

    /**
     * Loads the named services. All services are loaded only for a pattern such as `*:Delete*`, which takes half a second.
     *
     * @param actions actions and patterns of actions.
     * @param keys condition keys.
     */
    static async load(actions: readonly string[], keys: readonly string[] = []): Promise<Vocabulary> {
        const prefix = (name: string): string => name.split(":", 1)[0] ?? "";
        const services = actions.map(prefix);
        if (services.some((service) => /[*?]/.test(service))) return new Vocabulary(await Catalogue.load());
        const others = keys.map(prefix).filter((one) => one !== "aws");
        const catalogue = await Catalogue.load([...services, ...others]);
        if (others.every((one) => catalogue.isKnownService(one))) return new Vocabulary(catalogue);
        return new Vocabulary(await Catalogue.load([...services, ...others, ...KEEPERS]));
    }

    /** The actions that a name or a pattern stands for, in AWS's spelling. */
    expand(pattern: string): readonly string[] | UnknownWord {
        const { catalogue } = this;
        const [service = "", name] = pattern.split(":");
        if (pattern !== "*" && (name === undefined || name === "" || pattern.split(":").length > 2)) {
            return {
                mistake: `${quoted(pattern)} is not an action: use a service and an action such as s3:PutObject, or s3:*`,
            };
        }
        if (!/[*?]/.test(service) && !catalogue.isKnownService(service)) {
            return {
                mistake: `there is no service ${quoted(service)}.${didYouMean(service, catalogue.services)}`,
            };
        }
        const found = catalogue.expandActions(pattern);
        if (found.length > 0) return found;
        const names = catalogue.actionsOf(service).map((action) => action.name);
        const what = /[*?]/.test(pattern) ? `no action that matches ${pattern}` : `no action ${pattern}`;
        return { mistake: `there is ${what}.${didYouMean(pattern, names)}` };
    }

    /** What is wrong with a condition key in requests for some actions; undefined if a request for one of them has the key. */
    checkKey(key: string, actions: readonly string[]): string | undefined {
        const found = this.catalogue.conditionKey(key);
        const known = actions.flatMap((name) => this.catalogue.action(name) ?? []);
        if (!found) {
            const own = known.flatMap(({ conditionKeys }) => conditionKeys);
            const near = didYouMean(key, [...new Set([...own, ...this.catalogue.conditionKeys()])]);
            return `there is no condition key ${quoted(key)}.${near}`;
        }
        if (known.length === 0 || known.some((action) => this.catalogue.keyApplies(key, action))) return undefined;
        const asked = known.length === 1 ? known[0]?.name : "these actions";
        const own = [...new Set(known.flatMap(({ conditionKeys }) => conditionKeys))].filter(
            (one) => !one.includes("$"),
        );
        const some =
            own.length > 0
                ? ` They carry ${own.slice(0, 6).join(", ")}${own.length > 6 ? ", ..." : ""}, and the global keys.`
                : "";
        return `no request for ${asked} carries the condition key ${key}.${some}`;
    }
}
