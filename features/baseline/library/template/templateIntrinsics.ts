/** What CloudFormation resolves when it makes the stack: `{ Ref: "Days" }`, `{ "Fn::GetAtt": ["Role", "Arn"] }`. */
export type Intrinsic =
    | { readonly Ref: string }
    | { readonly "Fn::GetAtt": readonly [string, string] }
    | { readonly "Fn::Sub": string }
    | { readonly "Fn::If": readonly [string, unknown, unknown] };

export const ref = (name: string): Intrinsic => ({ Ref: name });

/** An attribute of a resource in the same template. */
export const attribute = (resource: string, name: string): Intrinsic => ({ "Fn::GetAtt": [resource, name] });

/** A text with placeholders such as `${AWS::AccountId}`. */
export const sub = (text: string): Intrinsic => ({ "Fn::Sub": text });

/** `value` where the condition holds; elsewhere the property is left out. */
export const onlyIf = (condition: string, value: unknown): Intrinsic => ({
    "Fn::If": [condition, value, { Ref: "AWS::NoValue" }],
});

/** A property's type, of which CloudFormation may resolve every part. */
export type Templated<T> =
    | Intrinsic
    | (T extends string | number | boolean
          ? T
          : T extends readonly (infer Item)[]
            ? readonly Templated<Item>[]
            : T extends object
              ? { readonly [Key in keyof T]: Templated<T[Key]> }
              : T);
