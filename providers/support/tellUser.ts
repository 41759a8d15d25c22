/** Shows the user a line of text: Pulumi shows what a provider writes. */
export function tellUser(text: string): void {
    // eslint-disable-next-line no-console -- the only way from this process to the user
    console.log(text);
}
