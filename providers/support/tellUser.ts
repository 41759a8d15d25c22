/** Shows the user a line of text: Pulumi shows what a provider writes, at once and again in the summary at the end of the run. */
export function tellUser(text: string): void {
    // eslint-disable-next-line no-console -- the only way from this process to the user
    console.log(text);
}
