/**
 * The name of a service in reports. Cost Explorer has two names for EC2, an export has one.
 *
 * AWS publishes no list of these names. Those of EC2 are known from answers of Cost Explorer, and from AWS's price list.
 */
const NAMES: ReadonlyMap<string, string> = new Map([
    ["Amazon Elastic Compute Cloud - Compute", "Amazon Elastic Compute Cloud"],
    ["EC2 - Other", "Amazon Elastic Compute Cloud"],
    ["AmazonEC2", "Amazon Elastic Compute Cloud"],
]);

/** @param name as Cost Explorer or an export writes it. */
export function serviceName(name: string): string {
    return NAMES.get(name) ?? name;
}
