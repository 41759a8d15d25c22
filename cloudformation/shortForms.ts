/** Functions that a template in YAML may write as a tag, such as `!Sub`, by the tag, with their names in JSON. */
export const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
    ["!Ref", "Ref"],
    ["!Condition", "Condition"],
    ...[
        "And",
        "Base64",
        "Cidr",
        "Equals",
        "FindInMap",
        "GetAtt",
        "GetAZs",
        "If",
        "ImportValue",
        "Join",
        "Not",
        "Or",
        "Select",
        "Split",
        "Sub",
    ].map((name): [string, string] => [`!${name}`, `Fn::${name}`]),
]);

/** A function in JSON: `{ "Fn::Sub": value }`. `!GetAtt Role.Arn` is a list in JSON. */
export function longForm(name: string, value: unknown): Readonly<Record<string, unknown>> {
    if (name !== "Fn::GetAtt" || typeof value !== "string") return { [name]: value };
    const dot = value.indexOf(".");
    return { [name]: dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
}
