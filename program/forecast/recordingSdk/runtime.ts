/** Stands for `@pulumi/pulumi/runtime`, which Pulumi's AWS package loads, and uses only to call functions that the components do not call. */
export function call(): never {
    throw new Error("a forecast calls no functions of providers");
}
