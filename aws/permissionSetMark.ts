/**
 * The tag by which a run recognises a permission set that an earlier one has made, if the state does not have it. A definition cannot write
 * tags that begin so. One that is taken over by its `id` does not get it: its tags stay as they are.
 */
export function permissionSetMark(key: string): readonly [tag: string, value: string] {
    return ["aws-organization:permission-set", key];
}
