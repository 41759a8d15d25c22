/** How many questions to Identity Center run at a time: AWS takes 20 calls a second of all its operations together. */
export const AT_A_TIME = 5;
