import { Catalogue, CONDITION_KEY_SERVICES } from "../catalogue/actionCatalogue";
import type { ControlPolicy, PolicyStatement } from "../controlPolicy/controlPolicy";

/**
 * The part of the catalogue that linting the documents needs. A service that is named only as in `s3:*` is left out if nothing depends
 * on its actions: a region-deny names 100 of them.
 */
export async function catalogueFor(policies: readonly ControlPolicy[]): Promise<Catalogue> {
    const statements = policies.flatMap((policy) => policy.statements);
    const wanted = new Set(statements.flatMap(servicesOf));
    const catalogue = await Catalogue.load(wanted);
    const isForeign = [...wanted].some((service) => service !== "aws" && !catalogue.isKnownService(service));
    return isForeign ? Catalogue.load([...wanted, ...CONDITION_KEY_SERVICES]) : catalogue;
}

const prefix = (name: string): string => name.split(":", 1)[0] ?? "";

function servicesOf({ actions, resources, conditions }: PolicyStatement): string[] {
    const keys = conditions.map(({ key }) => key);
    const texts = [...resources.patterns, ...conditions.flatMap(({ values }) => values)];
    const variables = texts.flatMap((text) => [...text.matchAll(/\$\{\s*([\w-]+):/g)].map(([, name = ""]) => name));
    const areActionsOpen =
        !actions.not &&
        (!resources.patterns.includes("*") ||
            keys.some((key) => !/^aws:/i.test(key) || /^aws:(requesttag\/|tagkeys$)/i.test(key)));
    const named = actions.patterns.filter((pattern) => areActionsOpen || !pattern.endsWith(":*"));
    return [...named.map(prefix), ...keys.map(prefix), ...variables].map((one) => one.toLowerCase());
}
